import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/transaction-runner.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { SealsErrorCode } from './seals.errors.ts';

/** One use of a seal as it is written before the signature is made. */
export interface SealUseIntent {
  readonly id: string;
  readonly sealId: string;
  /** What permits it, for example `standing-rule:licence-issue`. */
  readonly basis: string;
  /** SHA-256 of exactly the bytes that are to be sealed. */
  readonly documentSha256: Buffer;
  readonly requestId: string | null;
  readonly actingOfficerSealed: Buffer;
  readonly caseNumber: string;
}

/** A use whose signature stands in a stored file. */
export interface CompletedSealUse {
  readonly id: string;
  /** SHA-256 of the bytes with this seal on them. */
  readonly sealedSha256: Buffer;
}

/** Nest token of how long a process may work on a use before others may give it up, in whole seconds. */
export const SEAL_USE_LEASE = Symbol('SealUseLease');
export const SEAL_USE_LEASE_S = 60;

/** Each use of a seal is a row: *intended* before the signature, *completed* or *void* after it (ADR 2). */
@Injectable()
export class SealUses {
  constructor(@Inject(SEAL_USE_LEASE) private readonly leaseS: number) {}

  /**
   * Records that a seal is about to be used. Whether it may be is decided here, in the transaction, on the row itself.
   *
   * @throws DomainError seal.not-active when it is stopped, lost, cancelled or out of its validity, or its unit has ended
   */
  async intend(tx: Tx, use: SealUseIntent): Promise<void> {
    const rows = await tx.query(
      'seals.intend-use',
      `INSERT INTO seal_uses (id, seal_id, basis, document_sha256, request_id, acting_officer_sealed, case_number,
         claimed_until)
       SELECT $1::uuid, s.id, $3::text, $4::bytea, $5::uuid, $6::bytea, $7::text,
         clock_timestamp() + make_interval(secs => $8::integer)
       FROM seals s JOIN units o ON o.id = s.unit_id
       WHERE s.id = $2::uuid AND s.state = 'active' AND s.valid_from <= now() AND now() < s.valid_until
         AND o.ended_on IS NULL
       RETURNING 1`,
      [
        use.id,
        use.sealId,
        use.basis,
        use.documentSha256,
        use.requestId,
        use.actingOfficerSealed,
        use.caseNumber,
        this.leaseS,
      ],
    );
    if (rows.length === 0) throw new DomainError<SealsErrorCode>('conflict', 'seal.not-active');
  }

  /**
   * Records that the signatures stand in a stored file.
   *
   * @throws DomainError seal-use.ended when one of them was given up meanwhile: its signature must not be used
   */
  async complete(tx: Tx, uses: readonly CompletedSealUse[]): Promise<void> {
    const rows = await tx.query(
      'seals.complete-uses',
      `UPDATE seal_uses u SET state = 'completed', sealed_sha256 = c.sealed_sha256, ended_at = clock_timestamp()
       FROM unnest($1::uuid[], $2::bytea[]) c(id, sealed_sha256)
       WHERE u.id = c.id AND u.state = 'intended' RETURNING 1`,
      [uses.map((use) => use.id), uses.map((use) => use.sealedSha256)],
    );
    if (rows.length !== uses.length) throw new DomainError<SealsErrorCode>('conflict', 'seal-use.ended');
  }

  /**
   * Gives uses up that are still intended; the signature may have been made and is never used.
   *
   * @returns how many there were
   */
  async void(tx: Tx, ids: readonly string[], reason: string): Promise<number> {
    const rows = await tx.query(
      'seals.void-uses',
      `UPDATE seal_uses SET state = 'void', void_reason = $2, ended_at = clock_timestamp()
       WHERE id = ANY ($1::uuid[]) AND state = 'intended' RETURNING 1`,
      [ids, reason],
    );
    return rows.length;
  }
}
