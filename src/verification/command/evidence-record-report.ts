import type { EvidenceReason } from '../../crypto/ers/evidence-reasons.ts';
import { proofFromEvidenceRecord } from '../../crypto/ers/evidence-record-proof.ts';
import { digestsOfBytes } from '../../crypto/ers/evidence-record-verification.ts';
import type { InspectionRequest } from '../inspection/file-inspection.ts';
import { evidenceOf } from '../inspection/judging-evidence.ts';

/** What an evidence record shows of a file: the fields of docs/verification-report.md. */
export interface EvidenceRecordReport {
  readonly status: 'passed' | 'failed' | 'undecided';
  /** When the file existed at the latest; null unless passed. */
  readonly existedAt: string | null;
  /** Codes with the place of the time-stamp that they are about, counted from 0; null: the record as a whole. */
  readonly reasons: readonly {
    readonly code: string;
    readonly chain: number | null;
    readonly timeStamp: number | null;
  }[];
}

/** Judges a record over a file; when it passes, the request to judge the file by says since when it has been there. */
export function withEvidenceRecord(
  file: Uint8Array,
  recordDer: Uint8Array,
  request: InspectionRequest,
): { request: InspectionRequest; report: EvidenceRecordReport } {
  const { now, existedAt: _, ...trust } = evidenceOf(request);
  const { verdict, proof } = proofFromEvidenceRecord(recordDer, digestsOfBytes(file), trust, now);
  const existedAt = proof?.at.toISOString() ?? null;
  const report = { status: verdict.status, existedAt, reasons: verdict.reasons.map(reasonOf) };
  if (existedAt === null) return { request, report };
  return { request: { ...request, recordedAt: existedAt, recordedBy: 'evidence-record' }, report };
}

const reasonOf = (reason: EvidenceReason): EvidenceRecordReport['reasons'][number] => ({
  code: reason.kind === 'record' ? reason.code : reason.reason.code,
  chain: reason.chain ?? null,
  timeStamp: reason.timeStamp ?? null,
});
