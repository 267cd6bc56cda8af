import { Inject, Injectable } from '@nestjs/common';
import type { Reach } from '../../access/authorisation/grants.ts';
import { Database } from '../../platform/database/database.ts';
import { DomainError } from '../../shared/domain-error.ts';
import type { SignatureLevel } from '../../signing/signature-level.ts';
import type { LicencesErrorCode } from '../licences.errors.ts';
import { IN_REACH } from '../reach-condition.ts';

/** A sealed file as the register has it. */
export interface RegisteredFile {
  readonly id: string;
  readonly versionId: string;
  readonly sha256: Buffer;
  readonly sm3: Buffer;
  readonly recordedAt: Date;
  readonly signatureLevel: SignatureLevel;
}

const COLUMNS = `f.id, f.licence_version_id AS "versionId", f.sha256, f.sm3, f.recorded_at AS "recordedAt",
  f.signature_level AS "signatureLevel"`;

/** Reads of the files of licences. */
@Injectable()
export class RegisteredFiles {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * The original of a version of a licence in reach, of the current one when none is named.
   *
   * @throws DomainError licence.not-found, also for what lies out of reach
   */
  async original(
    { unitIds, typeCodes }: Reach,
    licenceId: string,
    version: number | undefined,
  ): Promise<RegisteredFile> {
    const [row] = await this.database.query<RegisteredFile & Record<string, unknown>>(
      'archive.original',
      `SELECT ${COLUMNS} FROM licences l
       JOIN licence_types t ON t.id = l.licence_type_id
       JOIN licence_versions v ON v.licence_id = l.id AND v.state = 'issued'
         AND v.version = coalesce($4::integer, l.current_version)
       JOIN licence_files f ON f.id = v.original_file_id
       WHERE l.id = $3 AND ${IN_REACH}`,
      [unitIds, typeCodes, licenceId, version ?? null],
    );
    if (!row) throw new DomainError<LicencesErrorCode>('not-found', 'licence.not-found');
    return row;
  }

  /** The form of a version's original that was raised to B-LTA last. */
  async newestRaised(versionId: string): Promise<RegisteredFile | null> {
    const [row] = await this.database.query<RegisteredFile & Record<string, unknown>>(
      'archive.newest-raised',
      `SELECT ${COLUMNS} FROM licence_files f
       WHERE f.licence_version_id = $1 AND f.kind = 'original' AND f.signature_level = 'B-LTA'
       ORDER BY f.recorded_at DESC, f.id DESC LIMIT 1`,
      [versionId],
    );
    return row ?? null;
  }
}
