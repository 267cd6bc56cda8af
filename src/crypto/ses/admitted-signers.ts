import { createHash } from 'node:crypto';
import { valueOr } from '../../shared/value-or.ts';
import { readCertificateIdentity } from '../cms/certificate-identity.ts';
import type { DigestName } from '../cms/digest-algorithms.ts';
import { sameBytes } from '../pki/certificate.ts';
import { openSm2PublicKey } from '../sm2/sm2-key.ts';
import { sm3 } from '../sm2/sm3.ts';
import type { AdmittedSigners, CertificateDigest } from './electronic-seal.ts';

/** How a signer's certificate stands to a seal. */
export type Admission = 'admitted' | 'admitted-by-digest-with-z' | 'renewed' | 'unknown';

/**
 * Whether a seal was made for a certificate (GB/T 38540 §7.3 step 3): byte by byte, or by its digest. Some makers
 * digest with SM2's Z before the certificate.
 *
 * @returns `renewed` when the seal names an older certificate of the same subject, so that it must be made anew
 */
export function admissionOf(admitted: AdmittedSigners, certificateDer: Uint8Array): Admission {
  if (admitted.kind === 'digests') return admissionByDigest(admitted.digests, certificateDer);
  if (admitted.certificatesDer.some((der) => sameBytes(der, certificateDer))) return 'admitted';
  const subject = subjectOf(certificateDer);
  const isRenewed = admitted.certificatesDer.some((der) => {
    const known = subjectOf(der);
    return subject !== undefined && known !== undefined && sameBytes(known, subject);
  });
  return isRenewed ? 'renewed' : 'unknown';
}

const subjectOf = (der: Uint8Array) => valueOr(() => readCertificateIdentity(der).subjectDer);

function admissionByDigest(digests: readonly CertificateDigest[], certificateDer: Uint8Array): Admission {
  const isOneOf = ({ type, value }: CertificateDigest) =>
    sameBytes(createHash(digestOf(type)).update(certificateDer).digest(), value);
  if (digests.some(isOneOf)) return 'admitted';
  const withZ = valueOr(() => {
    const { publicKeyInfoDer } = readCertificateIdentity(certificateDer);
    return sm3(openSm2PublicKey(publicKeyInfoDer).zValue, certificateDer);
  });
  const isWithZ = withZ !== undefined && digests.some(({ value }) => sameBytes(withZ, value));
  return isWithZ ? 'admitted-by-digest-with-z' : 'unknown';
}

/** CertDigestObj.type is left to the maker: an identifier or a name; SM3 where it says nothing that we know. */
const digestOf = (type: string): DigestName =>
  /^(2\.16\.840\.1\.101\.3\.4\.2\.1|sha-?256)$/i.test(type) ? 'sha256' : 'sm3';
