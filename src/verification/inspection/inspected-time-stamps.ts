import { TIME_STAMP_REASONS, type TimeStampReason } from '../../crypto/cms/time-stamp-reasons.ts';
import type { JudgedSignature, JudgedTimeStamp } from '../../crypto/pdf/proof-of-time.ts';
import type { TrustReason } from '../verification-report.ts';
import type { InspectedTimeStamp } from './file-inspection.ts';
import { pathTrustReason } from './signer-trust.ts';

/** Every time-stamp of a file as it is told: those that were judged, and document time-stamps that do not hold. */
export function inspectedTimeStamps(
  timeStamps: readonly JudgedTimeStamp[],
  judged: readonly JudgedSignature[],
): InspectedTimeStamp[] {
  const broken = judged.filter(
    ({ signature, integrity }) => signature.kind === 'document-time-stamp' && !integrity.isIntact,
  );
  return [...broken.map(brokenTimeStamp), ...timeStamps.map(judgedTimeStamp)];
}

const OUTCOMES = { passed: 'passed', failed: 'failed', undecided: 'unknown' } as const;

const judgedTimeStamp = ({ kind, fieldName, verdict }: JudgedTimeStamp): InspectedTimeStamp => ({
  kind: kind === 'signature-time-stamp' ? 'time-stamp' : kind,
  fieldName,
  outcome: OUTCOMES[verdict.status],
  statedAt: verdict.info?.generatedAt.toISOString() ?? null,
  reasons: verdict.reasons.map(timeStampTrustReason),
});

const timeStampTrustReason = (reason: TimeStampReason): TrustReason =>
  reason.kind === 'path'
    ? pathTrustReason(reason)
    : aboutBytes(TIME_STAMP_REASONS[reason.code].subIndication, reason.code);

const brokenTimeStamp = ({ signature, integrity }: JudgedSignature): InspectedTimeStamp => ({
  kind: 'document-time-stamp',
  fieldName: signature.fieldName,
  outcome: 'failed',
  statedAt: null,
  reasons: [
    ...integrity.structureProblems.map((problem) => aboutBytes('FORMAT_FAILURE', problem)),
    ...integrity.signerReasons.map((code) => aboutBytes(TIME_STAMP_REASONS[code].subIndication, code)),
  ],
});

const aboutBytes = (code: string, detail: string): TrustReason => ({
  code,
  detail,
  subject: null,
  revokedAt: null,
});
