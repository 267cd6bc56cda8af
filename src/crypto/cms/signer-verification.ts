import { valueOr } from '../../shared/value-or.ts';
import { openPublicKey } from '../pki/opened-public-keys.ts';
import { verifySignature } from '../pki/verify-signature.ts';
import { attributeReasons } from './attribute-verification.ts';
import { type CertificateIdentity, readCertificateIdentity } from './certificate-identity.ts';
import { type DigestAlgorithm, digestByOid } from './digest-algorithms.ts';
import { pssDigestOid, RSASSA_PSS, signatureAlgorithmByOid, signatureOid } from './signature-algorithms.ts';
import { type SignedData, type SignerIdentifier, type SignerInfo } from './signed-data-reader.ts';
import type { SignerReason, SignerWarning } from './signer-reasons.ts';
import { namesCertificate, readSigningCertificateHash } from './signing-certificate-attribute.ts';

/** Shorter RSA and DSA keys can be broken by those who can pay for it (ETSI TS 119 312). */
const MIN_RSA_BITS = 2048;

/** What was signed, digested on demand so that any digest algorithm can be asked for. */
export interface SignedContent {
  readonly digestBy: (algorithm: DigestAlgorithm) => Uint8Array;
  /** The whole content; needed only where there are no signed attributes. */
  readonly bytes: () => Uint8Array;
}

export interface SignerVerdict {
  /** Empty when the signature holds. */
  readonly reasons: readonly SignerReason[];
  readonly warnings: readonly SignerWarning[];
  /** The signer's certificate as it stands in the SignedData, unless it is missing. */
  readonly signerCertificateDer: Uint8Array | undefined;
  readonly digest: DigestAlgorithm | undefined;
}

/**
 * Judges one SignerInfo over detached content (RFC 5652 §5.6; ETSI EN 319 102-1 §5.2.3, §5.2.6–7): message digest,
 * signature over the attributes in their original bytes, content type, signing certificate, agreement of the
 * algorithms. Whether the certificate is trusted, and what is too weak at which time, is for others to say.
 */
export function verifySignerInfo(
  signedData: SignedData,
  signerInfo: SignerInfo,
  content: SignedContent,
): SignerVerdict {
  const digest = digestByOid(signerInfo.digestAlgorithm.oid);
  const certificate = findCertificate(signedData, signerInfo.signerIdentifier);
  const reasons = [
    ...(digest ? [] : ['digest-algorithm-unknown' as const]),
    ...attributeReasons(signedData, signerInfo, digest && content.digestBy(digest)),
    ...certificateReasons(signerInfo, certificate),
    ...(digest && certificate ? signatureReasons(signerInfo, digest, certificate, content) : []),
  ];
  return {
    reasons: [...new Set(reasons)],
    warnings: warningsOf(signerInfo, digest, certificate),
    signerCertificateDer: certificate?.certificateDer,
    digest,
  };
}

function certificateReasons(
  signerInfo: SignerInfo,
  certificate: CertificateIdentity | undefined,
): SignerReason[] {
  if (certificate === undefined) return ['signer-certificate-missing'];
  const matches = valueOr(() => {
    const named = readSigningCertificateHash(signerInfo);
    return named === undefined || namesCertificate(named, certificate);
  });
  return matches === true ? [] : ['signing-certificate-mismatch'];
}

function signatureReasons(
  signerInfo: SignerInfo,
  digest: DigestAlgorithm,
  certificate: CertificateIdentity,
  content: SignedContent,
): SignerReason[] {
  const algorithm = signatureAlgorithmByOid(signerInfo.signatureAlgorithm.oid);
  if (algorithm === undefined) return ['signature-algorithm-unknown'];
  if (!agreeOnDigest(algorithm.scheme, algorithm.digest, digest)) return ['algorithms-disagree'];
  const isPss = signerInfo.signatureAlgorithm.oid === RSASSA_PSS;
  if (isPss && !isPssOver(signerInfo, digest)) return ['algorithms-disagree'];
  const oid = isPss ? RSASSA_PSS : signatureOid(algorithm.scheme, digest.name);
  if (oid === undefined) return ['signature-algorithm-unknown'];
  const holds = verifySignature({
    algorithm: { ...signerInfo.signatureAlgorithm, oid },
    spkiDer: certificate.publicKeyInfoDer,
    data: signerInfo.signedAttributesDer ?? content.bytes(),
    signature: signerInfo.signature,
  });
  return holds ? [] : ['signature-value-wrong'];
}

/**
 * An algorithm that fixes its digest must fix the one that the content was digested with; else the weaker of the two
 * decides without being seen. Ed448 goes with SHAKE256, Ed25519 with SHA-512 (RFC 8419 §3).
 */
function agreeOnDigest(scheme: string, fixed: string | undefined, digest: DigestAlgorithm): boolean {
  if (scheme === 'ed448') return digest.name === 'shake256';
  if (scheme === 'ed25519') return digest.name === 'sha512';
  return fixed === undefined || fixed === digest.name;
}

const isPssOver = ({ signatureAlgorithm }: SignerInfo, digest: DigestAlgorithm): boolean =>
  valueOr(() => pssDigestOid(signatureAlgorithm.parametersDer)) === digest.oid;

function findCertificate(
  signedData: SignedData,
  identifier: SignerIdentifier,
): CertificateIdentity | undefined {
  for (const certificateDer of signedData.certificatesDer) {
    const certificate = valueOr(() => readCertificateIdentity(certificateDer));
    if (certificate && isIdentifiedBy(certificate, identifier)) return certificate;
  }
  return undefined;
}

function isIdentifiedBy(certificate: CertificateIdentity, identifier: SignerIdentifier): boolean {
  if (identifier.kind === 'key-identifier') {
    const own = certificate.subjectKeyIdentifier;
    return own !== undefined && Buffer.compare(own, identifier.keyIdentifier) === 0;
  }
  return (
    Buffer.compare(certificate.issuerDer, identifier.issuerDer) === 0 &&
    Buffer.compare(certificate.serialNumberDer, identifier.serialNumberDer) === 0
  );
}

function warningsOf(
  signerInfo: SignerInfo,
  digest: DigestAlgorithm | undefined,
  certificate: CertificateIdentity | undefined,
): SignerWarning[] {
  const named = valueOr(() => readSigningCertificateHash(signerInfo));
  return [
    ...(signerInfo.signedAttributesAreDer ? [] : ['attributes-not-der' as const]),
    ...(signerInfo.signedAttributesDer ? [] : ['no-signed-attributes' as const]),
    ...(named ? [] : ['signing-certificate-attribute-missing' as const]),
    ...(digest?.weak ? ['weak-digest' as const] : []),
    ...(certificate && isWeakKey(certificate.publicKeyInfoDer) ? ['weak-key' as const] : []),
  ];
}

function isWeakKey(publicKeyInfoDer: Uint8Array): boolean {
  const opened = valueOr(() => openPublicKey(publicKeyInfoDer));
  if (opened?.kind !== 'other') return false;
  const bits = opened.key.asymmetricKeyDetails?.modulusLength;
  return opened.key.asymmetricKeyType === 'dsa' || (bits !== undefined && bits < MIN_RSA_BITS);
}
