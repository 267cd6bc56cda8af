import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { SignatureAlgorithmName } from '../cms/signature-algorithms.ts';

/** Kinds of signing key, named as in the signature profile of a licence type. */
export type KeySuite = 'p256' | 'p384' | 'rsa2048' | 'rsa3072' | 'sm2';

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
  sm2: { algorithm: 'sm2-sm3', generate: ellipticCurve('SM2') },
};

/** The algorithm that keys of a suite sign with. */
export const suiteAlgorithm = (suite: KeySuite): SignatureAlgorithmName => SUITES[suite].algorithm;

/** A new key pair as encodings: the caller wraps the private one at once. */
export interface EncodedKeyPair {
  /** PrivateKeyInfo (RFC 5208), DER. */
  readonly pkcs8Der: Buffer;
  /** SubjectPublicKeyInfo, DER. */
  readonly spkiDer: Buffer;
}

export async function generateSigningKey(suite: KeySuite): Promise<EncodedKeyPair> {
  const { privateKey, publicKey } = await SUITES[suite].generate();
  return {
    pkcs8Der: privateKey.export({ format: 'der', type: 'pkcs8' }),
    spkiDer: publicKey.export({ format: 'der', type: 'spki' }),
  };
}
