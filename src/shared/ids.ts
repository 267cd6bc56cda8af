import { randomBytes, randomUUID } from 'node:crypto';

/** A new random (version 4) UUID, lower case with hyphens. */
export const newId = (): string => randomUUID();

/** Crockford's base 32 in capitals: no I, L, O, U, so that nothing printed is mistaken for another. */
export const TOKEN_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `length` random characters of `TOKEN_ALPHABET`, five bits each (20 characters: 100 bits). */
export function randomToken(length = 20): string {
  const bytes = randomBytes(length);
  let token = '';
  for (const byte of bytes) token += TOKEN_ALPHABET[byte & 31];
  return token;
}
