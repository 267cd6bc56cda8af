import type { Tx } from '../../platform/database/transaction-runner.ts';
import type { ArchiveToken } from './archive-tokens.ts';

/** One process writes the archive at a time, so that branches follow each other. Any constant of our own will do. */
const ARCHIVE_LOCK = 4_998_001;

export const lockArchive = (tx: Tx): Promise<unknown> =>
  tx.query('archive.lock', 'SELECT pg_advisory_xact_lock($1)', [ARCHIVE_LOCK]);

export const insertToken = (tx: Tx, token: ArchiveToken): Promise<unknown> =>
  tx.query(
    'archive.insert-token',
    'INSERT INTO archive_tokens (id, token_der, generated_at, authority_ends_at) VALUES ($1, $2, $3, $4)',
    [token.id, Buffer.from(token.tokenDer), token.generatedAt, token.authorityEndsAt],
  );

export interface TimeStampRow {
  readonly treeId: string;
  readonly chain: number;
  readonly ordinal: number;
  readonly tokenId: string;
  /** Null for the first of a chain. */
  readonly hashListsDer: Uint8Array | null;
}

export const insertTimeStamp = (tx: Tx, row: TimeStampRow): Promise<unknown> =>
  tx.query(
    'archive.insert-time-stamp',
    `INSERT INTO archive_time_stamps (tree_id, chain, ordinal, token_id, hash_lists_der)
     VALUES ($1, $2, $3, $4, $5)`,
    [row.treeId, row.chain, row.ordinal, row.tokenId, row.hashListsDer && Buffer.from(row.hashListsDer)],
  );
