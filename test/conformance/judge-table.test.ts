import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cell, judgesThatHold, makeJudgeTable } from './judge-table/judge-table.ts';
import { HOLDS } from './judge-table/judged-file.ts';
import { JUDGES } from './judge-table/judges.ts';

const nameOf = ({ kind, level, source }: Cell): string => `${kind.title}, ${level}, ${source.title}`;

describe('every level, algorithm and kind of source PDF', () => {
  let folder: string;
  let cells: Cell[];
  let made: Cell[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhaozhang-table-'));
    cells = await makeJudgeTable(folder);
    made = cells.filter(({ opinions }) => opinions.size > 0);
  }, 400_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  for (const judge of JUDGES) {
    const itAsksIt = judge.missing === undefined ? it : it.skip;
    const because = judge.missing === undefined ? '' : ` (skipped: ${judge.missing})`;

    itAsksIt(`holds for ${judge.name}, which rejects each tampered twin${because}`, () => {
      const able = made.filter(({ kind }) => judge.cannot(kind) === undefined);
      expect(able.length).toBeGreaterThan(0);
      const opinions = able.map((cell) => ({ cell: nameOf(cell), ...cell.opinions.get(judge) }));
      expect(opinions.filter(({ ofTwin }) => ofTwin === HOLDS)).toEqual([]);
      expect(opinions.filter(({ ofFile }) => ofFile !== HOLDS)).toEqual([]);
    });

    itAsksIt(`is left out with ${judge.name} only where it still cannot judge${because}`, () => {
      const unable = made.filter(({ kind }) => judge.cannot(kind) !== undefined);
      const holding = unable.filter((cell) => cell.opinions.get(judge)?.ofFile === HOLDS);
      expect(holding.map(nameOf)).toEqual([]);
    });
  }

  // The sources are made by judges too: with all of them installed, no cell is empty.
  const missing = JUDGES.flatMap(({ missing }) => missing ?? []);
  const itWithAll = missing.length === 0 ? it : it.skip;
  itWithAll(
    `has two independent judges of the signature in each cell${missing.map((why) => ` (skipped: ${why})`)}`,
    () => {
      const few = cells.filter(
        (cell) => judgesThatHold(cell).filter(({ judges }) => judges === 'signature').length < 2,
      );
      expect(few.map(nameOf)).toEqual([]);
    },
  );
});
