import { createHash, createPublicKey } from 'node:crypto';
import { children, isContext } from '../der/der-reader.ts';
import { readObjectIdentifier, readOctetString } from '../der/der-values.ts';
import { verifySignature } from '../pki/verify-signature.ts';
import { ATTRIBUTE_TYPE } from './attribute-types.ts';
import { type CertificateIdentity, readCertificateIdentity } from './certificate-identity.ts';
import { type DigestAlgorithm, digestByOid, digestOptions } from './digest-algorithms.ts';
import { readMessageImprint } from './message-imprint.ts';
import { RSASSA_PSS, signatureAlgorithmByOid, signatureOid } from './signature-algorithms.ts';
import {
  readSignedData,
  type SignedData,
  type SignerIdentifier,
  type SignerInfo,
  soleAttribute,
} from './signed-data-reader.ts';
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
    ...(digest
      ? digestReasons(signedData, signerInfo, content.digestBy(digest))
      : ['digest-algorithm-unknown' as const]),
    ...certificateReasons(signerInfo, certificate),
    ...singleValueReasons(signerInfo),
    ...protectionReasons(signerInfo),
    ...timeStampReasons(signerInfo),
    ...(digest && certificate ? signatureReasons(signerInfo, digest, certificate, content) : []),
  ];
  return {
    reasons: [...new Set(reasons)],
    warnings: warningsOf(signerInfo, digest, certificate),
    signerCertificateDer: certificate?.certificateDer,
    digest,
  };
}

function digestReasons(signedData: SignedData, signerInfo: SignerInfo, digest: Uint8Array): SignerReason[] {
  if (signerInfo.signedAttributesDer === undefined) return [];
  const attributes = signerInfo.signedAttributes;
  const contentType = soleAttribute(attributes, ATTRIBUTE_TYPE.contentType);
  const messageDigest = soleAttribute(attributes, ATTRIBUTE_TYPE.messageDigest);
  const isRightType =
    contentType?.length === 1 &&
    valueOr(() => readObjectIdentifier(contentType[0])) === signedData.contentType;
  const stated = messageDigest?.length === 1 ? valueOr(() => readOctetString(messageDigest[0])) : undefined;
  return [
    ...(isRightType ? [] : ['content-type-mismatch' as const]),
    ...(stated === undefined ? ['message-digest-missing' as const] : []),
    ...(stated && Buffer.compare(stated, digest) !== 0 ? ['message-digest-mismatch' as const] : []),
  ];
}

/** Attributes that may stand once, with one value (RFC 5652 §11, RFC 5035 §3, ETSI EN 319 122-1 §5). */
const SINGLE_VALUED = new Set<string>([
  ATTRIBUTE_TYPE.contentType,
  ATTRIBUTE_TYPE.messageDigest,
  ATTRIBUTE_TYPE.signingTime,
  ATTRIBUTE_TYPE.signingCertificate,
  ATTRIBUTE_TYPE.signingCertificateV2,
  ATTRIBUTE_TYPE.cmsAlgorithmProtection,
  ATTRIBUTE_TYPE.signerAttributesV2,
  ATTRIBUTE_TYPE.signerLocation,
  ATTRIBUTE_TYPE.signaturePolicyIdentifier,
]);

function singleValueReasons({ signedAttributes }: SignerInfo): SignerReason[] {
  const single = signedAttributes.filter(({ type }) => SINGLE_VALUED.has(type));
  const isSingle =
    single.every(({ values }) => values.length === 1) &&
    new Set(single.map(({ type }) => type)).size === single.length;
  return isSingle ? [] : ['attribute-not-single'];
}

/** A signature time-stamp must be over this signature's value (RFC 3161 appendix A). Who made it is judged elsewhere. */
function timeStampReasons(signerInfo: SignerInfo): SignerReason[] {
  const tokens = signerInfo.unsignedAttributes.filter(
    ({ type }) => type === ATTRIBUTE_TYPE.signatureTimeStamp,
  );
  return tokens
    .flatMap(({ values }) => values)
    .flatMap((token) => tokenReasons(token.bytes, signerInfo.signature));
}

function tokenReasons(tokenDer: Uint8Array, signature: Uint8Array): SignerReason[] {
  const imprint = valueOr(() => readMessageImprint(readSignedData(tokenDer)));
  if (imprint === undefined) return ['time-stamp-of-other-signature'];
  if (imprint.digest === undefined) return ['time-stamp-digest-unknown'];
  const digest = createHash(imprint.digest.name, digestOptions(imprint.digest)).update(signature).digest();
  return digest.equals(imprint.hashedMessage) ? [] : ['time-stamp-of-other-signature'];
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

/** RFC 6211 §2: the algorithms once more, inside what is signed, so that nobody can exchange them. */
function protectionReasons(signerInfo: SignerInfo): SignerReason[] {
  const values = soleAttribute(signerInfo.signedAttributes, ATTRIBUTE_TYPE.cmsAlgorithmProtection);
  if (values === undefined) return [];
  const agrees = valueOr(() => {
    const [digestAlgorithm, ...others] = children(values[0] ?? raise());
    const signatureAlgorithm = others.find((field) => isContext(field, 1));
    const sameDigest =
      readObjectIdentifier(children(digestAlgorithm ?? raise())[0]) === signerInfo.digestAlgorithm.oid;
    return (
      sameDigest &&
      signatureAlgorithm !== undefined &&
      readObjectIdentifier(children(signatureAlgorithm)[0]) === signerInfo.signatureAlgorithm.oid
    );
  });
  return agrees === true ? [] : ['algorithm-protection-mismatch'];
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
  const key = valueOr(() =>
    createPublicKey({ key: Buffer.from(publicKeyInfoDer), format: 'der', type: 'spki' }),
  );
  const bits = key?.asymmetricKeyDetails?.modulusLength;
  return key?.asymmetricKeyType === 'dsa' || (bits !== undefined && bits < MIN_RSA_BITS);
}

/** A malformed part is an answer, not a failure: the bytes are the attacker's. */
function valueOr<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function raise(): never {
  throw new RangeError('missing element');
}
