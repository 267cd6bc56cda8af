import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/transaction-runner.ts';
import { newId } from '../shared/ids.ts';
import { isSameSecret, makeApiKey, readBearer } from './api-key.ts';

/** A unit's system as its key proved it. */
export interface KeyHolder {
  readonly apiKeyId: string;
  readonly unitId: string;
  readonly issuing: boolean;
}

interface KeyRow extends KeyHolder {
  readonly secretHash: Buffer;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** A revoked key stops at the latest after this time, on every process. */
const KEPT_MS = 5_000;
const MAX_KEPT = 2_000;

@Injectable()
export class ApiKeysService {
  private readonly kept = new Map<string, { readonly row: KeyRow; readonly until: number }>();

  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Makes a key for a unit inside `tx`; log it there as `api-key.create`.
   *
   * @returns the key as its system must send it; it is shown now and cannot be read again
   */
  async create(tx: Tx, unitId: string, label: string, expiresAt: Date): Promise<string> {
    const { keyId, written, secretHash } = makeApiKey();
    await tx.query(
      'access.insert-api-key',
      `INSERT INTO unit_api_keys (id, unit_id, key_id, secret_hash, label, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [newId(), unitId, keyId, secretHash, label, expiresAt],
    );
    return written;
  }

  /** Who sends this `Authorization` header; `null` when the key is unknown, wrong, expired or revoked at `at`. */
  async holderOf(header: string | undefined, at: Date): Promise<KeyHolder | null> {
    const read = readBearer(header);
    if (!read) return null;
    const row = await this.row(read.keyId);
    if (!row || !isSameSecret(read.secretHash, row.secretHash)) return null;
    if (at >= row.expiresAt || row.revokedAt !== null) return null;
    return { apiKeyId: row.apiKeyId, unitId: row.unitId, issuing: row.issuing };
  }

  private async row(keyId: string): Promise<KeyRow | null> {
    const kept = this.kept.get(keyId);
    if (kept && kept.until > performance.now()) return kept.row;
    const [row] = await this.database.query<KeyRow>(
      'access.api-key',
      `SELECT k.id AS "apiKeyId", k.unit_id AS "unitId", u.issuing, k.secret_hash AS "secretHash",
         k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt"
       FROM unit_api_keys k JOIN units u ON u.id = k.unit_id WHERE k.key_id = $1`,
      [keyId],
    );
    // Unknown ids are not kept: whoever sends made-up ones must not fill the memory.
    if (row) this.keep(keyId, row);
    return row ?? null;
  }

  private keep(keyId: string, row: KeyRow): void {
    if (this.kept.size >= MAX_KEPT) this.kept.clear();
    this.kept.set(keyId, { row, until: performance.now() + KEPT_MS });
  }
}
