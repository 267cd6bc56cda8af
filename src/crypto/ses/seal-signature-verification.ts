import { valueOr } from '../../shared/value-or.ts';
import { type Certificate, readCertificate } from '../pki/certificate.ts';
import { judgeCertificate, type SesEvidence, type StatedInstant } from './certificate-steps.ts';
import { sealSignatureIntegrity } from './seal-signature-integrity.ts';
import { readSealSignature, type SealSignature } from './seal-signature-reader.ts';
import { formatReason, judgeReadSeal } from './seal-verification.ts';
import type { SesDeviation } from './ses-deviations.ts';
import { finalReason, type SesReason, type SesStatus, statusOf } from './ses-reasons.ts';
import { fitOf, nearestInside } from './stated-time.ts';
import { judgeTimeStamp } from './time-stamp-step.ts';

export interface SealSignatureEvidence extends SesEvidence {
  /** Instant at which the signature is proven to have existed, from a register or a later time-stamp. */
  readonly provenAt?: Date;
}

export interface SealSignatureVerdict {
  readonly status: SesStatus;
  /** Empty exactly when passed. */
  readonly reasons: readonly SesReason[];
  readonly deviations: readonly SesDeviation[];
  /** Undefined when the bytes are no seal signature. */
  readonly signature: SealSignature | undefined;
  /** The proof that the verdict rests on: the earlier of the one handed in and the signature's own time-stamp. */
  readonly provenAt: Date | undefined;
  /** The signer's certificate was revoked after the instant that counts: the verdict holds, people want to know. */
  readonly revokedLaterAt?: Date;
}

/**
 * Judges a seal signature by the steps of GB/T 38540 §7.3: format, signature value, signer in the seal, the seal and
 * its maker at the stated signing time, the signer's certificate, the signing time, the original, the time-stamp.
 *
 * The standard believes the signing time that the signer states. Whoever steals a key can state any: so a certificate
 * that has ended or was revoked by now leaves the answer *undecided*, unless a proof of time shows that the signature
 * is from before. Against the signature the stated time always counts. Never throws for the bytes.
 *
 * @param signatureDer SES_Signature of any of the three standards
 * @param original what the seal is on, in parts that follow each other
 */
export function judgeSealSignature(
  signatureDer: Uint8Array,
  original: readonly Uint8Array[],
  evidence: SealSignatureEvidence,
): SealSignatureVerdict {
  let signature: SealSignature;
  try {
    signature = readSealSignature(signatureDer);
  } catch (cause) {
    const reasons = [formatReason(cause)];
    return { status: 'failed', reasons, deviations: [], signature: undefined, provenAt: undefined };
  }
  return judgeRead(signature, original, evidence);
}

function judgeRead(
  signature: SealSignature,
  original: readonly Uint8Array[],
  { provenAt: givenProof, ...evidence }: SealSignatureEvidence,
): SealSignatureVerdict {
  const integrity = sealSignatureIntegrity(signature, original);
  const { seal, claimedAt, signature: value, timeStampDer } = signature;
  const stamp = judgeTimeStamp(timeStampDer, value, evidence, givenProof);
  const provenAt = earlier(givenProof, stamp.provenAt);
  const ofSeal = judgeReadSeal(seal, { claimedAt, provenAt }, evidence);
  const signer = judgeSigner(signature.signerCertificateDer, { claimedAt, provenAt }, evidence);
  const reasons = [...integrity.reasons, ...ofSeal.reasons, ...signer.reasons, ...stamp.reasons];
  const deviations = [signature, integrity, ofSeal, signer].flatMap((one) => one.deviations);
  return {
    status: statusOf(reasons),
    reasons,
    deviations: [...new Set(deviations)],
    signature,
    provenAt,
    ...(signer.revokedLaterAt && { revokedLaterAt: signer.revokedLaterAt }),
  };
}

interface SignerSteps {
  readonly reasons: readonly SesReason[];
  readonly deviations: readonly SesDeviation[];
  readonly revokedLaterAt?: Date | undefined;
}

/** Steps 5 and 6. */
function judgeSigner(certificateDer: Uint8Array, signed: StatedInstant, evidence: SesEvidence): SignerSteps {
  const certificate = valueOr(() => readCertificate(certificateDer));
  if (certificate === undefined) {
    return { reasons: [finalReason('SIGNER_CERT_CHAIN', 'certificate-unreadable')], deviations: [] };
  }
  const time = judgeClaimedTime(signed, certificate, evidence.now);
  // A time outside is told as TIME; what else there is against the certificate shows at the nearest one inside.
  const claimedAt = nearestInside(signed.claimedAt, certificate.notBefore, certificate.notAfter);
  const steps = judgeCertificate('SIGNER', certificateDer, { ...signed, claimedAt }, evidence);
  return { ...steps, reasons: [...steps.reasons, ...time.reasons], deviations: time.deviations };
}

function judgeClaimedTime(
  { claimedAt, provenAt }: StatedInstant,
  { notBefore, notAfter }: Certificate,
  now: Date,
): SignerSteps {
  const start = new Date(0);
  const inCertificate = fitOf(claimedAt, notBefore, notAfter);
  const inPast = fitOf(claimedAt, start, now);
  const beforeProof = fitOf(claimedAt, start, provenAt ?? now);
  const isPerhapsLocal = [inCertificate, inPast, beforeProof].includes('perhaps-local');
  return {
    reasons: [
      ...(inCertificate === 'before' ? [finalReason('TIME', 'before-validity')] : []),
      ...(inCertificate === 'after' ? [finalReason('TIME', 'after-validity')] : []),
      ...(inPast === 'after' ? [finalReason('TIME', 'in-the-future')] : []),
      ...(inPast !== 'after' && beforeProof === 'after' ? [finalReason('TIME', 'after-its-proof')] : []),
    ],
    deviations: isPerhapsLocal ? ['time-perhaps-local'] : [],
  };
}

const earlier = (one: Date | undefined, other: Date | undefined): Date | undefined =>
  one && other ? new Date(Math.min(one.getTime(), other.getTime())) : (one ?? other);
