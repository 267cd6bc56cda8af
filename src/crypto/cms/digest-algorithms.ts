import { createHash, getHashes } from 'node:crypto';
import { nullValue, objectIdentifier, sequence } from '../der/der-writer.ts';
import type { ObjectIdentifier } from '../der/object-identifier.ts';

export type DigestName =
  | 'md5'
  | 'sha1'
  | 'sha224'
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'sha3-256'
  | 'sha3-384'
  | 'sha3-512'
  | 'shake256'
  | 'sm3';

export interface DigestAlgorithm {
  readonly name: DigestName;
  readonly oid: ObjectIdentifier;
  readonly digestBytes: number;
  /** Collisions are known or cheap: reported, and never enough for a verdict of today. */
  readonly weak: boolean;
}

const DIGEST_ALGORITHMS: readonly DigestAlgorithm[] = [
  { name: 'md5', oid: '1.2.840.113549.2.5', digestBytes: 16, weak: true },
  { name: 'sha1', oid: '1.3.14.3.2.26', digestBytes: 20, weak: true },
  { name: 'sha224', oid: '2.16.840.1.101.3.4.2.4', digestBytes: 28, weak: false },
  { name: 'sha256', oid: '2.16.840.1.101.3.4.2.1', digestBytes: 32, weak: false },
  { name: 'sha384', oid: '2.16.840.1.101.3.4.2.2', digestBytes: 48, weak: false },
  { name: 'sha512', oid: '2.16.840.1.101.3.4.2.3', digestBytes: 64, weak: false },
  { name: 'sha3-256', oid: '2.16.840.1.101.3.4.2.8', digestBytes: 32, weak: false },
  { name: 'sha3-384', oid: '2.16.840.1.101.3.4.2.9', digestBytes: 48, weak: false },
  { name: 'sha3-512', oid: '2.16.840.1.101.3.4.2.10', digestBytes: 64, weak: false },
  // RFC 8419 §2.3: id-shake256 means 512 bits of output.
  { name: 'shake256', oid: '2.16.840.1.101.3.4.2.12', digestBytes: 64, weak: false },
  // id-shake256-len says its length in a parameter; 512 bits is the one that goes with Ed448.
  { name: 'shake256', oid: '2.16.840.1.101.3.4.2.18', digestBytes: 64, weak: false },
  { name: 'sm3', oid: '1.2.156.10197.1.401', digestBytes: 32, weak: false },
];

const byOid = new Map(DIGEST_ALGORITHMS.map((algorithm) => [algorithm.oid, algorithm]));
const byName = new Map(DIGEST_ALGORITHMS.map((algorithm) => [algorithm.name, algorithm]));
const available = new Set(getHashes().map((name) => name.toLowerCase()));

/** The digest with that identifier, if it is in the table and this build of Node computes it. */
export function digestByOid(oid: ObjectIdentifier): DigestAlgorithm | undefined {
  const algorithm = byOid.get(oid);
  return algorithm !== undefined && available.has(algorithm.name) ? algorithm : undefined;
}

/** Table row of a digest that the code itself names. */
export function digestByName(name: DigestName): DigestAlgorithm {
  return byName.get(name) as DigestAlgorithm;
}

/** Digest of the parts taken together; the parts are not copied. */
export function digestOf(algorithm: DigestAlgorithm, parts: readonly Uint8Array[]): Buffer {
  const hash = createHash(algorithm.name, digestOptions(algorithm));
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Only SHAKE needs to be told how much to give. */
const digestOptions = (algorithm: DigestAlgorithm): { outputLength: number } | undefined =>
  algorithm.name === 'shake256' ? { outputLength: algorithm.digestBytes } : undefined;

/**
 * `AlgorithmIdentifier` of a digest. Parameters are NULL for MD5 and SHA-1, absent for the others (RFC 5754 §2).
 */
export function digestAlgorithmIdentifier(name: DigestName): Uint8Array {
  const algorithm = digestByName(name);
  return name === 'md5' || name === 'sha1'
    ? sequence(objectIdentifier(algorithm.oid), nullValue())
    : sequence(objectIdentifier(algorithm.oid));
}
