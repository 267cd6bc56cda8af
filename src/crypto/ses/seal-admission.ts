import { admissionOf } from './admitted-signers.ts';
import { readElectronicSeal } from './seal-reader.ts';
import { SesError } from './ses-error.ts';

/**
 * Refuses a seal that cannot lead to a good signature by this certificate, before the key is asked (GB/T 38540 §7.2:
 * the seal is verified first).
 *
 * @throws SesError `ses-malformed | ses-version-unknown | ses-certificate-not-in-seal | ses-seal-not-in-force`
 */
export function requireAdmitted(sealDer: Uint8Array, signerCertificateDer: Uint8Array, signedAt: Date): void {
  const seal = readElectronicSeal(sealDer);
  // Others are read, but only version 4 is made.
  if (seal.form !== 'V4') throw new SesError('ses-version-unknown');
  const admission = admissionOf(seal.admittedSigners, signerCertificateDer);
  if (admission === 'renewed' || admission === 'unknown') throw new SesError('ses-certificate-not-in-seal');
  if (signedAt < seal.validFrom || signedAt > seal.validUntil) throw new SesError('ses-seal-not-in-force');
}
