import { z } from 'zod';
import { KEY_SUITES } from '../crypto/pki/key-suite.ts';
import { KEY_ID_PATTERN } from './key-file.ts';

export const TOKEN_KEY_ENDING = '.token.json';

/** `<keyId>.token.json`: where on the token a seal's key lies, and its certificate. It holds nothing secret. */
export const TokenKeyFile = z.strictObject({
  format: z.literal('zhaozhang-token-key/1'),
  keyId: z.string().regex(KEY_ID_PATTERN),
  suite: z.enum(KEY_SUITES),
  /** CKA_LABEL of the private key. */
  keyLabel: z.string().min(1).max(200),
  /** DER, base64. */
  certificate: z.base64(),
  /** DER, base64: certificates above it, nearest first, without the root. */
  chain: z.array(z.base64()),
  createdAt: z.iso.datetime(),
});
export type TokenKeyFile = z.infer<typeof TokenKeyFile>;

export const tokenCertificateOf = ({ certificate }: TokenKeyFile): Buffer =>
  Buffer.from(certificate, 'base64');
