import { valueOr } from '../../shared/value-or.ts';
import { readCertificateIdentity } from '../cms/certificate-identity.ts';
import { signatureAlgorithmByOid } from '../cms/signature-algorithms.ts';
import type { ObjectIdentifier } from '../der/object-identifier.ts';
import { verifySignature } from '../pki/verify-signature.ts';
import { finalReason, type SesReason } from './ses-reasons.ts';

export interface SignedValue {
  readonly signatureAlgorithmOid: ObjectIdentifier;
  /** Original bytes. */
  readonly signedDer: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Whether a value is the SM2 signature of a certificate's key over the signed bytes, under the default id (GM/T 0009
 * §10). The three standards know no other algorithm.
 */
export function valueReasons(
  code: 'SIGN_VALUE' | 'SEAL_SIGN',
  { signatureAlgorithmOid, signedDer, signature }: SignedValue,
  certificateDer: Uint8Array,
): SesReason[] {
  if (signatureAlgorithmByOid(signatureAlgorithmOid)?.scheme !== 'sm2') {
    return [finalReason(code, 'algorithm-not-sm2')];
  }
  const spkiDer = valueOr(() => readCertificateIdentity(certificateDer).publicKeyInfoDer);
  if (spkiDer === undefined) return [finalReason(code, 'certificate-unreadable')];
  const algorithm = { oid: signatureAlgorithmOid, parametersDer: undefined, der: new Uint8Array() };
  const holds = verifySignature({ algorithm, spkiDer, data: signedDer, signature });
  return holds ? [] : [finalReason(code, 'value-wrong')];
}
