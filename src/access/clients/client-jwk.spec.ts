import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { PublicJwk } from './client-jwk.ts';

const jwkOf = (key: KeyObject) => ({ ...key.export({ format: 'jwk' }) });
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed25519 = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const isTaken = (jwk: object) => PublicJwk.safeParse(jwk).success;

describe('the public key of a client', () => {
  it.each([
    ['P-256', p256],
    ['Ed25519', ed25519],
    ['RSA of 2048 bits', rsa],
  ])('is taken as %s, and never its private twin', (_what, { publicKey, privateKey }) => {
    expect(isTaken(jwkOf(publicKey))).toBe(true);
    expect(isTaken({ ...jwkOf(publicKey), kid: 'a', use: 'sig' })).toBe(true);
    expect(isTaken(jwkOf(privateKey))).toBe(false);
  });

  it.each<[string, object]>([
    ['RSA of 1024 bits', jwkOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey)],
    [
      'RSA with the exponent 3',
      jwkOf(generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 }).publicKey),
    ],
    ['another curve', jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey)],
    ['a point beside the curve', { ...jwkOf(p256.publicKey), y: jwkOf(p256.publicKey)['x'] }],
    ['a key to encrypt with', { ...jwkOf(p256.publicKey), use: 'enc' }],
    ['an algorithm of another type', { ...jwkOf(p256.publicKey), alg: 'HS256' }],
    ['a secret', { kty: 'oct', k: 'AAAA' }],
    ['nothing', {}],
  ])('is refused as %s', (_what, jwk) => {
    expect(isTaken(jwk)).toBe(false);
  });
});
