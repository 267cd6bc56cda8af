import type { Language } from '../../platform/http/language.ts';

/** A text in Chinese and English. */
export type Words = readonly [zh: string, en: string];

export const inLanguage = ([zh, en]: Words, language: Language): string => (language === 'zh' ? zh : en);

/** The words of a code; a code without any is told as it is. */
export function wordsOf(table: Readonly<Record<string, Words>>, code: string, language: Language): string {
  const words = Object.hasOwn(table, code) ? table[code] : undefined;
  return words ? inLanguage(words, language) : code;
}
