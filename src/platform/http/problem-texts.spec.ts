import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import './platform-texts.ts';
import { codesWithTexts, problemText } from './problem-texts.ts';

const SOURCE = resolve('src');

const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.spec\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(SOURCE, name), 'utf8') }));

/** Codes written out where an error is made: `new DomainError('kind', 'code'` and `new HttpProblem(400, 'code'`. */
const THROWN = /new (?:DomainError(?:<[^>]*>)?|HttpProblem)\(\s*(?:'[a-z-]+'|\d{3}),\s*'([^']+)'/g;

describe('every code that a caller can meet', () => {
  beforeAll(async () => {
    for (const { name } of sources.filter(({ text }) => /^registerProblemTexts\(/m.test(text)))
      await import(pathToFileURL(join(SOURCE, name)).href);
  });

  it('has its text in Chinese and in English', () => {
    const thrown = sources.flatMap(({ name, text }) =>
      [...text.matchAll(THROWN)].map(([, code = '']) => ({ name, code })),
    );
    expect(thrown.length).toBeGreaterThan(10);
    expect(thrown.filter(({ code }) => !codesWithTexts().has(code))).toEqual([]);
  });

  it('is said in two languages that differ, and begs nobody’s pardon', () => {
    for (const code of codesWithTexts()) {
      const [zh, en] = [problemText(code, 'zh'), problemText(code, 'en')];
      expect({ code, zh }).toEqual({ code, zh: expect.stringMatching(/\p{Script=Han}/u) });
      expect({ code, en }).toEqual({ code, en: expect.stringMatching(/^[^\p{Script=Han}]+$/u) });
      expect({ code, zh }).toEqual({
        code,
        zh: expect.not.stringMatching(/请务必|抱歉|非法|无效输入|系统异常/),
      });
    }
  });
});
