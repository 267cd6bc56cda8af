import { randomInt } from 'node:crypto';
import type { Pool } from 'pg';
import type { SubtreeHashes } from '../src/audit/proofs/subtree-hashes.ts';
import { verifyInclusion } from '../src/crypto/merkle/inclusion-proof.ts';
import { inclusionRanges } from '../src/crypto/merkle/subtree-range.ts';
import { Database } from '../src/platform/database/database.ts';
import { summary, timed } from './median.ts';
import type { Figure } from './report-table.ts';

const PROOFS = 500;

/** `Database` reads its pool from TypeORM's driver and needs nothing else of it. */
export const readsOf = (pool: Pool): Database =>
  new Database({ driver: { master: pool } } as unknown as ConstructorParameters<typeof Database>[0]);

/** Entries a second that one sequencer put into the tree. */
export const sequencingFigure = (what: string, entries: number, ms: number): Figure => ({
  what,
  ours: `${Math.round(entries / (ms / 1000))} a second`,
  peer: '–',
  goal: '≥ 5,000 a second',
  met: entries / (ms / 1000) >= 5_000,
});

/** Making and checking inclusion proofs of entries anywhere in a tree of `size`. */
export async function proofFigures(
  pool: Pool,
  subtrees: SubtreeHashes,
  root: Uint8Array,
  size: number,
): Promise<Figure[]> {
  const [making, checking]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < PROOFS; turn += 1) {
    const leafIndex = randomInt(size);
    const { rows } = await pool.query('select leaf_hash from audit_leaves where leaf_index = $1', [
      leafIndex,
    ]);
    const made = await timed(() => subtrees.of(inclusionRanges(leafIndex, size)));
    const checked = await timed(() =>
      verifyInclusion(rows[0].leaf_hash, { leafIndex, treeSize: size, hashes: made.result }, root),
    );
    if (!checked.result) throw new Error(`the proof of leaf ${leafIndex} does not lead to the root`);
    making.push(made.ms);
    checking.push(checked.ms);
  }
  return [
    latencyFigure(`inclusion proof made, ${size} entries`, making, 20),
    latencyFigure(`inclusion proof checked, ${size} entries`, checking, 1),
  ];
}

/** Median and 99th of `times` against a goal for the median. */
export function latencyFigure(what: string, times: readonly number[], goalMs: number): Figure {
  const { median, p99 } = summary(times);
  const ours = `${median.toFixed(2)} ms (p99 ${p99.toFixed(2)})`;
  return { what, ours, peer: '–', goal: `≤ ${goalMs} ms`, met: median <= goalMs };
}
