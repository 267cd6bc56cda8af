import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { randomToken } from '../shared/ids.ts';

const WRITTEN = /^zz_([0-9A-HJKMNP-TV-Z]{8})_([A-Za-z0-9_-]{43})$/;

/** A new key of a unit's system. `written` is shown once and never kept. */
export interface NewApiKey {
  readonly keyId: string;
  /** `zz_<8 characters key id>_<256 random bits, base64url>`. */
  readonly written: string;
  readonly secretHash: Buffer;
}

/** Makes a key. The hash needs no salt and no slow function: nobody guesses 256 random bits. */
export function makeApiKey(): NewApiKey {
  const keyId = randomToken(8);
  const secret = randomBytes(32).toString('base64url');
  return { keyId, written: `zz_${keyId}_${secret}`, secretHash: hashSecret(secret) };
}

/** Key id and hash of the secret of an `Authorization` header `Bearer zz_…`; `null` for anything else. */
export function readBearer(header: string | undefined): { keyId: string; secretHash: Buffer } | null {
  const [, keyId, secret] = WRITTEN.exec(header?.replace(/^Bearer +/i, '') ?? '') ?? [];
  return keyId && secret ? { keyId, secretHash: hashSecret(secret) } : null;
}

/** Compares in constant time: the time tells nothing of how much was right. */
export function isSameSecret(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}

function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
