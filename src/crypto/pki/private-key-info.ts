import { createPrivateKey, createPublicKey } from 'node:crypto';
import { isSm2PublicKey, openSm2PublicKey } from '../sm2/sm2-key.ts';
import { sameBytes } from './certificate.ts';

/**
 * The public key of a private one.
 *
 * @param pkcs8Der PrivateKeyInfo (RFC 5208), DER
 * @returns SubjectPublicKeyInfo, DER
 * @throws Error of OpenSSL when it is no private key
 */
export function publicKeyOf(pkcs8Der: Uint8Array): Buffer {
  const key = createPrivateKey({ key: Buffer.from(pkcs8Der), format: 'der', type: 'pkcs8' });
  return createPublicKey(key).export({ format: 'der', type: 'spki' });
}

/** Whether two SubjectPublicKeyInfo are of one key; SM2 keys have two identifiers in use, and points two forms. */
export function isSamePublicKey(oneSpkiDer: Uint8Array, otherSpkiDer: Uint8Array): boolean {
  if (sameBytes(oneSpkiDer, otherSpkiDer)) return true;
  if (!isSm2PublicKey(oneSpkiDer) || !isSm2PublicKey(otherSpkiDer)) return false;
  return openSm2PublicKey(oneSpkiDer).zValue.equals(openSm2PublicKey(otherSpkiDer).zValue);
}
