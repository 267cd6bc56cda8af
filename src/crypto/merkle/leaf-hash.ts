import { createHash } from 'node:crypto';

const LEAF_PREFIX = Uint8Array.of(0);

/** SHA-256(0x00 ‖ `body`): the leaf hash of RFC 6962 §2.1, 32 bytes. */
export function leafHash(body: Uint8Array): Uint8Array {
  return createHash('sha256').update(LEAF_PREFIX).update(body).digest();
}
