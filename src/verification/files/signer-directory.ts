import { Inject, Injectable } from '@nestjs/common';
import { UnitsQueries } from '../../access/units/units.queries.ts';
import { normaliseHolderName } from '../../holders/holder-name.ts';
import { Database } from '../../platform/database/database.ts';
import type { KnownSeal, SealStateSince } from './judge-file.ts';

interface SealRow {
  readonly name: string;
  readonly validUntil: Date;
  readonly certificateSha256: string;
  readonly state: SealStateSince['state'];
  readonly since: Date;
}

/** What is known in the city of signers: the names that its bodies have or had, and its seals by their certificates. */
@Injectable()
export class SignerDirectory {
  constructor(
    @Inject(UnitsQueries) private readonly units: UnitsQueries,
    @Inject(Database) private readonly database: Database,
  ) {}

  /** Names are compared as holders' are: width, spaces and middle dots make no other body. */
  async unitNames(): Promise<(name: string) => boolean> {
    const names = new Set((await this.units.namesEverBorne()).map(normaliseHolderName));
    return (name) => names.has(normaliseHolderName(name));
  }

  /** The registered seals of certificates, by their SHA-256 in lower-case hexadecimal. */
  async sealsOf(
    certificateSha256s: readonly string[],
  ): Promise<(certificateSha256: string) => KnownSeal | null> {
    const rows = await this.database.query<SealRow & Record<string, unknown>>(
      'verification.seals-of-certificates',
      `SELECT s.name, s.valid_until AS "validUntil", encode(sha256(s.certificate_der), 'hex') AS "certificateSha256",
         h.state, h.since
       FROM seals s JOIN seal_states h ON h.seal_id = s.id
       WHERE encode(sha256(s.certificate_der), 'hex') = ANY($1) ORDER BY h.since`,
      [certificateSha256s],
    );
    const byCertificate = new Map<string, KnownSeal>();
    for (const { certificateSha256, name, validUntil, state, since } of rows) {
      const before = byCertificate.get(certificateSha256)?.states ?? [];
      byCertificate.set(certificateSha256, {
        name,
        validUntil,
        states: statesWith(before, { state, since }),
      });
    }
    return (certificateSha256) => byCertificate.get(certificateSha256) ?? null;
  }
}

function statesWith(before: readonly SealStateSince[], next: SealStateSince): KnownSeal['states'] {
  const [first = next, ...later] = [...before, next];
  return [first, ...later];
}
