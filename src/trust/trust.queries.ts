import { Inject, Injectable } from '@nestjs/common';
import type { Revocation } from '../crypto/pki/make-crl.ts';
import type { RevocationReason } from '../crypto/pki/revocation-reason.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/transaction-runner.ts';
import type { CaName } from './development-ca.ts';

export interface PublishedCrl {
  readonly crlNumber: number;
  readonly crlDer: Buffer;
  readonly nextUpdate: Date;
}

const NEWEST_CRL = `SELECT crl_number AS "crlNumber", crl_der AS "crlDer", next_update AS "nextUpdate"
  FROM trust_crls WHERE issuer_name = $1 ORDER BY crl_number DESC LIMIT 1`;

@Injectable()
export class TrustQueries {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The CRL in force, or undefined before the first. */
  async newestCrl(name: CaName): Promise<PublishedCrl | undefined> {
    const [row] = await this.database.query<PublishedCrl>('trust.newest-crl', NEWEST_CRL, [name]);
    return row;
  }

  /** As `newestCrl`, seen from inside `tx`. */
  async newestCrlIn(tx: Tx, name: CaName): Promise<PublishedCrl | undefined> {
    const [row] = await tx.query<PublishedCrl>('trust.newest-crl', NEWEST_CRL, [name]);
    return row;
  }

  /** Every revocation of a CA, in the order in which they were recorded. */
  async revocationsIn(tx: Tx, name: CaName): Promise<Revocation[]> {
    return tx.query<{ serialHex: string; revokedAt: Date; reason: RevocationReason }>(
      'trust.revocations',
      `SELECT serial_hex AS "serialHex", revoked_at AS "revokedAt", reason
         FROM trust_revocations WHERE issuer_name = $1 ORDER BY recorded_at, serial_hex`,
      [name],
    );
  }

  /** The revocations among certificates of a CA, as they are now. */
  async revocationsOf(name: CaName, serials: readonly string[]): Promise<Revocation[]> {
    return this.database.query<Revocation>(
      'trust.revocations-of',
      `SELECT serial_hex AS "serialHex", revoked_at AS "revokedAt", reason
         FROM trust_revocations WHERE issuer_name = $1 AND serial_hex = ANY($2::text[])`,
      [name, serials],
    );
  }
}
