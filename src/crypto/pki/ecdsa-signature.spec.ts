import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { concatenatedSignature, derSignature } from './ecdsa-signature.ts';

describe('an ECDSA signature', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const message = Buffer.from('message');

  it('as r and s behind each other becomes the form of certificates, and back', () => {
    // A hundred, so that some halves begin with a high bit and some with zeros.
    for (let i = 0; i < 100; i++) {
      const raw = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
      const der = derSignature(raw);
      expect(verify('sha256', message, publicKey, der)).toBe(true);
      expect(Buffer.compare(concatenatedSignature(der, 32), raw)).toBe(0);
    }
  });

  it('of an odd length or of none is refused', () => {
    expect(() => derSignature(Buffer.alloc(63, 1))).toThrow(RangeError);
    expect(() => derSignature(Buffer.alloc(0))).toThrow(RangeError);
  });
});
