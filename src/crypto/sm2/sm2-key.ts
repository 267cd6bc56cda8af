import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { SM2_DEFAULT_USER_ID, sm2ZValue } from './sm2-z-value.ts';

/** An SM2 key ready for use: OpenSSL's handle and the Z value of its owner, computed once. */
export interface Sm2Key {
  readonly key: KeyObject;
  /** ZA of GB/T 32918.2 §5.5: 32 bytes that every signed message is prefixed with. */
  readonly zValue: Buffer;
}

/** SPKI of an SM2 key up to the BIT STRING's content: id-ecPublicKey with curve 1.2.156.10197.1.301 (GB/T 35276). */
const SM2_SPKI_PREFIX = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex');
const UNCOMPRESSED_POINT_LENGTH = 65;

/** True when `spkiDer` is a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) of an uncompressed SM2 point. */
export function isSm2PublicKey(spkiDer: Uint8Array): boolean {
  return (
    spkiDer.length === SM2_SPKI_PREFIX.length + UNCOMPRESSED_POINT_LENGTH &&
    SM2_SPKI_PREFIX.equals(spkiDer.subarray(0, SM2_SPKI_PREFIX.length)) &&
    spkiDer[SM2_SPKI_PREFIX.length] === 0x04
  );
}

/**
 * Opens an SM2 public key for verification.
 *
 * Only an imported key is typed SM2 by OpenSSL; one handed over by `generateKeyPairSync` makes ECDSA on the SM2 curve.
 *
 * @param spkiDer SubjectPublicKeyInfo, DER, 91 bytes
 * @param userId bytes of the distinguishing id, default `1234567812345678` (GM/T 0009 §10)
 * @throws TypeError when `spkiDer` is no uncompressed SM2 key or its point is not on the curve
 */
export function openSm2PublicKey(spkiDer: Uint8Array, userId: Uint8Array = SM2_DEFAULT_USER_ID): Sm2Key {
  if (!isSm2PublicKey(spkiDer)) throw new TypeError('not an uncompressed SM2 SubjectPublicKeyInfo');
  const point = spkiDer.subarray(SM2_SPKI_PREFIX.length);
  return {
    key: importOrRefuse(() => createPublicKey({ key: Buffer.from(spkiDer), format: 'der', type: 'spki' })),
    zValue: sm2ZValue(point, userId),
  };
}

/**
 * Opens an SM2 private key for signing; its Z value comes from the public point that belongs to it.
 *
 * @param pkcs8Der PrivateKeyInfo (RFC 5208), DER
 * @param userId bytes of the distinguishing id, default `1234567812345678`
 * @throws TypeError when `pkcs8Der` holds no SM2 key
 */
export function openSm2PrivateKey(pkcs8Der: Uint8Array, userId: Uint8Array = SM2_DEFAULT_USER_ID): Sm2Key {
  const key = importOrRefuse(() =>
    createPrivateKey({ key: Buffer.from(pkcs8Der), format: 'der', type: 'pkcs8' }),
  );
  const spkiDer = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { key, zValue: openSm2PublicKey(spkiDer, userId).zValue };
}

function importOrRefuse(importKey: () => KeyObject): KeyObject {
  try {
    return importKey();
  } catch (cause) {
    throw new TypeError('not an SM2 key', { cause });
  }
}
