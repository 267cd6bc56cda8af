import { hash, randomBytes } from 'node:crypto';

const WRITTEN = /^[A-Za-z0-9_-]{43}$/;

/** A token that its bearer shows and the database knows by its hash alone. */
export interface NewToken {
  /** 256 random bits, base64url. */
  readonly written: string;
  readonly hash: Buffer;
}

/** Makes a token. Its hash needs no salt and no slow function: nobody guesses 256 random bits. */
export function newToken(): NewToken {
  const written = randomBytes(32).toString('base64url');
  return { written, hash: hashOf(written) };
}

/** SHA-256 of a token as it was shown; `null` for what cannot be one. */
export const tokenHash = (written: string | undefined): Buffer | null =>
  written !== undefined && WRITTEN.test(written) ? hashOf(written) : null;

const hashOf = (written: string): Buffer => hash('sha256', written, 'buffer');
