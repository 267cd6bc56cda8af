import { createPublicKey } from 'node:crypto';
import { z } from 'zod';

const RSA_BITS_MIN = 2_048;
const RSA_BITS_MAX = 4_096;

const member = z.string().regex(/^[A-Za-z0-9_-]{1,1000}$/);
const common = {
  kid: z
    .string()
    .regex(/^[\x21-\x7e]{1,100}$/)
    .optional(),
  use: z.literal('sig').optional(),
};

const RsaJwk = z.strictObject({
  kty: z.literal('RSA'),
  n: member,
  e: member,
  alg: z.enum(['RS256', 'PS256']).optional(),
  ...common,
});
const P256Jwk = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: member,
  y: member,
  alg: z.literal('ES256').optional(),
  ...common,
});
const Ed25519Jwk = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: member,
  alg: z.literal('EdDSA').optional(),
  ...common,
});

/**
 * A public key that a client may sign its assertions with (RFC 7517): RSA of 2048 to 4096 bits, P-256, Ed25519. Private
 * members are unknown members and refused, whatever the system's makers may have exported by mistake.
 */
export const PublicJwk = z
  .discriminatedUnion('kty', [RsaJwk, P256Jwk, Ed25519Jwk])
  .refine(isFitKey, { params: { code: 'credential.key-unfit' } })
  .meta({ id: 'PublicJwk' });
export type PublicJwk = z.infer<typeof PublicJwk>;

/** Whether its numbers are a key: a point of the curve, a modulus of the right size with the usual exponent. */
function isFitKey(jwk: { kty: string; n?: string }): boolean {
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key: jwk, format: 'jwk' });
    if (jwk.kty !== 'RSA') return true;
    const { modulusLength = 0, publicExponent } = asymmetricKeyDetails ?? {};
    return modulusLength >= RSA_BITS_MIN && modulusLength <= RSA_BITS_MAX && publicExponent === 65_537n;
  } catch {
    return false;
  }
}
