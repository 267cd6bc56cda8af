import { children, type DerNode, expectTag, isContext, readDer } from '../der/der-reader.ts';
import { readObjectIdentifier, readOctetString, readSmallInteger } from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';
import type { ObjectIdentifier } from '../der/object-identifier.ts';
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from '../pki/algorithm-identifier.ts';
import { CONTENT_TYPE } from './attribute-types.ts';
import { CmsError } from './cms-error.ts';

/** A SignedData as it was sent (RFC 5652 §5.1); every `Uint8Array` is a view into its bytes. */
export interface SignedData {
  /** ContentInfo without what follows it: `/Contents` of a PDF is padded with zeros. */
  readonly der: Uint8Array;
  readonly version: number;
  readonly digestAlgorithmOids: readonly ObjectIdentifier[];
  readonly contentType: ObjectIdentifier;
  /** Absent in a detached signature, as PDF demands. */
  readonly encapsulatedContent: Uint8Array | undefined;
  /** X.509 certificates; attribute certificates and other kinds are left out. */
  readonly certificatesDer: readonly Uint8Array[];
  readonly crlsDer: readonly Uint8Array[];
  readonly signerInfos: readonly SignerInfo[];
}

/** RFC 5652 §5.3. */
export interface SignerInfo {
  readonly version: number;
  readonly signerIdentifier: SignerIdentifier;
  readonly digestAlgorithm: AlgorithmIdentifier;
  /** The signed attributes under tag 0x31 in their original order: what the signature is over. */
  readonly signedAttributesDer: Uint8Array | undefined;
  readonly signedAttributes: readonly CmsAttribute[];
  /** False where the signer did not sort the SET OF, or used lengths that are not DER. */
  readonly signedAttributesAreDer: boolean;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly unsignedAttributes: readonly CmsAttribute[];
}

export type SignerIdentifier =
  | {
      readonly kind: 'issuer-and-serial';
      readonly issuerDer: Uint8Array;
      readonly serialNumberDer: Uint8Array;
    }
  | { readonly kind: 'key-identifier'; readonly keyIdentifier: Uint8Array };

export interface CmsAttribute {
  readonly type: ObjectIdentifier;
  readonly values: readonly DerNode[];
}

/** More than any signer puts in; each costs a parse or a verification. */
const MAX_PARTS = 200;

/**
 * Reads ContentInfo with SignedData, in the identifiers of RFC 5652 or of GB/T 35275. BER that is not DER is taken,
 * for signers make it; what is signed is handed out in its original bytes.
 *
 * @param bytes ContentInfo; bytes behind it are left alone
 * @throws CmsError `cms-not-signed-data | cms-malformed | cms-too-many-parts`
 */
export function readSignedData(bytes: Uint8Array): SignedData {
  try {
    return readContentInfo(bytes);
  } catch (cause) {
    throw cause instanceof CmsError ? cause : new CmsError('cms-malformed', cause);
  }
}

function readContentInfo(bytes: Uint8Array): SignedData {
  const contentInfo = expectTag(readDer(bytes), TAG.sequence);
  const [type, content] = children(contentInfo);
  const contentType = readObjectIdentifier(type);
  if (contentType !== CONTENT_TYPE.signedData && contentType !== CONTENT_TYPE.gmSignedData) {
    throw new CmsError('cms-not-signed-data');
  }
  if (!isContext(content, 0)) throw new CmsError('cms-malformed');
  const [signedData] = children(content);
  return readFields(contentInfo.bytes, children(expectTag(signedData, TAG.sequence)));
}

function readFields(der: Uint8Array, fields: readonly DerNode[]): SignedData {
  const [version, digestAlgorithms, encapsulated, ...rest] = fields;
  const [contentType, content] = children(expectTag(encapsulated, TAG.sequence));
  const certificates = rest.find((field) => isContext(field, 0));
  const crls = rest.find((field) => isContext(field, 1));
  const signerInfos = expectTag(rest.at(-1), TAG.set);
  return {
    der,
    version: readSmallInteger(version),
    digestAlgorithmOids: parts(expectTag(digestAlgorithms, TAG.set)).map(
      (node) => readAlgorithmIdentifier(node).oid,
    ),
    contentType: readObjectIdentifier(contentType),
    encapsulatedContent: isContext(content, 0) ? encapsulatedBytes(content) : undefined,
    certificatesDer: sequencesIn(certificates),
    crlsDer: sequencesIn(crls),
    signerInfos: parts(signerInfos).map(readSignerInfo),
  };
}

/** PKCS#7 1.5 allows any type here, not only an OCTET STRING: then its content is what is signed. */
function encapsulatedBytes(content: DerNode): Uint8Array {
  const [inner] = children(content);
  if (inner === undefined) return new Uint8Array();
  return inner.tagNumber === TAG.octetString ? readOctetString(inner) : inner.content;
}

const sequencesIn = (field: DerNode | undefined): Uint8Array[] =>
  field === undefined ? [] : parts(field).flatMap((node) => (node.tag === TAG.sequence ? [node.bytes] : []));

function parts(node: DerNode): DerNode[] {
  const found = children(node);
  if (found.length > MAX_PARTS) throw new CmsError('cms-too-many-parts');
  return found;
}

function readSignerInfo(node: DerNode): SignerInfo {
  const [version, identifier, digestAlgorithm, ...rest] = children(expectTag(node, TAG.sequence));
  const signedAttributes = isContext(rest[0], 0) ? rest.shift() : undefined;
  const [signatureAlgorithm, signature, unsignedAttributes] = rest;
  return {
    version: readSmallInteger(version),
    signerIdentifier: readSignerIdentifier(identifier),
    digestAlgorithm: readAlgorithmIdentifier(digestAlgorithm),
    signedAttributesDer: signedAttributes && retaggedAsSet(signedAttributes.bytes),
    signedAttributes: readAttributes(signedAttributes),
    signedAttributesAreDer: signedAttributes === undefined || isDerSetOf(signedAttributes),
    signatureAlgorithm: readAlgorithmIdentifier(signatureAlgorithm),
    signature: readOctetString(signature),
    unsignedAttributes: isContext(unsignedAttributes, 1) ? readAttributes(unsignedAttributes) : [],
  };
}

function readSignerIdentifier(node: DerNode | undefined): SignerIdentifier {
  if (isContext(node, 0)) return { kind: 'key-identifier', keyIdentifier: node.content };
  const [issuer, serialNumber] = children(expectTag(node, TAG.sequence));
  return {
    kind: 'issuer-and-serial',
    issuerDer: expectTag(issuer, TAG.sequence).bytes,
    serialNumberDer: expectTag(serialNumber, TAG.integer).bytes,
  };
}

/** RFC 5652 §5.4: the `[0] IMPLICIT` tag is not what is signed, the universal SET OF tag is. */
function retaggedAsSet(bytes: Uint8Array): Uint8Array {
  const retagged = Uint8Array.from(bytes);
  retagged[0] = TAG.set;
  return retagged;
}

function isDerSetOf(attributes: DerNode): boolean {
  const encodings = children(attributes).map(({ bytes }) => bytes);
  const sorted = encodings.every(
    (bytes, i) => i === 0 || Buffer.compare(encodings[i - 1] as Uint8Array, bytes) <= 0,
  );
  return sorted && !attributes.indefinite;
}

function readAttributes(field: DerNode | undefined): CmsAttribute[] {
  if (field === undefined) return [];
  return parts(field).map((attribute) => {
    const [type, values] = children(expectTag(attribute, TAG.sequence));
    return { type: readObjectIdentifier(type), values: parts(expectTag(values, TAG.set)) };
  });
}

/** Values of the attribute with that type; undefined when it is absent or stands more than once. */
export function soleAttribute(
  attributes: readonly CmsAttribute[],
  type: ObjectIdentifier,
): readonly DerNode[] | undefined {
  const found = attributes.filter((attribute) => attribute.type === type);
  return found.length === 1 ? found[0]?.values : undefined;
}
