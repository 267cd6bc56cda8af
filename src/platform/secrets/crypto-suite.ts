import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Authenticated encryption and a keyed hash: one of the two families of algorithms that we may be asked for. */
export interface CryptoSuite {
  /** First byte of everything that the suite makes; never given to another algorithm. */
  readonly alg: number;
  readonly nonceBytes: number;
  readonly tagBytes: number;
  /** HKDF (RFC 5869) with the suite's hash: `length` bytes for one `purpose`. */
  derive(masterKey: Buffer, purpose: string, length: number): Buffer;
  /** Ciphertext followed by its tag, in parts: whoever joins them joins more besides. `key` is 32 bytes. */
  encrypt(key: Buffer, nonce: Buffer, plaintext: Uint8Array, associated: Buffer): Buffer[];
  /** Null when key, associated data or any byte is another. */
  decrypt(key: Buffer, nonce: Buffer, sealed: Buffer, associated: Buffer): Buffer | null;
  /** 32 bytes. */
  mac(key: Buffer, data: string | Uint8Array): Buffer;
}

const SALT = 'zhaozhang/1';
const GCM_TAG_BYTES = 16;
const SM3_BYTES = 32;
const SM4_KEY_BYTES = 16;

/** AES-256-GCM (NIST SP 800-38D) with random 96-bit nonces (at most 2^32 messages a key), HMAC-SHA-256. */
export const INTL_SUITE: CryptoSuite = {
  alg: 1,
  nonceBytes: 12,
  tagBytes: GCM_TAG_BYTES,
  derive: (masterKey, purpose, length) => Buffer.from(hkdfSync('sha256', masterKey, SALT, purpose, length)),
  encrypt(key, nonce, plaintext, associated) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated);
    return [cipher.update(plaintext), cipher.final(), cipher.getAuthTag()];
  },
  decrypt(key, nonce, sealed, associated) {
    const ciphertext = sealed.subarray(0, -GCM_TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: GCM_TAG_BYTES })
      .setAAD(associated)
      .setAuthTag(sealed.subarray(-GCM_TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
    } catch {
      return null;
    }
  },
  mac: (key, data) => createHmac('sha256', key).update(data).digest(),
};

/** SM4-CTR (GB/T 32907) then HMAC-SM3 (GB/T 32905) over nonce, associated data and ciphertext, with a key each. */
export const GM_SUITE: CryptoSuite = {
  alg: 2,
  nonceBytes: 16,
  tagBytes: SM3_BYTES,
  derive: (masterKey, purpose, length) => Buffer.from(hkdfSync('sm3', masterKey, SALT, purpose, length)),
  encrypt(key, nonce, plaintext, associated) {
    const { cipherKey, macKey } = splitKey(key);
    const cipher = createCipheriv('sm4-ctr', cipherKey, nonce);
    const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return [ciphertext, tagOf(macKey, nonce, associated, ciphertext)];
  },
  decrypt(key, nonce, sealed, associated) {
    const { cipherKey, macKey } = splitKey(key);
    const ciphertext = sealed.subarray(0, -SM3_BYTES);
    const expected = tagOf(macKey, nonce, associated, ciphertext);
    if (sealed.length < SM3_BYTES || !timingSafeEqual(expected, sealed.subarray(-SM3_BYTES))) return null;
    const decipher = createDecipheriv('sm4-ctr', cipherKey, nonce);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  },
  mac: (key, data) => createHmac('sm3', key).update(data).digest(),
};

function splitKey(key: Buffer): { cipherKey: Buffer; macKey: Buffer } {
  const derived = Buffer.from(hkdfSync('sm3', key, '', 'sm4-ctr hmac-sm3', SM4_KEY_BYTES + SM3_BYTES));
  return { cipherKey: derived.subarray(0, SM4_KEY_BYTES), macKey: derived.subarray(SM4_KEY_BYTES) };
}

/** The length of the associated data goes first, so that no byte can move from it to the ciphertext. */
function tagOf(macKey: Buffer, nonce: Buffer, associated: Buffer, ciphertext: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(associated.length);
  return createHmac('sm3', macKey)
    .update(nonce)
    .update(length)
    .update(associated)
    .update(ciphertext)
    .digest();
}

export const SUITES: Readonly<Record<'intl' | 'gm', CryptoSuite>> = { intl: INTL_SUITE, gm: GM_SUITE };

/** The suite that wrote `alg`, or null for a byte that is none of ours. */
export const suiteOf = (alg: number | undefined): CryptoSuite | null =>
  Object.values(SUITES).find((suite) => suite.alg === alg) ?? null;
