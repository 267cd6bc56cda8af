import { isSameSecret, makeApiKey, readBearer } from './api-key.ts';

describe('an API key', () => {
  it('is recognised by its own secret alone', () => {
    const key = makeApiKey();
    const read = readBearer(`Bearer ${key.written}`);
    expect(read?.keyId).toBe(key.keyId);
    expect(isSameSecret(read?.secretHash ?? Buffer.alloc(0), key.secretHash)).toBe(true);
    expect(isSameSecret(makeApiKey().secretHash, key.secretHash)).toBe(false);
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Basic enp4',
    'Bearer zz_ABCDEFGH_short',
    'Bearer zz_abcdefgh_'.padEnd(63, 'A'),
  ])('is not read out of %j', (header) => {
    expect(readBearer(header)).toBeNull();
  });
});
