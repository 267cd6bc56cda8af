import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 4096;
const pool = Buffer.alloc(POOL_BYTES);
let taken = POOL_BYTES;

/**
 * `length` bytes (at most 64) of the system's cryptographic generator, drawn 4 KB at a time: a call for each nonce and
 * salt costs a public check more than everything it computes with them. A byte is given out once and then wiped.
 */
export function randomChunk(length: number): Buffer {
  if (taken + length > POOL_BYTES) {
    randomFillSync(pool);
    taken = 0;
  }
  const source = pool.subarray(taken, taken + length);
  taken += length;
  const chunk = Buffer.from(source);
  source.fill(0);
  return chunk;
}
