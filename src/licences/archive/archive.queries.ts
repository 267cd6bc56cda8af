import { Inject, Injectable } from '@nestjs/common';
import { digestByName } from '../../crypto/cms/digest-algorithms.ts';
import { readHashLists } from '../../crypto/ers/evidence-record-writer.ts';
import { HashTree } from '../../crypto/ers/hash-tree.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/transaction-runner.ts';
import type { ArchiveBranch, ArchiveDigest } from './archive-branch.ts';
import type { ArchivedChain } from './archived-tree.ts';

/** The newest time-stamp of a tree, by which its evidence lives. */
export interface NewestTimeStamp {
  readonly treeId: string;
  readonly chain: number;
  readonly ordinal: number;
  readonly digest: ArchiveDigest;
  readonly authorityEndsAt: Date;
  /** All of the newest chain, in the order of time. */
  readonly tokensDer: readonly Buffer[];
}

/** Where a file stands in the order of the archive. */
export interface ArchivedPlace {
  readonly treeId: string;
  readonly ordinal: number;
}

/** A tree's newest chain; a chain without a time-stamp is still being made, and does not count here. */
const NEWEST_CHAIN = 's.chain = (SELECT max(n.chain) FROM archive_time_stamps n WHERE n.tree_id = s.tree_id)';

/** Reads of the archive (docs/adr/0013-evidence-records.md). */
@Injectable()
export class ArchiveQueries {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The branch that the file lies in by its order; null for one that is not archived yet. */
  async placeOf(fileId: string): Promise<ArchivedPlace | null> {
    const [row] = await this.database.query<ArchivedPlace & Record<string, unknown>>(
      'archive.place-of',
      `SELECT b.tree_id AS "treeId", b.ordinal FROM licence_files f
       JOIN LATERAL (
         SELECT tree_id, ordinal FROM archive_branches
         WHERE chain = 0 AND (through_recorded_at, through_file_id) >= (f.recorded_at, f.id)
         ORDER BY through_recorded_at, through_file_id LIMIT 1
       ) b ON true
       WHERE f.id = $1 AND EXISTS (SELECT FROM archive_time_stamps s WHERE s.tree_id = b.tree_id)`,
      [fileId],
    );
    return row ?? null;
  }

  /** The chains of a tree that have a time-stamp, in the order of time. */
  async chainsOf(treeId: string): Promise<ArchivedChain[]> {
    const rows = await this.database.query<ChainRow>(
      'archive.chains',
      `SELECT c.digest,
         ARRAY(SELECT b.root FROM archive_branches b
           WHERE b.tree_id = c.tree_id AND b.chain = c.ordinal ORDER BY b.ordinal) AS roots,
         array_agg(t.token_der ORDER BY s.ordinal) AS "tokensDer",
         array_agg(s.hash_lists_der ORDER BY s.ordinal) AS "hashListsDer"
       FROM archive_chains c
       JOIN archive_time_stamps s ON s.tree_id = c.tree_id AND s.chain = c.ordinal
       JOIN archive_tokens t ON t.id = s.token_id
       WHERE c.tree_id = $1 GROUP BY c.tree_id, c.ordinal ORDER BY c.ordinal`,
      [treeId],
    );
    return rows.map(({ digest, roots, tokensDer, hashListsDer }) => ({
      digest,
      top: HashTree.over(roots, digestByName(digest)),
      timeStamps: tokensDer.map((tokenDer, at) => {
        const listsDer = hashListsDer[at];
        return { tokenDer, hashLists: listsDer ? readHashLists(listsDer) : [] };
      }),
    }));
  }

  /** One branch in the first `chains` chains of its tree. @param reader the transaction, where there is one */
  branches(
    { treeId, ordinal }: ArchivedPlace,
    chains: number,
    reader: Pick<Tx, 'query'> = this.database,
  ): Promise<ArchiveBranch[]> {
    return reader.query<ArchiveBranch & Record<string, unknown>>(
      'archive.branches',
      `SELECT ordinal, leaf_hashes AS "leafHashes" FROM archive_branches
       WHERE tree_id = $1 AND ordinal = $2 AND chain < $3 ORDER BY chain`,
      [treeId, ordinal, chains],
    );
  }

  /** Of every tree whose newest token's authority ends by `instant`; trees with a chain under way are left out. */
  endingBy(instant: Date): Promise<NewestTimeStamp[]> {
    return this.database.query<NewestTimeStamp & Record<string, unknown>>(
      'archive.ending-by',
      `SELECT s.tree_id AS "treeId", s.chain, max(s.ordinal)::int AS ordinal, c.digest,
         (array_agg(t.authority_ends_at ORDER BY s.ordinal DESC))[1] AS "authorityEndsAt",
         array_agg(t.token_der ORDER BY s.ordinal) AS "tokensDer"
       FROM archive_time_stamps s
       JOIN archive_chains c ON c.tree_id = s.tree_id AND c.ordinal = s.chain
       JOIN archive_tokens t ON t.id = s.token_id
       WHERE ${NEWEST_CHAIN}
         AND NOT EXISTS (SELECT FROM archive_chains o WHERE o.tree_id = s.tree_id AND o.ordinal > s.chain)
       GROUP BY s.tree_id, s.chain, c.digest
       HAVING (array_agg(t.authority_ends_at ORDER BY s.ordinal DESC))[1] <= $1
       ORDER BY s.tree_id`,
      [instant],
    );
  }

  /** The earliest end of a newest token's authority, and the registration of the first file without evidence. */
  async horizon(): Promise<{ firstEndAt: Date | null; firstUnprovenAt: Date | null }> {
    const [row] = await this.database.query<{ firstEndAt: Date | null; firstUnprovenAt: Date | null }>(
      'archive.horizon',
      `SELECT min(newest.ends_at) AS "firstEndAt", (
         SELECT f.recorded_at FROM licence_files f
         WHERE (f.recorded_at, f.id) > (coalesce((SELECT b.through_recorded_at ${LAST_PROVEN_BRANCH}), '-infinity'),
           coalesce((SELECT b.through_file_id ${LAST_PROVEN_BRANCH}), '00000000-0000-0000-0000-000000000000'))
         ORDER BY f.recorded_at, f.id LIMIT 1
       ) AS "firstUnprovenAt"
       FROM (
         SELECT DISTINCT ON (s.tree_id) t.authority_ends_at AS ends_at
         FROM archive_time_stamps s JOIN archive_tokens t ON t.id = s.token_id
         ORDER BY s.tree_id, s.chain DESC, s.ordinal DESC
       ) newest`,
    );
    return row ?? { firstEndAt: null, firstUnprovenAt: null };
  }

  /** Inside `tx`: whether `newest` still is the last time-stamp of its tree. */
  async isNewestIn(tx: Tx, { treeId, chain, ordinal }: NewestTimeStamp): Promise<boolean> {
    const rows = await tx.query(
      'archive.newer-time-stamp',
      `SELECT 1 FROM archive_chains c
       LEFT JOIN archive_time_stamps s ON s.tree_id = c.tree_id AND s.chain = c.ordinal
       WHERE c.tree_id = $1 AND (c.ordinal > $2 OR (s.chain = $2 AND s.ordinal > $3)) LIMIT 1`,
      [treeId, chain, ordinal],
    );
    return rows.length === 0;
  }
}

interface ChainRow extends Record<string, unknown> {
  readonly digest: ArchiveDigest;
  readonly roots: Buffer[];
  readonly tokensDer: Buffer[];
  readonly hashListsDer: (Buffer | null)[];
}

const LAST_PROVEN_BRANCH = `FROM archive_branches b WHERE b.chain = 0
  AND EXISTS (SELECT FROM archive_time_stamps s WHERE s.tree_id = b.tree_id)
  ORDER BY b.through_recorded_at DESC, b.through_file_id DESC LIMIT 1`;
