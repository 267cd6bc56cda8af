import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { UnitCaller } from '../access/authorisation/unit-caller.ts';
import { UnitsQueries } from '../access/units/units.queries.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { TransactionRunner } from '../platform/database/transaction-runner.ts';
import type { Caller } from '../platform/http/caller.ts';
import type { SealedBox } from '../platform/secrets/sealed-box.ts';
import { Secrets } from '../platform/secrets/secrets.ts';
import { FILE_STORE, type FileStore } from '../platform/storage/file-store.ts';
import type { Seal } from '../seals/seal.ts';
import { SealsQueries } from '../seals/seals.queries.ts';
import { Stampings } from '../seals/stampings/stampings.service.ts';
import { CLOCK, type Clock } from '../shared/clock.ts';
import { DomainError } from '../shared/domain-error.ts';
import { randomToken } from '../shared/ids.ts';
import type { VerificationReport } from '../verification/verification-report.ts';
import type { ReceiptsErrorCode } from './receipts.errors.ts';
import { type ReceiptRow, ReceiptsQueries } from './receipts.queries.ts';
import { ReportCapsule } from './report-capsule.ts';

/** A receipt as it is kept: what was answered then, and where to look now. */
export interface KeptReceipt {
  readonly report: VerificationReport;
  /** QR token of the version that was checked; null where the check was about no licence. */
  readonly token: string | null;
}

/** A sealed PDF and the number that stands on it. */
export interface ReceiptFile {
  readonly number: string;
  readonly pdf: Buffer;
}

/** Draws the page of a receipt; millimetres from the top left say where its seal goes. */
export interface ReceiptDrawing {
  readonly pdf: Uint8Array;
  readonly sealCentre: { readonly xMm: number; readonly yMm: number };
}

const MOST_AGE_MS = 24 * 3_600_000;

/** Makes receipts of checks, sealed by the unit that manages the service (docs/adr/0022-check-receipts.md). */
@Injectable()
export class Receipts {
  private readonly reports: SealedBox;

  constructor(
    @Inject(ReportCapsule) private readonly capsule: ReportCapsule,
    @Inject(ReceiptsQueries) private readonly queries: ReceiptsQueries,
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(UnitsQueries) private readonly units: UnitsQueries,
    @Inject(SealsQueries) private readonly seals: SealsQueries,
    @Inject(Stampings) private readonly stampings: Stampings,
    @Inject(FILE_STORE) private readonly files: FileStore,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Secrets) secrets: Secrets,
  ) {
    this.reports = secrets.sealedBox('check-receipt.report');
  }

  /**
   * The receipt of a check, one for each: asked for again, the same file.
   *
   * @param capsule what the result page carried
   * @param draw makes the page, given the receipt's number
   * @throws DomainError receipt.not-ours, receipt.too-old, receipt.no-seal, those of sealing and store
   */
  async make(
    caller: Caller,
    capsule: string,
    draw: (report: VerificationReport, number: string) => ReceiptDrawing,
  ): Promise<ReceiptFile> {
    const report = this.capsule.open(capsule);
    if (!report) throw new DomainError<ReceiptsErrorCode>('invalid', 'receipt.not-ours');
    if (this.clock.now().getTime() - Date.parse(report.checkedAt) > MOST_AGE_MS)
      throw new DomainError<ReceiptsErrorCode>('conflict', 'receipt.too-old');
    const kept = await this.queries.byCheck(report.reference);
    if (kept) return this.fileOf(kept);
    const seal = await this.sealInUse();
    const number = randomToken();
    const pdf = await this.sealed(caller, seal, number, draw(report, number));
    const row = {
      number,
      reportSealed: this.reports.seal(Buffer.from(JSON.stringify(report)), placeOf(number)),
      fileSha256: createHash('sha256').update(pdf).digest(),
    };
    return (await this.keep(caller, report.reference, row))
      ? { number, pdf }
      : this.make(caller, capsule, draw);
  }

  /** The receipt of a number; null where none was made. */
  async find(number: string): Promise<KeptReceipt | null> {
    const row = await this.queries.byNumber(number);
    if (!row) return null;
    const json = this.reports.open(row.reportSealed, placeOf(number)).toString();
    const report = JSON.parse(json) as VerificationReport;
    const token =
      report.licence && (await this.queries.tokenOfCheck(report.reference, report.licence.version));
    return { report, token };
  }

  private async fileOf({ number, fileSha256 }: ReceiptRow): Promise<ReceiptFile> {
    return { number, pdf: await this.files.get(fileSha256) };
  }

  /** Asked of the register each time: a seal that was stopped makes no receipt more. */
  private async sealInUse(): Promise<Seal> {
    const now = this.clock.now();
    const managing = (await this.units.allKept()).filter((unit) => unit.managing);
    const seals = await Promise.all(managing.map(({ id }) => this.seals.sealsOf(id)));
    const seal = seals
      .flat()
      .find(({ state, validFrom, validUntil }) => state === 'active' && validFrom <= now && now < validUntil);
    if (!seal) throw new DomainError<ReceiptsErrorCode>('unavailable', 'receipt.no-seal');
    return seal;
  }

  /** As any document is sealed: use first, then signature. The service acts for the unit by a standing rule. */
  private sealed(
    caller: Caller,
    seal: Seal,
    number: string,
    { pdf, sealCentre }: ReceiptDrawing,
  ): Promise<Buffer> {
    const unitIds = [seal.unitId];
    const grant = { acts: new Set(['seal.stamp']), unitIds, typeCodes: null, needsPurpose: false };
    const acting: UnitCaller = { ...caller, unitId: seal.unitId, grants: [grant] };
    return this.stampings.stamp(acting, {
      sealCode: seal.code,
      pdf: Buffer.from(pdf),
      idempotencyKey: `receipt-${number}`,
      options: {
        placements: [{ at: 'point', pages: 'last', centreXMm: sealCentre.xMm, centreYMm: sealCentre.yMm }],
        level: 'B-LT',
        subFilter: 'ETSI.CAdES.detached',
        reason: '核验结果单',
        caseNumber: number,
        actingOfficer: '核验服务（自动）',
      },
    });
  }

  private keep(caller: Caller, reference: string, row: ReceiptRow): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      if (!(await this.queries.insert(tx, reference, row))) return false;
      await this.auditLog.appendConsequence(tx, caller, {
        act: 'receipt.make',
        outcome: 'succeeded',
        detail: { check: reference, fileSha256: row.fileSha256.toString('hex') },
      });
      return true;
    });
  }
}

const placeOf = (number: string): string => `check_receipts/${number}/report`;
