import { z } from 'zod';
import { KEY_SUITES } from '../crypto/pki/key-suite.ts';

/** File name without ending: what `seals.key_id` holds. No separators, so that it cannot leave its folder. */
export const KEY_ID_PATTERN = /^[a-z0-9][a-z0-9-]{0,63}$/;

/**
 * A key file, `<keyId>.json`: the private key wrapped, the certificate or public key that belongs to it in clear. One
 * file, so that a kill never leaves the one without the other.
 */
export const KeyFile = z.strictObject({
  format: z.literal('zhaozhang-key-file/1'),
  purpose: z.enum(['root-ca', 'issuing-ca', 'seal', 'statement', 'time-stamp', 'ocsp', 'seal-maker']),
  /** Made by this service for development and trial; production refuses it. */
  development: z.boolean(),
  suite: z.enum(KEY_SUITES),
  wrapped: z.strictObject({
    format: z.literal('zhaozhang-wrapped-key/1'),
    alg: z.literal('A256GCM'),
    kid: z.string(),
    keyId: z.string().regex(KEY_ID_PATTERN),
    iv: z.base64(),
    ciphertext: z.base64(),
    tag: z.base64(),
  }),
  /** SubjectPublicKeyInfo, DER, base64. */
  publicKey: z.base64(),
  /** DER, base64; null for keys that need none. */
  certificate: z.base64().nullable(),
  /** DER, base64: certificates above it, nearest first, without the root. */
  chain: z.array(z.base64()),
  createdAt: z.iso.datetime(),
});
export type KeyFile = z.infer<typeof KeyFile>;

/** DER of the certificate in the file, if there is one. */
export const certificateDerOf = (file: KeyFile): Buffer | null =>
  file.certificate === null ? null : Buffer.from(file.certificate, 'base64');
