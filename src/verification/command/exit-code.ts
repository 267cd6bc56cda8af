import type { FileConclusion } from './file-report.ts';

/** `EX_USAGE` of sysexits.h, so that 1 always means *invalid*. */
export const EXIT_USAGE = 64;

const EXIT_CODES: Readonly<Record<FileConclusion, number>> = {
  valid: 0,
  invalid: 1,
  undecided: 2,
  unsigned: 2,
  unreadable: 3,
};

/** From the worst on: a file that is proven bad is worse than one that could not be read. */
const WORST_FIRST: readonly FileConclusion[] = ['invalid', 'unreadable', 'undecided', 'unsigned', 'valid'];

/** The exit code for several files: that of the worst. */
export function exitCodeOf(conclusions: readonly FileConclusion[]): number {
  const worst = WORST_FIRST.find((conclusion) => conclusions.includes(conclusion)) ?? 'valid';
  return EXIT_CODES[worst];
}
