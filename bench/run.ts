import { benchCheckByToken } from './check-by-token.ts';
import { benchDrawAndSeal } from './draw-and-seal.ts';
import { benchBareIssue, benchIssue } from './issue.ts';
import { benchLargeFile } from './large-file.ts';
import { benchLogSize } from './log-size.ts';
import { benchLogTree } from './log-tree.ts';
import { benchPagePaint } from './page-paint.ts';
import { type Figure, reportTable } from './report-table.ts';
import { benchSealLevel } from './seal-level.ts';
import { benchSealPage } from './seal-page.ts';
import { benchSecondStart } from './second-start.ts';
import { benchVerifyPage } from './verify-page.ts';

const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  'draw-and-seal': benchDrawAndSeal,
  'seal-page': benchSealPage,
  'verify-page': benchVerifyPage,
  'large-file': benchLargeFile,
  'seal-level': benchSealLevel,
  'check-by-token': benchCheckByToken,
  issue: benchIssue,
  'issue-bare': benchBareIssue,
  'log-tree': benchLogTree,
  'page-paint': benchPagePaint,
  'log-size': benchLogSize,
  'second-start': benchSecondStart,
};

/** Takes many minutes and gigabytes: done only when it is asked for by name. */
const BY_NAME_ALONE: ReadonlySet<string> = new Set(['log-size']);

const asked = process.argv.slice(2);
const figures: Figure[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked.length > 0 ? !asked.includes(name) : BY_NAME_ALONE.has(name)) continue;
  process.stderr.write(`${name} …\n`);
  figures.push(...(await bench()));
}
process.stdout.write(`${reportTable(figures, new Date())}\n`);
process.exitCode = figures.every(({ met }) => met) ? 0 : 1;
