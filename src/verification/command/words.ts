/** A text in Chinese and English. */
export type Words = readonly [zh: string, en: string];

export type Locale = 'zh' | 'en';

export const inLocale = ([zh, en]: Words, locale: Locale): string => (locale === 'zh' ? zh : en);

/** The words of a code; a code without any is told as it is. */
export function wordsOf(table: Readonly<Record<string, Words>>, code: string, locale: Locale): string {
  const words = Object.hasOwn(table, code) ? table[code] : undefined;
  return words ? inLocale(words, locale) : code;
}
