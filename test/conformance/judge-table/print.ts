import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeJudgeTable } from './judge-table.ts';
import { writeJudgeTable } from './written-table.ts';

/** `npm run judges`: the table of level, algorithm and source PDF with what every judge says; about a minute. */
const folder = await mkdtemp(join(tmpdir(), 'zhaozhang-table-'));
try {
  process.stdout.write(`${writeJudgeTable(await makeJudgeTable(folder))}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
