import type { Language } from './language.ts';

/** One text in both languages; `{name}` stands for a parameter. */
export type ProblemText = Readonly<Record<Language, string>>;

const texts = new Map<string, ProblemText>();

/**
 * Tells what people read for each of a module's closed codes. Called when the module's file of texts is loaded.
 *
 * @throws Error when another module already has a different text for the code
 */
export function registerProblemTexts(module: string, byCode: Readonly<Record<string, ProblemText>>): void {
  for (const [code, text] of Object.entries(byCode)) {
    const known = texts.get(code);
    if (known && (known.zh !== text.zh || known.en !== text.en))
      throw new Error(`${module}: the code ${code} already has another text`);
    texts.set(code, text);
  }
}

/** The text of `code` with its parameters filled in; null when no module has registered it. */
export function problemText(
  code: string,
  language: Language,
  params: Readonly<Record<string, string | number>> = {},
): string | null {
  const text = texts.get(code)?.[language];
  return text?.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place)) ?? null;
}

/** Every code that has texts. */
export const codesWithTexts = (): ReadonlySet<string> => new Set(texts.keys());
