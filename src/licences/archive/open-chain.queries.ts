import type { Tx } from '../../platform/database/transaction-runner.ts';
import type { ArchiveDigest } from './archive-branch.ts';

/** A chain without a time-stamp: its branches are being made. */
export interface OpenChain {
  readonly treeId: string;
  readonly chain: number;
  readonly digest: ArchiveDigest;
  /** Some instant of its month. */
  readonly month: Date;
}

/** Values of the files of one branch, in order; `last…` say where it ends. */
export interface BranchFiles {
  readonly sha256s: Buffer;
  readonly sm3s: Buffer;
  readonly count: number;
  /** As PostgreSQL writes it, to the microsecond. */
  readonly lastRecordedAt: string;
  readonly lastFileId: string;
}

const AFTER_LAST_BRANCH = `(f.recorded_at, f.id) > (
    coalesce((SELECT through_recorded_at FROM archive_branches WHERE chain = 0
      ORDER BY through_recorded_at DESC, through_file_id DESC LIMIT 1), '-infinity'),
    coalesce((SELECT through_file_id FROM archive_branches WHERE chain = 0
      ORDER BY through_recorded_at DESC, through_file_id DESC LIMIT 1), '00000000-0000-0000-0000-000000000000'))`;

const AGGREGATED = `string_agg(f.sha256, ''::bytea ORDER BY f.recorded_at, f.id) AS sha256s,
    string_agg(f.sm3, ''::bytea ORDER BY f.recorded_at, f.id) AS sm3s, count(*)::int AS count,
    (array_agg(f.recorded_at::text ORDER BY f.recorded_at DESC, f.id DESC))[1] AS "lastRecordedAt",
    (array_agg(f.id ORDER BY f.recorded_at DESC, f.id DESC))[1] AS "lastFileId"`;

const NO_FILES = {
  sha256s: Buffer.alloc(0),
  sm3s: Buffer.alloc(0),
  count: 0,
  lastRecordedAt: '',
  lastFileId: '',
};

/** The oldest open chain, if there is one. */
export async function openChainIn(tx: Tx): Promise<OpenChain | null> {
  const [row] = await tx.query<OpenChain & Record<string, unknown>>(
    'archive.open-chain',
    `SELECT c.tree_id AS "treeId", c.ordinal AS chain, c.digest, t.month::timestamp AT TIME ZONE 'Asia/Shanghai' AS month
     FROM archive_chains c JOIN archive_trees t ON t.id = c.tree_id
     WHERE NOT EXISTS (SELECT FROM archive_time_stamps s WHERE s.tree_id = c.tree_id AND s.chain = c.ordinal)
     ORDER BY t.month, t.part, c.ordinal LIMIT 1`,
  );
  return row ?? null;
}

/** When the first file behind all branches was registered. */
export async function firstUnprovenIn(tx: Tx): Promise<Date | null> {
  const [row] = await tx.query<{ recordedAt: Date }>(
    'archive.first-unproven',
    `SELECT f.recorded_at AS "recordedAt" FROM licence_files f WHERE ${AFTER_LAST_BRANCH}
     ORDER BY f.recorded_at, f.id LIMIT 1`,
  );
  return row?.recordedAt ?? null;
}

/** The next files behind all branches, at most `limit`, registered before `endsAt`. */
export async function nextFilesIn(tx: Tx, endsAt: Date, limit: number): Promise<BranchFiles | null> {
  const [row] = await tx.query<BranchFiles & Record<string, unknown>>(
    'archive.next-files',
    `SELECT ${AGGREGATED} FROM (
       SELECT f.sha256, f.sm3, f.recorded_at, f.id FROM licence_files f
       WHERE ${AFTER_LAST_BRANCH} AND f.recorded_at < $1 ORDER BY f.recorded_at, f.id LIMIT $2
     ) f`,
    [endsAt, limit],
  );
  return row && row.count > 0 ? row : null;
}

/** The files of a branch that is there already, in its order; as many of them as the register still has. */
export async function filesOfBranchIn(tx: Tx, treeId: string, ordinal: number): Promise<BranchFiles> {
  const [row] = await tx.query<BranchFiles & Record<string, unknown>>(
    'archive.files-of-branch',
    `SELECT ${AGGREGATED} FROM archive_branches b
     LEFT JOIN LATERAL (
       SELECT through_recorded_at, through_file_id FROM archive_branches
       WHERE chain = 0 AND (through_recorded_at, through_file_id) < (b.through_recorded_at, b.through_file_id)
       ORDER BY through_recorded_at DESC, through_file_id DESC LIMIT 1
     ) before ON true
     JOIN licence_files f ON (f.recorded_at, f.id) <= (b.through_recorded_at, b.through_file_id)
       AND (f.recorded_at, f.id) > (coalesce(before.through_recorded_at, '-infinity'),
         coalesce(before.through_file_id, '00000000-0000-0000-0000-000000000000'))
     WHERE b.tree_id = $1 AND b.chain = 0 AND b.ordinal = $2`,
    [treeId, ordinal],
  );
  return row && row.count > 0 ? row : NO_FILES;
}

/** Roots of the branches that a chain has, in order. */
export async function rootsIn(tx: Tx, treeId: string, chain: number): Promise<Buffer[]> {
  const rows = await tx.query<{ root: Buffer }>(
    'archive.roots',
    'SELECT root FROM archive_branches WHERE tree_id = $1 AND chain = $2 ORDER BY ordinal',
    [treeId, chain],
  );
  return rows.map(({ root }) => root);
}

/** Whether a chain has its time-stamp: then no branch may be added. */
export async function isStampedIn(tx: Tx, { treeId, chain }: OpenChain): Promise<boolean> {
  const rows = await tx.query(
    'archive.is-stamped',
    'SELECT 1 FROM archive_time_stamps WHERE tree_id = $1 AND chain = $2 AND ordinal = 0',
    [treeId, chain],
  );
  return rows.length > 0;
}

/** Begins a tree for a month, its first chain under the digest that was chosen last. */
export async function beginTreeIn(tx: Tx, treeId: string, firstDay: string): Promise<void> {
  await tx.query(
    'archive.begin-tree',
    `WITH tree AS (
       INSERT INTO archive_trees (id, month, part)
       SELECT $1::uuid, $2::date, (SELECT count(*) + 1 FROM archive_trees WHERE month = $2::date) RETURNING id
     ) INSERT INTO archive_chains (tree_id, ordinal, digest)
     SELECT id, 0, coalesce((SELECT digest FROM archive_chains ORDER BY begun_at DESC LIMIT 1), 'sha256') FROM tree`,
    [treeId, firstDay],
  );
}

/** Begins a further chain for every tree whose newest chain is of another digest. @returns how many */
export async function beginChainsIn(tx: Tx, digest: ArchiveDigest): Promise<number> {
  const rows = await tx.query(
    'archive.begin-chains',
    `INSERT INTO archive_chains (tree_id, ordinal, digest)
     SELECT tree_id, newest + 1, $1::text FROM (
       SELECT tree_id, max(ordinal) AS newest, (array_agg(digest ORDER BY ordinal DESC))[1] AS digest
       FROM archive_chains GROUP BY tree_id
     ) c WHERE c.digest <> $1::text RETURNING 1`,
    [digest],
  );
  return rows.length;
}

export interface BranchRow {
  readonly treeId: string;
  readonly chain: number;
  readonly ordinal: number;
  readonly leafHashes: Buffer;
  readonly root: Uint8Array;
  /** Where the branch of a first chain ends. */
  readonly through: Pick<BranchFiles, 'lastRecordedAt' | 'lastFileId'> | null;
}

export const insertBranch = (tx: Tx, row: BranchRow): Promise<unknown> =>
  tx.query(
    'archive.insert-branch',
    `INSERT INTO archive_branches
       (tree_id, chain, ordinal, leaf_hashes, root, through_recorded_at, through_file_id)
     VALUES ($1, $2, $3, $4, $5, $6::timestamptz, $7)`,
    [
      row.treeId,
      row.chain,
      row.ordinal,
      row.leafHashes,
      Buffer.from(row.root),
      row.through?.lastRecordedAt ?? null,
      row.through?.lastFileId ?? null,
    ],
  );
