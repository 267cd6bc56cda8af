import { createSign, createVerify } from 'node:crypto';
import type { Sm2Key } from './sm2-key.ts';

/**
 * SM2 signature with SM3 over Z ‖ data (GB/T 32918.2 §6).
 *
 * The streaming form is the only one of Node that is right: one-shot `crypto.sign('sm3', …)` takes an empty user id,
 * and no option sets another. Feeding Z ourselves makes the digest e = SM3(Z ‖ M) that the standard asks for.
 *
 * @param data the message itself, not its digest
 * @returns DER SEQUENCE { r INTEGER, s INTEGER } (GM/T 0009 §7.3), 70 to 72 bytes
 */
export function sm2Sign(privateKey: Sm2Key, data: Uint8Array): Buffer {
  return createSign('sm3').update(privateKey.zValue).update(data).sign(privateKey.key);
}

/**
 * Whether `signature` is the SM2 signature of `data` under the id that `publicKey` was opened with. A malformed
 * signature is false, never an exception: its bytes are the attacker's.
 *
 * @param data the message itself, not its digest
 * @param signature DER SEQUENCE { r INTEGER, s INTEGER }
 */
export function sm2Verify(publicKey: Sm2Key, data: Uint8Array, signature: Uint8Array): boolean {
  try {
    return createVerify('sm3').update(publicKey.zValue).update(data).verify(publicKey.key, signature);
  } catch {
    return false;
  }
}
