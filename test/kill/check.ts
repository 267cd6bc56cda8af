import type { Evidence } from './evidence.ts';

/** One thing that must hold after any number of kills. */
export interface Check {
  readonly title: string;
  /** Each breach in words with its id; empty when it holds. */
  readonly objections: (evidence: Evidence) => string[];
  /** The same evidence with one breach of this very kind: the check must object to it. */
  readonly tampered: (evidence: Evidence) => Evidence;
}

/** How often each key occurs. */
export function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

/** Keys that occur more than once. */
export const repeated = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts].filter(([, count]) => count > 1).map(([key]) => key);
