import { Inject, Injectable } from '@nestjs/common';
import { UnitsQueries } from '../../access/units.queries.ts';
import { normaliseHolderName } from '../../holders/holder-name.ts';
import { Database } from '../../platform/database/database.ts';
import type { KnownSeal } from './judge-file.ts';

interface SealRow extends KnownSeal {
  readonly certificateSha256: string;
}

/** What is known in the city of signers: the names of its bodies, and its seals by their certificates. */
@Injectable()
export class SignerDirectory {
  constructor(
    @Inject(UnitsQueries) private readonly units: UnitsQueries,
    @Inject(Database) private readonly database: Database,
  ) {}

  /** Names are compared as holders' are: width, spaces and middle dots make no other body. */
  async unitNames(): Promise<(name: string) => boolean> {
    const names = new Set((await this.units.all()).map(({ nameZh }) => normaliseHolderName(nameZh)));
    return (name) => names.has(normaliseHolderName(name));
  }

  /** The registered seals of certificates, by their SHA-256 in lower-case hexadecimal. */
  async sealsOf(
    certificateSha256s: readonly string[],
  ): Promise<(certificateSha256: string) => KnownSeal | null> {
    const rows = await this.database.query<SealRow & Record<string, unknown>>(
      'verification.seals-of-certificates',
      `SELECT name, state, valid_until AS "validUntil", encode(sha256(certificate_der), 'hex') AS "certificateSha256"
       FROM seals WHERE encode(sha256(certificate_der), 'hex') = ANY($1)`,
      [certificateSha256s],
    );
    const byCertificate = new Map(rows.map((row) => [row.certificateSha256, row]));
    return (certificateSha256) => byCertificate.get(certificateSha256) ?? null;
  }
}
