import { SIGNATURE_LEVELS } from '../../../src/signing/signature-level.ts';
import { type Cell, judgesThatHold } from './judge-table.ts';
import { JUDGES, type Judge } from './judges.ts';
import { SEAL_KINDS } from './sealing-world.ts';
import { SOURCE_KINDS } from './source-files.ts';

/** The table as Markdown: in each cell the letters of the judges that find the file good and its tampered twin bad. */
export function writeJudgeTable(cells: readonly Cell[]): string {
  const row = (columns: readonly string[]) => `| ${columns.join(' | ')} |`;
  const lines = SEAL_KINDS.flatMap((kind) =>
    SIGNATURE_LEVELS.map((level) => {
      const own = cells.filter((cell) => cell.kind === kind && cell.level === level);
      return row([kind.title, level, ...own.map(lettersOf)]);
    }),
  );
  const titles = ['seal', 'level', ...SOURCE_KINDS.map(({ title }) => title)];
  return [row(titles), row(titles.map(() => '---')), ...lines, '', ...legend(cells)].join('\n');
}

const lettersOf = (cell: Cell): string =>
  judgesThatHold(cell)
    .map(({ letter }) => letter)
    .join('') || 'none';

function legend(cells: readonly Cell[]): string[] {
  const made = cells.filter(({ opinions }) => opinions.size > 0).length;
  return [
    `${made} files, each with a tampered twin. A letter stands where the judge finds the file good and the twin bad:`,
    ...JUDGES.map((judge) => `${judge.letter} ${judge.name}${remarks(judge)}`),
  ];
}

function remarks({ missing, cannot }: Judge): string {
  if (missing !== undefined) return `: skipped, ${missing}`;
  const unable = SEAL_KINDS.filter((kind) => cannot(kind) !== undefined);
  const reasons = new Set(unable.map(cannot));
  return unable.length > 0
    ? `; not ${unable.map(({ title }) => title).join(', not ')}: ${[...reasons].join('; ')}`
    : '';
}
