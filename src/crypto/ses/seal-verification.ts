import { judgeCertificate, type SesEvidence, type StatedInstant } from './certificate-steps.ts';
import type { ElectronicSeal } from './electronic-seal.ts';
import { readElectronicSeal } from './seal-reader.ts';
import type { SesDeviation } from './ses-deviations.ts';
import { SesError } from './ses-error.ts';
import { finalReason, type SesReason, type SesStatus, statusOf } from './ses-reasons.ts';
import { valueReasons } from './signed-value.ts';
import { fitOf } from './stated-time.ts';
import { judgeTimeStamp } from './time-stamp-step.ts';

export interface SealVerdict {
  readonly status: SesStatus;
  /** Empty exactly when passed; in the order of the steps. */
  readonly reasons: readonly SesReason[];
  readonly deviations: readonly SesDeviation[];
  /** Undefined when the bytes are no seal. */
  readonly seal: ElectronicSeal | undefined;
}

/**
 * Judges an electronic seal at an instant by the steps of GB/T 38540 §6.3: format, signature of its maker, the maker's
 * certificate (chain, validity, revocation, key usage), validity of the seal itself, and its time-stamp where it has
 * one (GM/T 0031-2025). Never throws for the bytes.
 *
 * @param sealDer SESeal of any of the three standards
 * @param at instant at which the seal is used, believed as it is
 */
export function judgeSeal(sealDer: Uint8Array, at: Date, evidence: SesEvidence): SealVerdict {
  let seal: ElectronicSeal;
  try {
    seal = readElectronicSeal(sealDer);
  } catch (cause) {
    return { status: 'failed', reasons: [formatReason(cause)], deviations: [], seal: undefined };
  }
  const steps = judgeReadSeal(seal, { claimedAt: at, provenAt: at }, evidence);
  const reasons = [...valueReasons('SEAL_SIGN', seal, seal.makerCertificateDer), ...steps.reasons];
  const deviations = [...new Set([...seal.deviations, ...steps.deviations])];
  return { status: statusOf(reasons), reasons, deviations, seal };
}

/** FORMAT, for anything that a reader threw. */
export const formatReason = (cause: unknown): SesReason =>
  finalReason(
    'FORMAT',
    cause instanceof SesError && cause.code === 'ses-version-unknown' ? 'version-unknown' : 'unreadable',
  );

/**
 * The steps after the maker's signature: his certificate, the validity of the seal at the stated time, its time-stamp.
 * A seal inside a signature goes through them too (§7.3 step 4).
 */
export function judgeReadSeal(
  seal: ElectronicSeal,
  used: StatedInstant,
  evidence: SesEvidence,
): { readonly reasons: readonly SesReason[]; readonly deviations: readonly SesDeviation[] } {
  const fit = fitOf(used.claimedAt, seal.validFrom, seal.validUntil);
  return {
    reasons: [
      ...judgeCertificate('MAKER', seal.makerCertificateDer, used, evidence).reasons,
      ...(fit === 'before' ? [finalReason('SEAL_EXPIRED', 'before-validity')] : []),
      ...(fit === 'after' ? [finalReason('SEAL_EXPIRED', 'after-validity')] : []),
      ...judgeTimeStamp(seal.timeStampDer, seal.signature, evidence, used.provenAt).reasons,
    ],
    deviations: fit === 'perhaps-local' ? ['time-perhaps-local'] : [],
  };
}
