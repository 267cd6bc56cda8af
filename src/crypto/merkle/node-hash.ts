import { createHash } from 'node:crypto';

/** Bytes of every hash in the tree. */
export const HASH_BYTES = 32;

const NODE_PREFIX = Uint8Array.of(1);

/** The root of the tree without leaves: SHA-256 of nothing (RFC 6962 §2.1). */
export const EMPTY_TREE_ROOT: Uint8Array = createHash('sha256').digest();

/** SHA-256(0x01 ‖ left ‖ right): an inner node (RFC 6962 §2.1). The prefix keeps a node from being read as a leaf. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return createHash('sha256').update(NODE_PREFIX).update(left).update(right).digest();
}

/** Whether two hashes are the same; both are public, so the time it takes tells nobody anything. */
export const isSameHash = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
