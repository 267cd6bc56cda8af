import { createHash, hash } from 'node:crypto';

/** What the derived bytes are for (RFC 7292 §B.3). */
export const PURPOSE = { key: 1, iv: 2, mac: 3 } as const;

export interface Derivation {
  readonly digest: string;
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly purpose: (typeof PURPOSE)[keyof typeof PURPOSE];
  readonly lengthBytes: number;
}

/**
 * Key derivation of PKCS #12 (RFC 7292 §B.2), which no library of Node's has. The caller bounds the iterations.
 *
 * @param derivation `password` as BMPString with its two zero bytes; `digest` by OpenSSL's name
 */
export function derivePkcs12(derivation: Derivation): Buffer {
  const { digest, password, salt, iterations, purpose, lengthBytes } = derivation;
  const block = digest === 'sha384' || digest === 'sha512' ? 128 : 64;
  const diversifier = Buffer.alloc(block, purpose);
  const input = Buffer.concat([filled(salt, block), filled(password, block)]);
  const derived: Buffer[] = [];
  for (let have = 0; have < lengthBytes; ) {
    let chained = createHash(digest).update(diversifier).update(input).digest();
    for (let i = 1; i < iterations; i++) chained = hash(digest, chained, 'buffer');
    derived.push(chained);
    have += chained.length;
    addToEachBlock(input, filled(chained, block).subarray(0, block));
  }
  return Buffer.concat(derived).subarray(0, lengthBytes);
}

/** Copies of `bytes` put together to a multiple of the block, the last cut off; nothing stays nothing. */
function filled(bytes: Uint8Array, block: number): Buffer {
  const length = block * Math.ceil(bytes.length / block);
  return length === 0 ? Buffer.alloc(0) : Buffer.alloc(length, bytes);
}

/** Each block of `input` becomes block + addend + 1, modulo 2 to the size of a block. */
function addToEachBlock(input: Buffer, addend: Buffer): void {
  for (let start = 0; start < input.length; start += addend.length) {
    let carry = 1;
    for (let at = addend.length - 1; at >= 0; at--) {
      const sum = (input[start + at] ?? 0) + (addend[at] ?? 0) + carry;
      input[start + at] = sum & 0xff;
      carry = sum >> 8;
    }
  }
}
