import { createHash } from 'node:crypto';
import { derSignature } from '../../crypto/pki/ecdsa-signature.ts';
import type { KeySuite } from '../../crypto/pki/key-suite.ts';

/** How a token makes the signature of a suite. */
export interface TokenMechanism {
  /** CKM_… of PKCS #11. */
  readonly mechanism: number;
  /** What the token is given of the message. */
  readonly dataOf: (message: Uint8Array) => Uint8Array;
  /** Brings what it gives into the form of `Signer.sign`. */
  readonly signatureOf: (raw: Uint8Array) => Uint8Array;
  readonly maxSignatureBytes: number;
}

const CKM_SHA256_RSA_PKCS = 0x40;
const CKM_ECDSA = 0x1041;

const rsa = (modulusBits: number): TokenMechanism => ({
  mechanism: CKM_SHA256_RSA_PKCS,
  dataOf: (message) => message,
  signatureOf: (raw) => raw,
  maxSignatureBytes: modulusBits / 8,
});

/** Few tokens hash for ECDSA, so it is done here (PKCS #11 v2.40 mechanisms §2.3.6). */
const ecdsa = (digest: string, maxSignatureBytes: number): TokenMechanism => ({
  mechanism: CKM_ECDSA,
  dataOf: (message) => createHash(digest).update(message).digest(),
  signatureOf: derSignature,
  maxSignatureBytes,
});

/** SM2 has no mechanism in PKCS #11: each maker has his own, and a library of his own besides (GM/T 0018). */
export const TOKEN_MECHANISMS: Readonly<Partial<Record<KeySuite, TokenMechanism>>> = {
  rsa2048: rsa(2048),
  rsa3072: rsa(3072),
  rsa4096: rsa(4096),
  p256: ecdsa('sha256', 72),
  p384: ecdsa('sha384', 104),
};
