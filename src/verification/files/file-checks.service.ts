import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../config/config.ts';
import type { VerificationRecord } from '../../licences/reading/verification-record.ts';
import { standingAt } from '../../licences/states/licence-standing.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { Answering } from '../answering.ts';
import type { FileInspection } from '../inspection/file-inspection.ts';
import { InspectionPool, InspectionUnavailable } from '../inspection/inspection-pool.ts';
import { LookupReports } from '../lookups/lookup-reports.ts';
import { readWrittenCodes } from '../lookups/written-code.ts';
import { bareReport, concludeWith, type ReportDraft } from '../report-draft.ts';
import { toldFacts } from '../verdict/document-facts.ts';
import { invalidInput, tooBusy } from '../verification.errors.ts';
import type { CheckedFile, VerificationReport } from '../verification-report.ts';
import { FileLookups, type LocatedLicence } from './file-lookups.ts';
import { type JudgedFile, judgeFile } from './judge-file.ts';
import type { IssuedStanding } from './register-finding.ts';
import { signatureReports } from './signature-reports.ts';
import { SignerDirectory } from './signer-directory.ts';
import { TrustedEvidence } from './trusted-evidence.ts';

/** Checks of uploaded files: sealed PDFs, scans, pictures. The file is judged and forgotten; its digest stays. */
@Injectable()
export class FileChecks {
  constructor(
    @Inject(FileLookups) private readonly lookups: FileLookups,
    @Inject(TrustedEvidence) private readonly evidence: TrustedEvidence,
    @Inject(InspectionPool) private readonly pool: InspectionPool,
    @Inject(SignerDirectory) private readonly signers: SignerDirectory,
    @Inject(LookupReports) private readonly reports: LookupReports,
    @Inject(Answering) private readonly answering: Answering,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Judges one file.
   *
   * @throws DomainError verification.invalid (file.missing, file.empty), verification.busy
   */
  async check(file: Uint8Array | undefined, caller: Caller): Promise<VerificationReport> {
    if (file === undefined) throw invalidInput({ path: 'file', code: 'file.missing' });
    if (file.length === 0) throw invalidInput({ path: 'file', code: 'file.empty' });
    const now = this.clock.now();
    const sha256 = createHash('sha256').update(file).digest();
    const registered = await this.lookups.byDigest(sha256);
    const inspection = await this.inspect(file, now, registered.record?.fileRecordedAt ?? null);
    const checked = checkedFile(file, sha256, inspection);
    const draft = await this.draft(inspection, registered, now);
    return this.answering.answer({ ...draft, file: checked }, caller, now);
  }

  /** Evidence is taken from the file, its time-stamps and the register; the network is asked for what they leave open. */
  private async inspect(file: Uint8Array, now: Date, registeredAt: Date | null): Promise<FileInspection> {
    const request = await this.evidence.requestAt(now, registeredAt);
    try {
      const inspection = await this.pool.inspect(request, file);
      const { evidenceWanted } = inspection;
      const more = evidenceWanted && (await this.evidence.withNetwork(request, evidenceWanted));
      return more ? await this.pool.inspect(more, file) : inspection;
    } catch (error) {
      if (error instanceof InspectionUnavailable) throw tooBusy(error);
      throw error;
    }
  }

  private async draft(
    inspection: FileInspection,
    registered: LocatedLicence,
    now: Date,
  ): Promise<ReportDraft> {
    const channel = inspection.form === 'picture' ? 'picture' : 'file';
    if (inspection.obstacle !== null)
      return bareReport(channel, 'unreadable', { reason: inspection.obstacle });
    const codes = readWrittenCodes(inspection.codes, this.config.publicOrigin);
    const [best] = codes;
    const isForeign = inspection.signatures.length === 0 && best?.kind === 'foreign';
    if (isForeign && inspection.claimedIdentifiers.length === 0)
      return bareReport(channel, 'foreign-code', best.domain === null ? {} : { domain: best.domain });
    const located =
      registered.record || registered.isOutOfReach
        ? registered
        : await this.lookups.byClaims(codes, inspection.claimedIdentifiers);
    const judged = judgeFile(inspection, await this.backgroundOf(inspection, located, registered, now));
    return this.reportOn(channel, judged, located, now);
  }

  private async backgroundOf(
    inspection: FileInspection,
    located: LocatedLicence,
    registered: LocatedLicence,
    now: Date,
  ) {
    const certificates = inspection.signatures.flatMap(({ certificateSha256 }) => certificateSha256 ?? []);
    const [isUnitName, sealOf] = await Promise.all([
      this.signers.unitNames(),
      this.signers.sealsOf(certificates),
    ]);
    return {
      register: this.lookups.findingOf(located, now),
      isRegisteredFile: registered.record !== null,
      isOneLicence: located.isOneLicence,
      sealOf,
      isUnitName,
      now,
    };
  }

  private async reportOn(
    channel: 'file' | 'picture',
    judged: JudgedFile,
    located: LocatedLicence,
    now: Date,
  ): Promise<ReportDraft> {
    const { record, key } = located;
    return {
      channel,
      conclusion: concludeWith(judged.facts, { ...judged, record, now }),
      facts: toldFacts(judged.facts),
      licence: record && (await this.reports.view(record, standingOf(record, now), key)),
      signatures: signatureReports(judged),
      file: null,
      onDate: null,
      licenceId: record?.licenceId ?? null,
    };
  }
}

const standingOf = (record: VerificationRecord, now: Date): IssuedStanding =>
  standingAt(record, now) as IssuedStanding;

function checkedFile(file: Uint8Array, sha256: Buffer, { form, pageCount }: FileInspection): CheckedFile {
  return { sha256: sha256.toString('hex'), byteLength: file.length, form, pageCount };
}
