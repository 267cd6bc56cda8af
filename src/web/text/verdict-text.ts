import type { Bilingual } from './bilingual.ts';

/** One conclusion in words. `reasons` and `nexts` have a text for each case that the presenter tells apart. */
export interface VerdictText {
  /** At most 16 Chinese characters, a placeholder counted as two. */
  readonly sentence: Bilingual;
  readonly reasons: Readonly<Record<string, Bilingual>>;
  /** What to do now. */
  readonly nexts: Readonly<Record<string, Bilingual>>;
}
