import { valueOr } from '../../shared/value-or.ts';
import { readCertificateIdentity } from '../cms/certificate-identity.ts';
import { sameBytes } from '../pki/certificate.ts';
import { openSm2PublicKey } from '../sm2/sm2-key.ts';
import { sm3 } from '../sm2/sm3.ts';
import { admissionOf } from './admitted-signers.ts';
import type { SealSignature } from './seal-signature-reader.ts';
import type { SesDeviation } from './ses-deviations.ts';
import { finalReason, type SesReason } from './ses-reasons.ts';
import { valueReasons } from './signed-value.ts';

/** What the bytes alone say of a seal signature; nobody is trusted for it and no time is asked. */
export interface SealSignatureIntegrity {
  /** Of SIGN_VALUE, CERT_NOT_IN_SEAL, SEAL_SIGN and DIGEST; all of them are final. */
  readonly reasons: readonly SesReason[];
  readonly deviations: readonly SesDeviation[];
}

/**
 * The steps of GB/T 38540 §7.3 that need no trust: the signature over TBS_Sign, the signer's place in the seal, the
 * maker's signature on the seal, the digest of the original.
 *
 * @param original what the seal is on, in parts that follow each other: for a PDF the two of its byte range
 */
export function sealSignatureIntegrity(
  signature: SealSignature,
  original: readonly Uint8Array[],
): SealSignatureIntegrity {
  const { seal, signerCertificateDer } = signature;
  const admission = admissionOf(seal.admittedSigners, signerCertificateDer);
  const digest = digestFit(signature, original);
  return {
    reasons: [
      ...valueReasons('SIGN_VALUE', signature, signerCertificateDer),
      ...(admission === 'renewed' ? [finalReason('CERT_NOT_IN_SEAL', 'certificate-renewed')] : []),
      ...(admission === 'unknown' ? [finalReason('CERT_NOT_IN_SEAL', 'certificate-unknown-to-seal')] : []),
      ...valueReasons('SEAL_SIGN', seal, seal.makerCertificateDer),
      ...(digest === 'other' ? [finalReason('DIGEST', 'other-original')] : []),
    ],
    deviations: [
      ...(admission === 'admitted-by-digest-with-z' ? ['certificate-digest-with-z' as const] : []),
      ...(digest === 'with-z' ? ['digest-with-z' as const] : []),
    ],
  };
}

/** Plain SM3 is what the standard means; some vendors put Z before, as if the digest were to be signed. */
function digestFit(
  { dataHash, signerCertificateDer }: SealSignature,
  original: readonly Uint8Array[],
): 'plain' | 'with-z' | 'other' {
  if (sameBytes(sm3(...original), dataHash)) return 'plain';
  const withZ = valueOr(() => {
    const { publicKeyInfoDer } = readCertificateIdentity(signerCertificateDer);
    return sm3(openSm2PublicKey(publicKeyInfoDer).zValue, ...original);
  });
  return withZ !== undefined && sameBytes(withZ, dataHash) ? 'with-z' : 'other';
}
