import type { Language } from './language.ts';
import type { Problem } from './problem.ts';

/** Nest token of the `ProblemPage`; without it people get the JSON that programs get. */
export const PROBLEM_PAGE = Symbol('ProblemPage');

/** A problem as a page for people; filled by the web module. */
export interface ProblemPage {
  /** A whole HTML document. `cspNonce` must be on its inline styles and scripts. */
  render(problem: Problem, language: Language, cspNonce: string): string;
}
