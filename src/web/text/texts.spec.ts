import { FACT_LINE_TEXTS, FACT_TEXTS } from './fact-texts.ts';
import type { VerdictText } from './verdict-text.ts';
import { VERDICT_TEXTS } from './verdict-texts.ts';

const FORBIDDEN = ['签名值', '摘要', '哈希', '证书链', 'CRL', 'OCSP', 'PAdES', '异常', '非法'];
const rows: readonly (readonly [string, VerdictText])[] = Object.entries(VERDICT_TEXTS);

/** Every text in a table, however deep. */
function textsIn(value: unknown): { zh: string; en: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('zh' in value && 'en' in value) return [value as { zh: string; en: string }];
  return Object.values(value).flatMap(textsIn);
}

const placeholdersOf = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');

describe('the words of the verdicts', () => {
  it.each(rows)(
    '%s is one sentence of at most 16 characters, a placeholder counted as two',
    (_, { sentence }) => {
      expect([...sentence.zh.replace(/\{\w+\}/g, '某某')].length).toBeLessThanOrEqual(16);
      expect(sentence.en).not.toBe('');
    },
  );

  it('use none of the words that only engineers know', () => {
    const words = textsIn([VERDICT_TEXTS, FACT_TEXTS, FACT_LINE_TEXTS]).map((text) => text.zh + text.en);
    for (const word of FORBIDDEN) expect(words.filter((text) => text.includes(word))).toEqual([]);
  });

  it('ask for nothing in English that the Chinese does not say', () => {
    for (const text of textsIn(VERDICT_TEXTS)) {
      const inChinese = new Set(placeholdersOf(text.zh));
      expect(placeholdersOf(text.en).filter((name) => !inChinese.has(name))).toEqual([]);
    }
  });

  it('never leave a language empty', () => {
    for (const text of textsIn([VERDICT_TEXTS, FACT_TEXTS, FACT_LINE_TEXTS])) {
      expect(text.zh.trim()).not.toBe('');
      expect(text.en.trim()).not.toBe('');
    }
  });
});
