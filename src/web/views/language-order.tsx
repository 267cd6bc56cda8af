import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Bilingual } from '../text/bilingual.ts';

/** Which language stands first; the other follows as a second line with its own `lang`. */
export type FirstLanguage = keyof Bilingual;

export const FirstLanguageContext = createContext<FirstLanguage>('zh');

export const HTML_LANG: Readonly<Record<FirstLanguage, string>> = { zh: 'zh-CN', en: 'en' };

const otherLanguage = (first: FirstLanguage): FirstLanguage => (first === 'zh' ? 'en' : 'zh');

/** A text in both languages: the first one bare, the second one as a line of its own (none where both are alike). */
export function Both({ text }: { text: Bilingual }) {
  const first = useContext(FirstLanguageContext);
  const second = otherLanguage(first);
  return (
    <>
      {text[first]}
      {text[second] !== text[first] && (
        <span class="en" lang={HTML_LANG[second]}>
          {text[second]}
        </span>
      )}
    </>
  );
}

/** The second language alone, for places where it may not stand inside (below a heading). */
export function SecondLine({ text }: { text: Bilingual }) {
  const second = otherLanguage(useContext(FirstLanguageContext));
  return (
    <p class="en" lang={HTML_LANG[second]}>
      {text[second]}
    </p>
  );
}

/** The text in the first language, as a string: titles, attributes, options. */
export const useFirst = (): ((text: Bilingual) => string) => {
  const first = useContext(FirstLanguageContext);
  return (text) => text[first];
};
