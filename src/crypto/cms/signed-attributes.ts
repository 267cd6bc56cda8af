import { createHash } from 'node:crypto';
import {
  contextConstructed,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  tlv,
} from '../der/der-writer.ts';
import type { ObjectIdentifier } from '../der/object-identifier.ts';
import { ATTRIBUTE_TYPE, CONTENT_TYPE } from './attribute-types.ts';
import { type CertificateIdentity, readCertificateIdentity } from './certificate-identity.ts';
import { type DigestName, digestAlgorithmIdentifier } from './digest-algorithms.ts';

export interface SignedAttributesInput {
  /** Digest of the content (for a PDF: of its byte range), by `digest`. */
  readonly messageDigest: Uint8Array;
  readonly signerCertificateDer: Uint8Array;
  readonly digest: DigestName;
  /** Of the content that is signed; default id-data, as PDF wants it. */
  readonly contentType?: ObjectIdentifier;
}

/**
 * Signed attributes of a PAdES baseline signature: content-type, message-digest and signing-certificate-v2
 * (ETSI EN 319 142-1 §6.3). No signing-time: PAdES forbids it, a PDF says the time in `/M`.
 *
 * @returns DER of `SET OF Attribute`, tag 0x31: exactly the bytes that the signer signs (RFC 5652 §5.4)
 * @throws CmsError `certificate-malformed`
 */
export function buildSignedAttributes({ messageDigest, ...signer }: SignedAttributesInput): Uint8Array {
  return signedAttributesOf(signer)(messageDigest);
}

/**
 * The same for many documents of one signer: all but the message digest is made once.
 *
 * @throws CmsError `certificate-malformed`
 */
export function signedAttributesOf(
  signer: Omit<SignedAttributesInput, 'messageDigest'>,
): (messageDigest: Uint8Array) => Uint8Array {
  const certificate = readCertificateIdentity(signer.signerCertificateDer);
  const constant = [
    attribute(ATTRIBUTE_TYPE.contentType, objectIdentifier(signer.contentType ?? CONTENT_TYPE.data)),
    attribute(ATTRIBUTE_TYPE.signingCertificateV2, signingCertificateV2(certificate, signer.digest)),
  ];
  return (messageDigest) =>
    setOf(...constant, attribute(ATTRIBUTE_TYPE.messageDigest, octetString(messageDigest)));
}

/** `Attribute` with its values as a SET OF (RFC 5652 §5.3). */
export function attribute(type: ObjectIdentifier, ...valuesDer: readonly Uint8Array[]): Uint8Array {
  return sequence(objectIdentifier(type), setOf(...valuesDer));
}

/**
 * `SigningCertificateV2` with one `ESSCertIDv2` and its `issuerSerial` (RFC 5035 §3). The default SHA-256 is left
 * out, as DER demands.
 */
function signingCertificateV2(certificate: CertificateIdentity, digest: DigestName): Uint8Array {
  const certificateHash = octetString(createHash(digest).update(certificate.certificateDer).digest());
  const directoryName = contextConstructed(4, certificate.issuerDer);
  const issuerSerial = sequence(sequence(directoryName), certificate.serialNumberDer);
  const algorithm = digest === 'sha256' ? [] : [digestAlgorithmIdentifier(digest)];
  return sequence(sequence(sequence(...algorithm, certificateHash, issuerSerial)));
}

/** The same attributes tagged `[0] IMPLICIT`, as they stand inside SignerInfo. */
export function asImplicitAttributes(signedAttributesDer: Uint8Array): Uint8Array {
  const retagged = Uint8Array.from(signedAttributesDer);
  retagged[0] = 0xa0;
  return retagged;
}

/** Unsigned attributes as `[1] IMPLICIT SET OF Attribute`; nothing when there are none. */
export function unsignedAttributesField(attributesDer: readonly Uint8Array[]): Uint8Array[] {
  return attributesDer.length === 0 ? [] : [tlv(0xa1, ...[...attributesDer].sort(Buffer.compare))];
}
