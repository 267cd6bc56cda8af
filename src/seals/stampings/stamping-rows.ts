import type { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/transaction-runner.ts';

/** A request for a stamping that came before under the same key. */
export interface EarlierStamping {
  readonly requestDigest: Buffer;
  readonly sealUseId: string;
  readonly state: 'intended' | 'completed' | 'void';
  readonly sealedSha256: Buffer | null;
  /** Somebody may still be working on it. */
  readonly isHeld: boolean;
}

export interface StampingIdentity {
  readonly unitId: string;
  readonly key: string;
  /** SHA-256 over the canonical form of what is asked for, the file's digest in it. */
  readonly digest: Buffer;
}

export async function findStamping(
  database: Database,
  { unitId, key }: StampingIdentity,
): Promise<EarlierStamping | undefined> {
  const [row] = await database.query<EarlierStamping>(
    'stampings.find',
    `SELECT s.request_digest AS "requestDigest", u.id AS "sealUseId", u.state, u.sealed_sha256 AS "sealedSha256",
       u.claimed_until > clock_timestamp() AS "isHeld"
     FROM seal_stampings s JOIN seal_uses u ON u.id = s.seal_use_id WHERE s.unit_id = $1 AND s.idempotency_key = $2`,
    [unitId, key],
  );
  return row;
}

/**
 * Gives the key to a seal use: a new one, or one whose earlier use is over.
 *
 * @returns false when another request was faster
 */
export async function claimStamping(
  tx: Tx,
  { unitId, key, digest }: StampingIdentity,
  sealUseId: string,
  earlierUseId: string | null,
): Promise<boolean> {
  const rows = await tx.query(
    'stampings.claim',
    `INSERT INTO seal_stampings AS s (unit_id, idempotency_key, request_digest, seal_use_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (unit_id, idempotency_key) DO UPDATE SET seal_use_id = excluded.seal_use_id
     WHERE s.request_digest = excluded.request_digest AND s.seal_use_id = $5::uuid
     RETURNING 1`,
    [unitId, key, digest, sealUseId, earlierUseId],
  );
  return rows.length > 0;
}

/** Uses of stampings that nobody works on any more. */
export async function lapsedStampings(database: Database, limit: number): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    'stampings.lapsed',
    `SELECT u.id FROM seal_stampings s JOIN seal_uses u ON u.id = s.seal_use_id
     WHERE u.state = 'intended' AND u.claimed_until <= clock_timestamp() ORDER BY u.claimed_until LIMIT $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}
