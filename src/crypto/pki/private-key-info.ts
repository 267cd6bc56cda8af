import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { valueOr } from '../../shared/value-or.ts';
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

/**
 * Whether two SubjectPublicKeyInfo (DER) are of one key, in whatever form: SM2 keys have two identifiers in use, points
 * two forms, and parameters may be left out. False where OpenSSL opens one of them not.
 */
export function isSamePublicKey(oneSpkiDer: Uint8Array, otherSpkiDer: Uint8Array): boolean {
  if (sameBytes(oneSpkiDer, otherSpkiDer)) return true;
  const [one, other] = [oneSpkiDer, otherSpkiDer].map((spkiDer) => valueOr(() => opened(spkiDer)));
  return one !== undefined && other !== undefined && one.equals(other);
}

const opened = (spkiDer: Uint8Array): KeyObject =>
  isSm2PublicKey(spkiDer)
    ? openSm2PublicKey(spkiDer).key
    : createPublicKey({ key: Buffer.from(spkiDer), format: 'der', type: 'spki' });
