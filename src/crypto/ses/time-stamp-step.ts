import { type TimeStampVerdict, verifyTimeStamp } from '../cms/time-stamp-verification.ts';
import type { SesEvidence } from './certificate-steps.ts';
import type { SesReason } from './ses-reasons.ts';

export interface TimeStampStep {
  readonly reasons: readonly SesReason[];
  /** The time it proves; undefined where there is no time-stamp or it does not hold. */
  readonly provenAt: Date | undefined;
}

/**
 * The time-stamp over a signature value (GB/T 38540 §7.3 step 8, tokens of GB/T 20520, which are those of RFC 3161).
 * One that does not hold counts against the signature; one whose authority nobody knows leaves it open.
 *
 * @param timeStampDer ContentInfo, or undefined where none is there
 * @param existedAt instant at which the token is proven to have existed
 */
export function judgeTimeStamp(
  timeStampDer: Uint8Array | undefined,
  signatureValue: Uint8Array,
  evidence: SesEvidence,
  existedAt: Date | undefined,
): TimeStampStep {
  if (timeStampDer === undefined) return { reasons: [], provenAt: undefined };
  const trust = { ...evidence, ...(existedAt && { existedAt }) };
  const verdict: TimeStampVerdict = verifyTimeStamp(timeStampDer, [signatureValue], trust);
  if (verdict.status === 'passed') return { reasons: [], provenAt: verdict.info?.generatedAt };
  const isFinal = verdict.status === 'failed';
  return {
    reasons: [{ code: 'TIMESTAMP', detail: 'time-stamp-not-valid', isFinal }],
    provenAt: undefined,
  };
}
