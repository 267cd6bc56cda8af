import { type PathValidationInput, type PathVerdict, validatePath } from '../pki/validate-path.ts';
import { certificateReasons, type SesReason } from './ses-reasons.ts';

/** Whom to believe and what is known of certificates, as for `validatePath`. */
export type SesEvidence = Omit<
  PathValidationInput,
  'certificateDer' | 'at' | 'now' | 'instantIsProven' | 'keyUsage' | 'extendedKeyUsage'
> & {
  /** The judge's own time. */
  readonly now: Date;
};

/** When something is said to have been done, and what proves it. */
export interface StatedInstant {
  readonly claimedAt: Date;
  /** Undefined where nothing does. */
  readonly provenAt: Date | undefined;
}

export interface CertificateSteps {
  readonly reasons: readonly SesReason[];
  /** Revoked, but after the instant that counts. */
  readonly revokedLaterAt?: Date | undefined;
}

/**
 * Chain, validity, revocation and key usage of a maker's or signer's certificate (GB/T 38540 §6.3 c, §7.3 steps 5 and
 * 6): by the stated time, which may count against it, and only when that lets it pass by the proven time, or by now
 * without proof, where an end or a revocation leaves the answer open.
 */
export function judgeCertificate(
  whose: 'MAKER' | 'SIGNER',
  certificateDer: Uint8Array,
  { claimedAt, provenAt }: StatedInstant,
  evidence: SesEvidence,
): CertificateSteps {
  const pathAt = (at: Date, instantIsProven: boolean): PathVerdict =>
    validatePath({
      ...evidence,
      certificateDer,
      at,
      instantIsProven,
      keyUsage: ['digitalSignature', 'nonRepudiation'],
    });
  const asClaimed = pathAt(claimedAt, true);
  if (asClaimed.status !== 'passed') return { reasons: certificateReasons(whose, asClaimed) };
  const asProven = pathAt(provenAt ?? evidence.now, provenAt !== undefined);
  return { reasons: certificateReasons(whose, asProven), revokedLaterAt: asProven.revokedLaterAt };
}
