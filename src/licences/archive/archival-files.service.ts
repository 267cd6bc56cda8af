import { Inject, Injectable } from '@nestjs/common';
import { reachOf } from '../../access/authorisation/grants.ts';
import { AuditLog } from '../../audit/audit-log.ts';
import { readSignedData } from '../../crypto/cms/signed-data-reader.ts';
import { readTimeStampInfo } from '../../crypto/cms/time-stamp-info.ts';
import { Budget } from '../../crypto/pdf/budget.ts';
import { PdfDocument } from '../../crypto/pdf/pdf-document.ts';
import { readSignatures } from '../../crypto/pdf/signature-reader.ts';
import { readCertificate } from '../../crypto/pki/certificate.ts';
import { KEY_PURPOSE } from '../../crypto/pki/object-identifiers.ts';
import { sm3 } from '../../crypto/sm2/sm3.ts';
import { TransactionRunner } from '../../platform/database/transaction-runner.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { FILE_STORE, type FileStore } from '../../platform/storage/file-store.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import { reaches } from '../../signing/signature-level.ts';
import { SignatureRaising } from '../../signing/signature-raising.ts';
import { RENEWED_BEFORE_END_MS } from './archive-renewal.ts';
import { type RegisteredFile, RegisteredFiles } from './registered-files.queries.ts';

/** However soon the authority ends: else each request would make one more form. */
const KEPT_AT_LEAST_MS = 30 * 86_400_000;

/**
 * Raises single files to B-LTA for whoever must keep them away from the register. The original stays as it is: the raised
 * form is a file of its own that replaces it, so that the register knows both.
 */
@Injectable()
export class ArchivalFiles {
  constructor(
    @Inject(RegisteredFiles) private readonly registered: RegisteredFiles,
    @Inject(FILE_STORE) private readonly files: FileStore,
    @Inject(SignatureRaising) private readonly raising: SignatureRaising,
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The original of a version at B-LTA: the form made last, or a new one when there is none whose last time-stamp holds
   * for another half a year. Two that ask at once may get two forms, both registered.
   *
   * @throws DomainError licence.not-found, storage.*; TrustError trust.no-time-stamp, trust.no-validation-data (also for
   *   a bare seal whose certificate has ended: the evidence record is what proves it then)
   */
  async raised(caller: Caller, licenceId: string, version: number | undefined): Promise<Uint8Array> {
    const original = await this.registered.original(
      reachOf(caller, 'licence.raise-file'),
      licenceId,
      version,
    );
    const newest = await this.registered.newestRaised(original.versionId);
    const base = newest ?? original;
    const pdf = await this.files.get(base.sha256);
    if (newest && this.holdsOn(pdf)) {
      this.auditLog.record(caller, { ...entryFor(licenceId), detail: { made: false } });
      return pdf;
    }
    const raised = await (reaches(base.signatureLevel, 'B-LT')
      ? this.raising.prolong(pdf)
      : this.raising.raise(pdf, 'B-LTA'));
    await this.register(caller, licenceId, base, raised);
    return raised;
  }

  /** Stored before it has a row, as a sealed file is: a kill between leaves an orphan, which the reconciler lists. */
  private async register(caller: Caller, licenceId: string, base: RegisteredFile, pdf: Uint8Array) {
    const sha256 = await this.files.put(pdf);
    await this.transactions.run(async (tx) => {
      await tx.query(
        'archive.insert-raised',
        `INSERT INTO licence_files
           (id, licence_version_id, kind, format, signature_level, sha256, sm3, byte_length, replaces_file_id)
         VALUES ($1, $2, 'original', 'pdf', 'B-LTA', $3, $4, $5, $6)`,
        [newId(), base.versionId, sha256, sm3(pdf), pdf.length, base.id],
      );
      const detail = { made: true, sha256: sha256.toString('hex') };
      await this.auditLog.append(tx, caller, { ...entryFor(licenceId), detail });
    });
  }

  private holdsOn(pdf: Uint8Array): boolean {
    const last = lastTimeStamp(pdf);
    const now = this.clock.now().getTime();
    if (last === undefined) return false;
    const isFresh = now - last.generatedAt.getTime() < KEPT_AT_LEAST_MS;
    return isFresh || last.authorityEndsAt.getTime() - now > RENEWED_BEFORE_END_MS;
  }
}

const entryFor = (licenceId: string) =>
  ({
    act: 'licence.raise-file',
    outcome: 'succeeded',
    object: { kind: 'licence', id: licenceId },
  }) as const;

/** The last document time-stamp of one of our own files, and when the certificate that signed it ends. */
function lastTimeStamp(pdf: Uint8Array): { generatedAt: Date; authorityEndsAt: Date } | undefined {
  const [last] = readSignatures(PdfDocument.open(pdf, new Budget()))
    .filter(({ kind }) => kind === 'document-time-stamp')
    .sort((a, b) => b.coveredLength - a.coveredLength);
  const token = last && readSignedData(last.contents);
  const authority = token?.certificatesDer
    .map(readCertificate)
    .find(({ extensions }) => extensions.extendedKeyUsage?.includes(KEY_PURPOSE.timeStamping));
  if (!token || !authority) return undefined;
  return { generatedAt: readTimeStampInfo(token).generatedAt, authorityEndsAt: authority.notAfter };
}
