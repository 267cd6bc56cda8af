import { Inject, Injectable } from '@nestjs/common';
import { readCertificate } from '../crypto/pki/certificate.ts';
import { isSm2PublicKey } from '../crypto/sm2/sm2-key.ts';
import { Database } from '../platform/database/database.ts';
import type { Seal } from './seal.ts';

interface SealRow extends Omit<Seal, 'diameterMm' | 'isSm2'> {
  readonly diameterMm: string;
}

/** What anyone may know of a seal. */
export type PublicSealStatus = Pick<Seal, 'code' | 'name' | 'state' | 'validFrom' | 'validUntil'>;

/**
 * How long the seals of a unit that were read stay good for drawing. Whether a seal may be used is asked again in the
 * transaction that records the use, so a seal that is stopped is stopped at once.
 */
const KEPT_MS = 5_000;

@Injectable()
export class SealsQueries {
  private readonly kept = new Map<string, { readonly seals: readonly Seal[]; readonly until: number }>();

  constructor(@Inject(Database) private readonly database: Database) {}

  /** All seals of a unit, at most five seconds old, oldest first. */
  async sealsOf(unitId: string): Promise<readonly Seal[]> {
    const kept = this.kept.get(unitId);
    if (kept && kept.until > performance.now()) return kept.seals;
    const rows = await this.database.query<SealRow>(
      'seals.of-unit',
      `SELECT id, unit_id AS "unitId", code, name, sub_line AS "subLine", kind, diameter_mm AS "diameterMm", state, key_id AS "keyId",
         certificate_der AS "certificateDer", valid_from AS "validFrom", valid_until AS "validUntil"
       FROM seals WHERE unit_id = $1 ORDER BY created_at, id`,
      [unitId],
    );
    const seals = rows.map(toSeal);
    this.kept.set(unitId, { seals, until: performance.now() + KEPT_MS });
    return seals;
  }

  /** The public status of a seal by its 14-digit code, or `null`. */
  async statusOf(code: string): Promise<PublicSealStatus | null> {
    const [status] = await this.database.query<PublicSealStatus>(
      'seals.status',
      `SELECT code, name, state, valid_from AS "validFrom", valid_until AS "validUntil" FROM seals WHERE code = $1`,
      [code],
    );
    return status ?? null;
  }

  /** The seals that were applied to a stored file, in the order of signing, with their state now. */
  sealsOnFile(fileId: string): Promise<(PublicSealStatus & { readonly sealedAt: Date })[]> {
    return this.database.query(
      'seals.on-file',
      `SELECT s.code, s.name, s.state, s.valid_from AS "validFrom", s.valid_until AS "validUntil",
         u.ended_at AS "sealedAt"
       FROM licence_file_seals f JOIN seal_uses u ON u.id = f.seal_use_id JOIN seals s ON s.id = u.seal_id
       WHERE f.file_id = $1 ORDER BY f.ordinal`,
      [fileId],
    );
  }
}

const toSeal = (row: SealRow): Seal => ({
  ...row,
  diameterMm: Number(row.diameterMm),
  isSm2: isSm2PublicKey(readCertificate(row.certificateDer).spkiDer),
});
