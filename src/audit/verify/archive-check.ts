import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { leafHash } from '../../crypto/merkle/leaf-hash.ts';
import { HASH_BYTES, isSameHash } from '../../crypto/merkle/node-hash.ts';
import { TILE_WIDTH } from '../../crypto/merkle/tile-coordinate.ts';
import { sha256OfFile } from '../retention/archive-month.ts';
import { archivePath, readArchive } from '../retention/log-archive.ts';
import type { LogProblem } from './log-problem.ts';
import type { LogRows, PrunedMonth } from './log-rows.ts';

const ARCHIVE = /^log-(\d{4}-\d{2})\.ndjson\.gz$/;

/**
 * What is wrong with the archives handed back: every line is compared with its leaf hash in the tiles, which the walk
 * has compared with the checkpoints.
 */
export async function archiveProblems(folder: string, rows: LogRows): Promise<LogProblem[]> {
  const months = new Map((await rows.prunedMonths()).map((month) => [month.month.slice(0, 7), month]));
  const problems: LogProblem[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const month = ARCHIVE.exec(name)?.[1];
    const pruned = month === undefined ? undefined : months.get(month);
    if (month !== undefined && pruned)
      problems.push(...(await checkArchive(archivePath(folder, month), pruned, rows)));
    else if (month !== undefined)
      problems.push({
        code: 'archive-wrong',
        leafIndex: null,
        where: `${join(folder, name)} is of no pruned month`,
      });
  }
  return problems;
}

async function checkArchive(path: string, pruned: PrunedMonth, rows: LogRows): Promise<LogProblem[]> {
  const problems: LogProblem[] = [];
  const wrong = (leafIndex: number | null, why: string) =>
    problems.push({ code: 'archive-wrong', leafIndex, where: `${path}: ${why}` });
  const places = new Set<number>();
  try {
    for await (const { place, body } of readArchive(path)) {
      if (!isSameHash(leafHash(body), await treeHash(rows, place))) wrong(place, 'the body is another');
      places.add(place);
    }
  } catch (error) {
    wrong(null, error instanceof Error ? error.message : 'it cannot be read');
  }
  if (places.size !== pruned.entries) wrong(null, `${places.size} of ${pruned.entries} entries`);
  const isSameFile = (await sha256OfFile(path)) === pruned.archive_sha256.toString('hex');
  if (problems.length === 0 && !isSameFile) wrong(null, 'the file is not the one that was pruned by');
  return problems;
}

async function treeHash(rows: LogRows, place: number): Promise<Uint8Array> {
  const tile = await rows.tile(0, Math.floor(place / TILE_WIDTH));
  const at = (place % TILE_WIDTH) * HASH_BYTES;
  return tile?.hashes.subarray(at, at + HASH_BYTES) ?? new Uint8Array();
}
