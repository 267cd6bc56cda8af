import { derivePkcs12, PURPOSE } from './pkcs12-key-derivation.ts';
import { passwordForms } from './pkcs12-password.ts';

const derive = (
  password: string,
  salt: string,
  iterations: number,
  purpose: keyof typeof PURPOSE,
  lengthBytes: number,
) =>
  derivePkcs12({
    digest: 'sha1',
    password: passwordForms(password)[0]?.bmp ?? Buffer.alloc(0),
    salt: Buffer.from(salt, 'hex'),
    iterations,
    purpose: PURPOSE[purpose],
    lengthBytes,
  }).toString('hex');

describe('key derivation of PKCS #12', () => {
  // Test vectors that implementers have shared since PKCS #12 v1.0 (Dr. Henson); OpenSSL's own tests hold them too.
  it.each([
    ['smeg', '0a58cf64530d823f', 1, 'key', 24, '8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3'],
    ['smeg', '0a58cf64530d823f', 1, 'iv', 8, '79993dfe048d3b76'],
    ['smeg', '3d83c0e4546ac140', 1, 'mac', 20, '8d967d88f6caa9d714800ab3d48051d63f73a312'],
    ['queeg', '05dec959acff72f7', 1000, 'key', 24, 'ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4'],
  ] as const)(
    'of %s with salt %s gives the known bytes',
    (password, salt, iterations, purpose, length, known) => {
      expect(derive(password, salt, iterations, purpose, length)).toBe(known);
    },
  );

  it('writes Chinese passwords and those beyond the first plane in 16-bit units', () => {
    expect(passwordForms('密𠮷')[0]?.bmp.toString('hex')).toBe('5bc6d842dfb70000');
  });
});
