/** A text in Chinese and English; Chinese is the one that counts. Both use the same `{placeholders}`. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** Names of the `{placeholders}` in a template literal type. */
type PlaceholderOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholderOf<Rest>
  : never;

/** What a template wants filled in, learnt by the compiler from its Chinese and its English. */
export type Placeholders<Template extends Bilingual> = PlaceholderOf<Template['zh'] | Template['en']>;

/** A value for a placeholder: the same in both languages (a number, a proper name) or one for each. */
export type Fill = string | number | Bilingual;

export type Fills<Template extends Bilingual> = { readonly [Name in Placeholders<Template>]: Fill };

const inLanguage = (value: Fill, language: keyof Bilingual): string =>
  typeof value === 'object' ? value[language] : String(value);

/**
 * Fills the placeholders of both languages. A template that names a placeholder which `fills` does not have does not
 * compile; values are inserted as text and are never read as templates again.
 */
export function fill<const Template extends Bilingual>(
  template: Template,
  fills: Fills<Template>,
): Bilingual {
  const values: Readonly<Record<string, Fill>> = fills;
  const fillOne = (language: keyof Bilingual): string =>
    template[language].replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : inLanguage(value, language);
    });
  return { zh: fillOne('zh'), en: fillOne('en') };
}

/** The same text in both languages: a proper name, a number. */
export const same = (text: string): Bilingual => ({ zh: text, en: text });

/** Joins texts: Chinese sentences stand close, English ones want a space. */
export function joinTexts(
  texts: readonly Bilingual[],
  separator: Bilingual = { zh: '', en: ' ' },
): Bilingual {
  return {
    zh: texts.map((text) => text.zh).join(separator.zh),
    en: texts.map((text) => text.en).join(separator.en),
  };
}
