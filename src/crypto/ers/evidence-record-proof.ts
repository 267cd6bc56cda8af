import type { TimeStampTrust } from '../cms/time-stamp-verification.ts';
import {
  type DataDigests,
  type EvidenceVerdict,
  verifyEvidenceRecord,
} from './evidence-record-verification.ts';

/** Shows that data existed no later than at an instant; of one shape with the proofs that a file carries itself. */
export interface EvidenceRecordProof {
  readonly kind: 'evidence-record';
  /** The time of the record's first time-stamp. */
  readonly at: Date;
  /** How far the real time may be from `at`; undefined where the authority does not say. */
  readonly accuracyMs: number | undefined;
}

export interface JudgedEvidenceRecord {
  readonly verdict: EvidenceVerdict;
  /** Undefined unless the whole record passed. */
  readonly proof: EvidenceRecordProof | undefined;
}

/**
 * The earliest instant at which an evidence record shows data to have existed (docs/adr/0013-evidence-records.md). All of
 * the record must pass: one that was tampered with in a later part proves nothing, not even by its first time-stamp.
 *
 * @param recordDer EvidenceRecord (RFC 4998)
 * @param digests of the data, `digestsOfBytes(file)`
 * @param trust anchors, and evidence from elsewhere; what the record's tokens carry is taken besides
 * @param at the instant to judge at
 */
export function proofFromEvidenceRecord(
  recordDer: Uint8Array,
  digests: DataDigests,
  trust: Omit<TimeStampTrust, 'now' | 'existedAt'>,
  at: Date,
): JudgedEvidenceRecord {
  const verdict = verifyEvidenceRecord(recordDer, digests, { ...trust, now: at });
  const first = verdict.timeStamps[0]?.info;
  if (verdict.status !== 'passed' || first === undefined) return { verdict, proof: undefined };
  const proof = { kind: 'evidence-record' as const, at: first.generatedAt, accuracyMs: first.accuracyMs };
  return { verdict, proof };
}
