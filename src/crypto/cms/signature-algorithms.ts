import { children, isContext, readDer } from '../der/der-reader.ts';
import { readObjectIdentifier } from '../der/der-values.ts';
import { contextConstructed, integer, nullValue, objectIdentifier, sequence } from '../der/der-writer.ts';
import type { ObjectIdentifier } from '../der/object-identifier.ts';
import { type DigestName, digestAlgorithmIdentifier, digestByName } from './digest-algorithms.ts';

/** How a signature value is computed from a key and a message. */
export type SignatureScheme = 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa' | 'dsa' | 'ed25519' | 'ed448' | 'sm2';

/** What we sign with: named as in the signature profile of a licence type. */
export type SignatureAlgorithmName =
  | 'rsa-pkcs1-sha256'
  | 'rsa-pkcs1-sha384'
  | 'rsa-pkcs1-sha512'
  | 'rsa-pss-sha256'
  | 'ecdsa-sha256'
  | 'ecdsa-sha384'
  | 'sm2-sm3';

export interface SignatureAlgorithm {
  readonly scheme: SignatureScheme;
  /** Digest fixed by the identifier itself; `undefined` when it follows `digestAlgorithm` (`rsaEncryption`). */
  readonly digest: DigestName | undefined;
}

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
export const RSASSA_PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';

const SIGNATURE_ALGORITHMS = new Map<ObjectIdentifier, SignatureAlgorithm>([
  [RSA_ENCRYPTION, { scheme: 'rsa-pkcs1', digest: undefined }],
  ['1.2.840.113549.1.1.4', { scheme: 'rsa-pkcs1', digest: 'md5' }],
  ['1.2.840.113549.1.1.5', { scheme: 'rsa-pkcs1', digest: 'sha1' }],
  ['1.2.840.113549.1.1.14', { scheme: 'rsa-pkcs1', digest: 'sha224' }],
  ['1.2.840.113549.1.1.11', { scheme: 'rsa-pkcs1', digest: 'sha256' }],
  ['1.2.840.113549.1.1.12', { scheme: 'rsa-pkcs1', digest: 'sha384' }],
  ['1.2.840.113549.1.1.13', { scheme: 'rsa-pkcs1', digest: 'sha512' }],
  // The digest of RSASSA-PSS stands in its parameters (RFC 4055 §3.1).
  [RSASSA_PSS, { scheme: 'rsa-pss', digest: undefined }],
  // Some signers name the key's algorithm here, as with rsaEncryption.
  ['1.2.840.10045.2.1', { scheme: 'ecdsa', digest: undefined }],
  ['1.2.840.10045.4', { scheme: 'ecdsa', digest: undefined }],
  ['1.2.840.10045.4.1', { scheme: 'ecdsa', digest: 'sha1' }],
  ['1.2.840.10045.4.3.1', { scheme: 'ecdsa', digest: 'sha224' }],
  ['1.2.840.10045.4.3.2', { scheme: 'ecdsa', digest: 'sha256' }],
  ['1.2.840.10045.4.3.3', { scheme: 'ecdsa', digest: 'sha384' }],
  ['1.2.840.10045.4.3.4', { scheme: 'ecdsa', digest: 'sha512' }],
  ['2.16.840.1.101.3.4.3.10', { scheme: 'ecdsa', digest: 'sha3-256' }],
  ['2.16.840.1.101.3.4.3.11', { scheme: 'ecdsa', digest: 'sha3-384' }],
  ['2.16.840.1.101.3.4.3.12', { scheme: 'ecdsa', digest: 'sha3-512' }],
  ['2.16.840.1.101.3.4.3.14', { scheme: 'rsa-pkcs1', digest: 'sha3-256' }],
  ['2.16.840.1.101.3.4.3.15', { scheme: 'rsa-pkcs1', digest: 'sha3-384' }],
  ['2.16.840.1.101.3.4.3.16', { scheme: 'rsa-pkcs1', digest: 'sha3-512' }],
  ['1.2.840.10040.4.1', { scheme: 'dsa', digest: undefined }],
  ['1.2.840.10040.4.3', { scheme: 'dsa', digest: 'sha1' }],
  ['2.16.840.1.101.3.4.3.1', { scheme: 'dsa', digest: 'sha224' }],
  ['2.16.840.1.101.3.4.3.2', { scheme: 'dsa', digest: 'sha256' }],
  ['1.3.101.112', { scheme: 'ed25519', digest: undefined }],
  ['1.3.101.113', { scheme: 'ed448', digest: undefined }],
  ['1.2.156.10197.1.501', { scheme: 'sm2', digest: 'sm3' }],
  // GB/T 35275 puts the key's algorithm here.
  ['1.2.156.10197.1.301', { scheme: 'sm2', digest: 'sm3' }],
  ['1.2.156.10197.1.301.1', { scheme: 'sm2', digest: 'sm3' }],
]);

/** What an algorithm identifier of a SignerInfo means, if it is in the table. */
export const signatureAlgorithmByOid = (oid: ObjectIdentifier): SignatureAlgorithm | undefined =>
  SIGNATURE_ALGORITHMS.get(oid);

/**
 * Digest that RSASSA-PSS-params name; SHA-1 where they name none (RFC 4055 §3.1).
 *
 * @throws DerError
 */
export function pssDigestOid(parametersDer: Uint8Array | undefined): ObjectIdentifier {
  const parameters = parametersDer === undefined ? [] : children(readDer(parametersDer));
  const hash = parameters.find((field) => isContext(field, 0));
  const [algorithm] = hash === undefined ? [] : children(hash);
  return algorithm === undefined ? digestByName('sha1').oid : readObjectIdentifier(children(algorithm)[0]);
}

/**
 * Identifier that fixes scheme and digest together: `rsaEncryption` with SHA-256 is `sha256WithRSAEncryption`.
 * Undefined where no such identifier is in use.
 */
export function signatureOid(scheme: SignatureScheme, digest: DigestName): ObjectIdentifier | undefined {
  for (const [oid, algorithm] of SIGNATURE_ALGORITHMS) {
    const isEdwards = scheme === 'ed25519' || scheme === 'ed448';
    if (algorithm.scheme === scheme && (isEdwards || algorithm.digest === digest)) return oid;
  }
  return undefined;
}

interface WrittenAlgorithm {
  readonly digest: DigestName;
  readonly identifierDer: Uint8Array;
}

const identifier = (oid: ObjectIdentifier, parameters?: Uint8Array) =>
  parameters === undefined ? sequence(objectIdentifier(oid)) : sequence(objectIdentifier(oid), parameters);

/** RSASSA-PSS-params with MGF1 over the same digest and a salt of the digest's length (RFC 4055 §3.1). */
function pssParameters(digest: DigestName): Uint8Array {
  const hash = digestAlgorithmIdentifier(digest);
  return sequence(
    contextConstructed(0, hash),
    contextConstructed(1, sequence(objectIdentifier(MGF1), hash)),
    contextConstructed(2, integer(digestByName(digest).digestBytes)),
  );
}

const WRITTEN: Readonly<Record<SignatureAlgorithmName, WrittenAlgorithm>> = {
  // RFC 5754 §3.2: rsaEncryption with NULL is what every verifier takes; the digest follows digestAlgorithm.
  'rsa-pkcs1-sha256': { digest: 'sha256', identifierDer: identifier(RSA_ENCRYPTION, nullValue()) },
  'rsa-pkcs1-sha384': { digest: 'sha384', identifierDer: identifier(RSA_ENCRYPTION, nullValue()) },
  'rsa-pkcs1-sha512': { digest: 'sha512', identifierDer: identifier(RSA_ENCRYPTION, nullValue()) },
  'rsa-pss-sha256': { digest: 'sha256', identifierDer: identifier(RSASSA_PSS, pssParameters('sha256')) },
  'ecdsa-sha256': { digest: 'sha256', identifierDer: identifier('1.2.840.10045.4.3.2') },
  'ecdsa-sha384': { digest: 'sha384', identifierDer: identifier('1.2.840.10045.4.3.3') },
  'sm2-sm3': { digest: 'sm3', identifierDer: identifier('1.2.156.10197.1.501') },
};

/** `AlgorithmIdentifier` DER and digest of an algorithm that we sign with. */
export const writtenAlgorithm = (name: SignatureAlgorithmName): WrittenAlgorithm => WRITTEN[name];
