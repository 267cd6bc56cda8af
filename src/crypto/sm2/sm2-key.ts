import { createPrivateKey, createPublicKey, ECDH, type KeyObject } from 'node:crypto';
import { children, expectTag, readDer } from '../der/der-reader.ts';
import { readBitString, readObjectIdentifier } from '../der/der-values.ts';
import { bitString, objectIdentifier, sequence, TAG } from '../der/der-writer.ts';
import { SM2_DEFAULT_USER_ID, sm2ZValue } from './sm2-z-value.ts';

/** An SM2 key ready for use: OpenSSL's handle and the Z value of its owner, computed once. */
export interface Sm2Key {
  readonly key: KeyObject;
  /** ZA of GB/T 32918.2 §5.5: 32 bytes that every signed message is prefixed with. */
  readonly zValue: Buffer;
}

/** Algorithm and curve of GB/T 35276; some certificates put it where id-ecPublicKey belongs. */
const SM2_OID = '1.2.156.10197.1.301';
const EC_PUBLIC_KEY_OID = '1.2.840.10045.2.1';

/** True when `spkiDer` is a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) on the SM2 curve. */
export function isSm2PublicKey(spkiDer: Uint8Array): boolean {
  try {
    return readSm2Point(spkiDer) !== undefined;
  } catch {
    return false;
  }
}

/** The public point, 65 bytes `04 ‖ x ‖ y`; undefined for a key of another kind. @throws for a point off the curve */
function readSm2Point(spkiDer: Uint8Array): Buffer | undefined {
  const [algorithm, key] = children(readDer(spkiDer));
  const [oid, curve] = children(expectTag(algorithm, TAG.sequence));
  const algorithmOid = readObjectIdentifier(oid);
  const isSm2 =
    algorithmOid === SM2_OID ||
    (algorithmOid === EC_PUBLIC_KEY_OID && readObjectIdentifier(curve) === SM2_OID);
  if (!isSm2) return undefined;
  // Also turns a compressed point into the form that Z is computed over.
  return ECDH.convertKey(readBitString(key).bytes, 'SM2', undefined, undefined, 'uncompressed') as Buffer;
}

/** SubjectPublicKeyInfo in the one form that OpenSSL types as SM2. */
const canonicalSpkiDer = (point: Uint8Array): Buffer =>
  Buffer.from(
    sequence(sequence(objectIdentifier(EC_PUBLIC_KEY_OID), objectIdentifier(SM2_OID)), bitString(point)),
  );

/**
 * Opens an SM2 public key for verification.
 *
 * Only an imported key is typed SM2 by OpenSSL; one handed over by `generateKeyPairSync` makes ECDSA on the SM2 curve.
 *
 * @param spkiDer SubjectPublicKeyInfo, DER; algorithm id-ecPublicKey or SM2's own, point in any form
 * @param userId bytes of the distinguishing id, default `1234567812345678` (GM/T 0009 §10)
 * @throws TypeError when `spkiDer` is no SM2 key or its point is not on the curve
 */
export function openSm2PublicKey(spkiDer: Uint8Array, userId: Uint8Array = SM2_DEFAULT_USER_ID): Sm2Key {
  const point = refuseFaults(() => readSm2Point(spkiDer));
  if (point === undefined) throw new TypeError('not an SM2 key');
  const key = createPublicKey({ key: canonicalSpkiDer(point), format: 'der', type: 'spki' });
  return { key, zValue: sm2ZValue(point, userId) };
}

/**
 * Opens an SM2 private key for signing; its Z value comes from the public point that belongs to it.
 *
 * @param pkcs8Der PrivateKeyInfo (RFC 5208), DER
 * @param userId bytes of the distinguishing id, default `1234567812345678`
 * @throws TypeError when `pkcs8Der` holds no SM2 key
 */
export function openSm2PrivateKey(pkcs8Der: Uint8Array, userId: Uint8Array = SM2_DEFAULT_USER_ID): Sm2Key {
  const key = refuseFaults(() =>
    createPrivateKey({ key: Buffer.from(pkcs8Der), format: 'der', type: 'pkcs8' }),
  );
  const spkiDer = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { key, zValue: openSm2PublicKey(spkiDer, userId).zValue };
}

function refuseFaults<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new TypeError('not an SM2 key', { cause });
  }
}
