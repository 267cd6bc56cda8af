import { children, type DerNode, expectTag, isContext, readDer } from '../der/der-reader.ts';
import { readObjectIdentifier, readOctetString, readText } from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';
import { readAlgorithmIdentifier } from '../pki/algorithm-identifier.ts';
import { Pkcs12Error } from './pkcs12-error.ts';

/** What PKCS #12 tells of a key or certificate (RFC 7292 §4.2). */
export interface BagAttributes {
  /** In any script: a BMPString. */
  readonly friendlyName: string | undefined;
  /** The same bytes at a key and its certificate. */
  readonly localKeyId: Uint8Array | undefined;
}

/** What lies in the safes, all DER as it lay there. */
export interface SafeContents {
  readonly keys: readonly (BagAttributes & { readonly pkcs8Der: Uint8Array })[];
  readonly certificates: readonly (BagAttributes & { readonly certificateDer: Uint8Array })[];
}

/** Opens EncryptedPrivateKeyInfo and EncryptedContentInfo. */
export type OpenEncrypted = (
  algorithm: ReturnType<typeof readAlgorithmIdentifier>,
  ciphertext: Uint8Array,
) => Buffer;

const BAG = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  safeContents: '1.2.840.113549.1.12.10.1.6',
} as const;
const X509_CERTIFICATE = '1.2.840.113549.1.9.22.1';
const FRIENDLY_NAME = '1.2.840.113549.1.9.20';
const LOCAL_KEY_ID = '1.2.840.113549.1.9.21';

/** A unit's file has one key and its chain. */
const MAX_BAGS = 100;

/**
 * Reads the bags of a safe; lists of revocations and secrets are passed over.
 *
 * @param safeDer SafeContents (RFC 7292 §4.2)
 * @throws Pkcs12Error `pkcs12-too-costly`; DerError; whatever `open` throws
 */
export function readSafeContents(safeDer: Uint8Array, open: OpenEncrypted): SafeContents {
  const bags = children(expectTag(readDer(safeDer), TAG.sequence));
  if (bags.length > MAX_BAGS) throw new Pkcs12Error('pkcs12-too-costly');
  return mergeContents(bags.map((bag) => readBag(bag, open)));
}

/** The contents of several safes as those of one. */
export const mergeContents = (safes: readonly SafeContents[]): SafeContents => ({
  keys: safes.flatMap(({ keys }) => keys),
  certificates: safes.flatMap(({ certificates }) => certificates),
});

function readBag(bag: DerNode, open: OpenEncrypted): SafeContents {
  const [typeNode, valueNode, attributesNode] = children(expectTag(bag, TAG.sequence));
  const type = readObjectIdentifier(typeNode);
  const [value] = isContext(valueNode, 0) ? children(valueNode) : [];
  if (value === undefined) return mergeContents([]);
  const attributes = readAttributes(attributesNode);
  if (type === BAG.key) return ofKey({ ...attributes, pkcs8Der: value.bytes });
  if (type === BAG.shroudedKey) {
    const [algorithm, ciphertext] = children(expectTag(value, TAG.sequence));
    const pkcs8Der = open(readAlgorithmIdentifier(algorithm), readOctetString(ciphertext));
    return ofKey({ ...attributes, pkcs8Der });
  }
  if (type === BAG.certificate) return ofCertificate(value, attributes);
  // Nested deeper than the DER reader goes it ends there.
  return type === BAG.safeContents ? readSafeContents(value.bytes, open) : mergeContents([]);
}

const ofKey = (key: SafeContents['keys'][number]): SafeContents => ({ keys: [key], certificates: [] });

function ofCertificate(value: DerNode, attributes: BagAttributes): SafeContents {
  const [type, wrapped] = children(expectTag(value, TAG.sequence));
  const [certificate] = isContext(wrapped, 0) ? children(wrapped) : [];
  if (readObjectIdentifier(type) !== X509_CERTIFICATE) return mergeContents([]);
  return { keys: [], certificates: [{ ...attributes, certificateDer: readOctetString(certificate) }] };
}

function readAttributes(node: DerNode | undefined): BagAttributes {
  const firstValueOf = (wanted: string): DerNode | undefined => {
    for (const attribute of node?.tag === TAG.set ? children(node) : []) {
      const [type, values] = children(attribute);
      if (readObjectIdentifier(type) === wanted && values) return children(values)[0];
    }
    return undefined;
  };
  const name = firstValueOf(FRIENDLY_NAME);
  const localKeyId = firstValueOf(LOCAL_KEY_ID);
  return {
    friendlyName: name && readText(name),
    localKeyId: localKeyId && readOctetString(localKeyId),
  };
}
