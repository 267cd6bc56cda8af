import { valueOr } from '../../shared/value-or.ts';
import { children, isContext } from '../der/der-reader.ts';
import { readObjectIdentifier, readOctetString } from '../der/der-values.ts';
import { ATTRIBUTE_TYPE } from './attribute-types.ts';
import { imprintMatches } from './message-imprint.ts';
import { readSignedData, type SignedData, type SignerInfo, soleAttribute } from './signed-data-reader.ts';
import type { SignerReason } from './signer-reasons.ts';
import { readTimeStampInfo } from './time-stamp-info.ts';

/**
 * What is wrong with the attributes of a SignerInfo: content type and message digest (RFC 5652 §11.1–2), attributes
 * that must be single, algorithm protection, time-stamps over another signature.
 *
 * @param contentDigest of the content, by the SignerInfo's digest algorithm; undefined when that is not known
 */
export function attributeReasons(
  signedData: SignedData,
  signerInfo: SignerInfo,
  contentDigest: Uint8Array | undefined,
): SignerReason[] {
  return [
    ...(contentDigest ? digestReasons(signedData, signerInfo, contentDigest) : []),
    ...singleValueReasons(signerInfo),
    ...protectionReasons(signerInfo),
    ...timeStampReasons(signerInfo),
  ];
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
  const imprint = valueOr(() => readTimeStampInfo(readSignedData(tokenDer)).imprint);
  if (imprint === undefined) return ['time-stamp-of-other-signature'];
  const matches = imprintMatches(imprint, [signature]);
  if (matches === undefined) return ['time-stamp-digest-unknown'];
  return matches ? [] : ['time-stamp-of-other-signature'];
}

function raise(): never {
  throw new RangeError('missing element');
}
