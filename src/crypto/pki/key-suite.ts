import { createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { SignatureAlgorithmName } from '../cms/signature-algorithms.ts';
import { isSm2PublicKey } from '../sm2/sm2-key.ts';

/** Kinds of signing key, named as in the signature profile of a licence type. */
export const KEY_SUITES = ['p256', 'p384', 'rsa2048', 'rsa3072', 'rsa4096', 'sm2'] as const;
export type KeySuite = (typeof KEY_SUITES)[number];

interface SuiteRule {
  readonly algorithm: SignatureAlgorithmName;
  readonly generate: () => Promise<{ privateKey: KeyObject; publicKey: KeyObject }>;
}

const generate = promisify(generateKeyPair);
const ellipticCurve = (namedCurve: string) => () => generate('ec', { namedCurve });
const rsa = (modulusLength: number) => () => generate('rsa', { modulusLength });

const SUITES: Readonly<Record<KeySuite, SuiteRule>> = {
  p256: { algorithm: 'ecdsa-sha256', generate: ellipticCurve('P-256') },
  p384: { algorithm: 'ecdsa-sha384', generate: ellipticCurve('P-384') },
  rsa2048: { algorithm: 'rsa-pkcs1-sha256', generate: rsa(2048) },
  rsa3072: { algorithm: 'rsa-pkcs1-sha256', generate: rsa(3072) },
  rsa4096: { algorithm: 'rsa-pkcs1-sha256', generate: rsa(4096) },
  sm2: { algorithm: 'sm2-sm3', generate: ellipticCurve('SM2') },
};

/** The algorithm that keys of a suite sign with. */
export const suiteAlgorithm = (suite: KeySuite): SignatureAlgorithmName => SUITES[suite].algorithm;

/**
 * The suite that a public key belongs to; undefined for one that no suite has.
 *
 * @param spkiDer SubjectPublicKeyInfo, DER
 * @throws Error of OpenSSL when it is no key
 */
export function keySuiteOf(spkiDer: Uint8Array): KeySuite | undefined {
  if (isSm2PublicKey(spkiDer)) return 'sm2';
  const key = createPublicKey({ key: Buffer.from(spkiDer), format: 'der', type: 'spki' });
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  const name = key.asymmetricKeyType === 'rsa' ? `rsa${modulusLength}` : CURVES[namedCurve ?? ''];
  return KEY_SUITES.find((suite) => suite === name);
}

const CURVES: Readonly<Record<string, KeySuite>> = { prime256v1: 'p256', secp384r1: 'p384' };

/** A new key pair as encodings: the caller wraps the private one at once. */
export interface EncodedKeyPair {
  /** PrivateKeyInfo (RFC 5208), DER. */
  readonly pkcs8Der: Buffer;
  /** SubjectPublicKeyInfo, DER. */
  readonly spkiDer: Buffer;
}

/**
 * A new key pair by the random numbers of OpenSSL, in DER: PrivateKeyInfo in clear (RFC 5208 §5) and
 * SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
 */
export async function generateSigningKey(suite: KeySuite): Promise<EncodedKeyPair> {
  const { privateKey, publicKey } = await SUITES[suite].generate();
  return {
    pkcs8Der: privateKey.export({ format: 'der', type: 'pkcs8' }),
    spkiDer: publicKey.export({ format: 'der', type: 'spki' }),
  };
}
