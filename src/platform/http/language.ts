export type Language = 'zh' | 'en';

const PREFERENCE = /(?:^|,)\s*(zh|en)\b[^,;]*(?:;\s*q=([^,;\s]+))?/gi;

/** Chinese unless `acceptLanguage` (RFC 9110 §12.5.4) prefers English. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const best = { zh: 0, en: 0 };
  for (const [, tag = '', quality = '1'] of (acceptLanguage ?? '').slice(0, 256).matchAll(PREFERENCE)) {
    const language = tag.toLowerCase() as Language;
    best[language] = Math.max(best[language], Number(quality) || 0);
  }
  return best.en > best.zh ? 'en' : 'zh';
}

/** The language of a terminal, by the variables of POSIX in their order: Chinese where they say so. */
export function terminalLanguage(environment: Readonly<Record<string, string | undefined>>): Language {
  const named = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return /^zh/i.test(named) ? 'zh' : 'en';
}
