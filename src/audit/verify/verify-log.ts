import type { KeyObject } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { ExportedCheckpoint } from '../tree/checkpoint-folder.ts';
import { archiveProblems } from './archive-check.ts';
import { checkpointEvidence, type JudgedTimeStamps, type ProvenCheckpoint } from './checkpoint-evidence.ts';
import { inOrder, type LogProblem } from './log-problem.ts';
import { LogRows, type PrunedMonth } from './log-rows.ts';
import { LogWalk } from './log-walk.ts';

/** What a check of the whole log found. */
export interface LogReport {
  /** Empty when all is as it was signed; the first one is the first wrong entry. */
  readonly problems: readonly LogProblem[];
  readonly size: number;
  readonly pruned: number;
  readonly checkpoints: number;
  readonly lastProven: ProvenCheckpoint | null;
  /** Null: no roots were given, so no authority was judged. */
  readonly timeStamps: JudgedTimeStamps | null;
  /** What no exported checkpoint covers yet. */
  readonly open: { readonly entries: number; readonly waiting: number };
}

export interface LogCheck {
  /** Any role that may read the log; a read-only transaction is opened on it. */
  readonly client: ClientBase;
  readonly exported: AsyncIterable<ExportedCheckpoint>;
  /** Ed25519 public keys of the log: the present one and those before it. */
  readonly keys: readonly KeyObject[];
  /** Roots that time-stamp authorities must lead to, DER; null: the times are taken as they are stated. */
  readonly roots?: readonly Uint8Array[] | null;
  /** Folder of archives handed back, to be checked too. */
  readonly archives?: string | null;
  readonly now: Date;
}

/** The least time that bodies stay; also the law's. */
const RETENTION_YEARS = 3;
const MAX_WAIT_MS = 60_000;

/** Checks the log in one snapshot of the database against its exported checkpoints (docs/adr/0012-log-tree.md). */
export async function verifyLog({
  client,
  exported,
  keys,
  roots = null,
  archives = null,
  now,
}: LogCheck): Promise<LogReport> {
  const evidence = await checkpointEvidence(exported, keys, roots && { anchors: roots, now });
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const rows = new LogRows(client);
    const mayBePruned = pruningJudge(await rows.prunedMonths(), evidence.checkpoints, now);
    const walk = new LogWalk(rows, evidence.checkpoints, mayBePruned);
    await walk.walk();
    const ofArchives = archives === null ? [] : await archiveProblems(archives, rows);
    const unplaced = await rows.unplaced();
    const waiting = unplaced.filter(({ waits }) => waits);
    const { lastProven, size, pruned } = walk;
    return {
      problems: inOrder([
        ...evidence.problems,
        ...walk.problems,
        ...ofArchives,
        ...unplacedProblems(unplaced, now),
      ]),
      size,
      pruned,
      checkpoints: evidence.checkpoints.length,
      lastProven,
      timeStamps: evidence.timeStamps,
      open: { entries: size - (lastProven?.size ?? 0) + waiting.length, waiting: waiting.length },
    };
  } finally {
    await client.query('ROLLBACK');
  }
}

type Unplaced = Awaited<ReturnType<LogRows['unplaced']>>;

function unplacedProblems(unplaced: Unplaced, now: Date): LogProblem[] {
  return unplaced
    .filter(({ waits, recorded_at: at }) => !waits || now.getTime() - at.getTime() > MAX_WAIT_MS)
    .map(({ id, waits, recorded_at: at }) => ({
      code: waits ? 'not-sequenced' : 'entry-added',
      leafIndex: null,
      where: `audit_entries.id ${id}, recorded ${at.toISOString()}`,
    }));
}

/**
 * A place may be without entry when its month is said to be pruned and a time-stamp proves that it is old enough:
 * otherwise whoever holds the database could call anything pruned.
 */
function pruningJudge(
  months: readonly PrunedMonth[],
  checkpoints: readonly ProvenCheckpoint[],
  now: Date,
): (leafIndex: number) => boolean {
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() - RETENTION_YEARS);
  const old = checkpoints.filter(({ stampedAt }) => stampedAt !== null && stampedAt <= limit);
  const coveredBefore = old.at(-1)?.size ?? 0;
  return (leafIndex) =>
    leafIndex < coveredBefore &&
    months.some(({ first_leaf: first, last_leaf: last }) => first <= leafIndex && leafIndex <= last);
}
