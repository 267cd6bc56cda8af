import { Injectable } from '@nestjs/common';
import { readCertificate } from '../crypto/pki/certificate.ts';
import type { Tx } from '../platform/database/transaction-runner.ts';
import { newId } from '../shared/ids.ts';
import type { Seal } from './seal.ts';

/** A seal whose key and certificate exist already. */
export type NewSeal = Omit<Seal, 'id' | 'state' | 'isSm2' | 'validFrom' | 'validUntil'>;

@Injectable()
export class SealsService {
  /**
   * Adds a seal in use inside `tx`; log it there as `seal.create`. It holds as long as its certificate (B8).
   *
   * @returns its id
   * @throws PkiError when the certificate cannot be read
   */
  async create(tx: Tx, seal: NewSeal): Promise<string> {
    const { notBefore, notAfter } = readCertificate(seal.certificateDer);
    const id = newId();
    await tx.query(
      'seals.insert',
      `INSERT INTO seals (id, unit_id, code, name, sub_line, kind, diameter_mm, state, key_id, certificate_der,
         valid_from, valid_until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'active', $8, $9, $10, $11)`,
      [
        id,
        seal.unitId,
        seal.code,
        seal.name,
        seal.subLine,
        seal.kind,
        seal.diameterMm,
        seal.keyId,
        seal.certificateDer,
        notBefore,
        notAfter,
      ],
    );
    return id;
  }
}
