import { createCipheriv, createDecipheriv, createHash, type KeyObject, randomBytes } from 'node:crypto';

/** The key that wraps private keys: AES-256, named so that a file says which one opens it. */
export interface MasterKey {
  /** See `masterKeyIdOf`: names the key without giving anything of it away. */
  readonly kid: string;
  readonly key: KeyObject;
}

/** What a key file holds. All bytes are base64; `keyId`, `alg` and `kid` are authenticated with the key. */
export interface WrappedPrivateKey {
  readonly format: 'zhaozhang-wrapped-key/1';
  readonly alg: 'A256GCM';
  readonly kid: string;
  readonly keyId: string;
  readonly iv: string;
  readonly ciphertext: string;
  readonly tag: string;
}

export const MASTER_KEY_LENGTH_BYTES = 32;
const IV_LENGTH_BYTES = 12;
const TAG_LENGTH_BYTES = 16;

/** The name of a master key: 16 hex digits of a SHA-256 over a fixed label and its 32 bytes. */
export function masterKeyIdOf(masterKeyBytes: Uint8Array): string {
  return createHash('sha256')
    .update('zhaozhang master key id')
    .update(masterKeyBytes)
    .digest('hex')
    .slice(0, 16);
}

/**
 * Wraps a private key with AES-256-GCM (NIST SP 800-38D) under a fresh random 12-byte IV.
 *
 * @param pkcs8Der PrivateKeyInfo (RFC 5208), DER
 */
export function wrapPrivateKey(pkcs8Der: Uint8Array, keyId: string, master: MasterKey): WrappedPrivateKey {
  const header = { format: 'zhaozhang-wrapped-key/1', alg: 'A256GCM', kid: master.kid, keyId } as const;
  const iv = randomBytes(IV_LENGTH_BYTES);
  const cipher = createCipheriv('aes-256-gcm', master.key, iv).setAAD(associatedData(header));
  const ciphertext = Buffer.concat([cipher.update(pkcs8Der), cipher.final()]);
  return {
    ...header,
    iv: iv.toString('base64'),
    ciphertext: ciphertext.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/**
 * Opens what `wrapPrivateKey` made. The caller turns the result into a `KeyObject` at once and zeroes the buffer.
 *
 * @returns PrivateKeyInfo (RFC 5208), DER
 * @throws TypeError when the master key is another one, or any byte of the file was changed
 */
export function unwrapPrivateKey(wrapped: WrappedPrivateKey, master: MasterKey): Buffer {
  if (wrapped.kid !== master.kid) {
    throw new TypeError(`key ${wrapped.keyId} is wrapped under master key ${wrapped.kid}, not ${master.kid}`);
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', master.key, Buffer.from(wrapped.iv, 'base64'), {
      authTagLength: TAG_LENGTH_BYTES,
    });
    decipher.setAAD(associatedData(wrapped)).setAuthTag(Buffer.from(wrapped.tag, 'base64'));
    return Buffer.concat([decipher.update(wrapped.ciphertext, 'base64'), decipher.final()]);
  } catch (cause) {
    throw new TypeError(`key ${wrapped.keyId} does not open: its file was changed`, { cause });
  }
}

/** Without the header under the tag, two key files could be swapped and each would still open. */
function associatedData(header: Pick<WrappedPrivateKey, 'format' | 'alg' | 'kid' | 'keyId'>): Buffer {
  return Buffer.from(`${header.format}\n${header.alg}\n${header.kid}\n${header.keyId}`, 'utf8');
}
