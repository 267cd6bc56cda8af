import {
  contextConstructed,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
} from '../der/der-writer.ts';
import type { ObjectIdentifier } from '../der/object-identifier.ts';
import { CONTENT_TYPE } from './attribute-types.ts';
import { readCertificateIdentity } from './certificate-identity.ts';
import { CmsError } from './cms-error.ts';
import { type CmsIdentifiers, identifiersOf, signatureIdentifierIn } from './cms-identifiers.ts';
import { digestAlgorithmIdentifier, digestByName } from './digest-algorithms.ts';
import { type SignatureAlgorithmName, writtenAlgorithm } from './signature-algorithms.ts';
import { asImplicitAttributes, buildSignedAttributes, unsignedAttributesField } from './signed-attributes.ts';

export interface SignedDataInput {
  /** What `buildSignedAttributes` returned and the signer signed. */
  readonly signedAttributesDer: Uint8Array;
  /** RSA: as long as the modulus; ECDSA and SM2: DER of SEQUENCE { r, s }. */
  readonly signature: Uint8Array;
  readonly algorithm: SignatureAlgorithmName;
  /** The signer's certificate first, then its chain; put in as they are, byte for byte. */
  readonly certificatesDer: readonly Uint8Array[];
  /** DER of whole `Attribute`s, such as a signature time-stamp. */
  readonly unsignedAttributes?: readonly Uint8Array[];
  /** Set where the asker has the certificates already (RFC 3161 §2.4.1 certReq FALSE). */
  readonly withoutCertificates?: boolean;
  /** What is signed, where it travels inside, as in a time-stamp token; a PDF signature is detached. */
  readonly encapsulated?: { readonly contentType: ObjectIdentifier; readonly content: Uint8Array };
  /** Default those of RFC 5652; the signed attributes must name the same content type. */
  readonly identifiers?: CmsIdentifiers;
}

/** RFC 5652 §5.1: 3 where the content is of another type than id-data, else 1. */
const versionOf = ({ encapsulated }: SignedDataInput): number =>
  encapsulated === undefined || encapsulated.contentType === CONTENT_TYPE.data ? 1 : 3;

/**
 * CMS SignedData with one SignerInfo (RFC 5652 §5.1); detached, as `/Contents` of a PDF signature holds it, unless
 * content to encapsulate is given.
 *
 * @returns DER of ContentInfo
 * @throws CmsError `certificate-malformed` when the signer's certificate is missing or unreadable,
 *   `cms-identifiers-need-sm2`
 */
export function assembleSignedData(input: SignedDataInput): Uint8Array {
  const { digest } = writtenAlgorithm(input.algorithm);
  const signedData = sequence(
    integer(versionOf(input)),
    setOf(digestAlgorithmIdentifier(digest)),
    encapsulatedContentInfo(input),
    ...certificatesField(input),
    setOf(signerInfo(input)),
  );
  const { signedData: type } = identifiersOf(input.identifiers);
  return sequence(objectIdentifier(type), contextConstructed(0, signedData));
}

function encapsulatedContentInfo({ encapsulated, identifiers }: SignedDataInput): Uint8Array {
  if (encapsulated === undefined) return sequence(objectIdentifier(identifiersOf(identifiers).data));
  const content = contextConstructed(0, octetString(encapsulated.content));
  return sequence(objectIdentifier(encapsulated.contentType), content);
}

function certificatesField({ certificatesDer, withoutCertificates }: SignedDataInput): Uint8Array[] {
  return withoutCertificates ? [] : [contextConstructed(0, ...[...certificatesDer].sort(Buffer.compare))];
}

function signerInfo(input: SignedDataInput): Uint8Array {
  const [signerCertificateDer] = input.certificatesDer;
  if (signerCertificateDer === undefined) throw new CmsError('certificate-malformed');
  const signer = readCertificateIdentity(signerCertificateDer);
  const { digest } = writtenAlgorithm(input.algorithm);
  return sequence(
    integer(1),
    sequence(signer.issuerDer, signer.serialNumberDer),
    digestAlgorithmIdentifier(digest),
    asImplicitAttributes(input.signedAttributesDer),
    signatureIdentifierIn(input.identifiers, input.algorithm),
    octetString(input.signature),
    ...unsignedAttributesField(input.unsignedAttributes ?? []),
  );
}

export interface SignedDataSizeInput {
  readonly algorithm: SignatureAlgorithmName;
  /** RSA: bytes of the modulus; ECDSA and SM2: the most that SEQUENCE { r, s } takes (P-256 72, P-384 104). */
  readonly maxSignatureBytes: number;
  readonly certificatesDer: readonly Uint8Array[];
  readonly identifiers?: CmsIdentifiers;
}

/**
 * How many bytes the DER of `assembleSignedData` takes at most without unsigned attributes: exact but for the signature's
 * own length. A PDF reserves twice as many hexadecimal digits before anything is signed.
 *
 * @throws CmsError `certificate-malformed | cms-identifiers-need-sm2`
 */
export function estimateSignedDataBytes(input: SignedDataSizeInput): number {
  const { digest } = writtenAlgorithm(input.algorithm);
  const signedAttributesDer = buildSignedAttributes({
    messageDigest: new Uint8Array(digestByName(digest).digestBytes),
    signerCertificateDer: input.certificatesDer[0] ?? new Uint8Array(),
    digest,
    contentType: identifiersOf(input.identifiers).data,
  });
  const signature = new Uint8Array(input.maxSignatureBytes);
  const { algorithm, certificatesDer, identifiers } = input;
  const parts = { signedAttributesDer, signature, algorithm, certificatesDer };
  return assembleSignedData({ ...parts, ...(identifiers && { identifiers }) }).length;
}

/**
 * The most bytes of a container of `bareBytes` when unsigned attributes are put in, such as a signature time-stamp (about
 * 6,000 with its chain).
 */
export const withUnsignedAttributes = (bareBytes: number, attributesBytes: number): number =>
  // An attribute may lengthen the length fields of the six structures around it by one or two bytes each.
  bareBytes + attributesBytes + 16;
