import { isSameHash } from '../same-hash.ts';
import { hashOfOpaque, makeOpaqueSecret } from './opaque-secret.ts';

describe('an opaque secret', () => {
  it('is recognised by its own text alone', () => {
    const { written, hash } = makeOpaqueSecret('zzt');
    expect(isSameHash(hashOfOpaque('zzt', written)!, hash)).toBe(true);
    expect(isSameHash(makeOpaqueSecret('zzt').hash, hash)).toBe(false);
    expect(isSameHash(Buffer.alloc(0), hash)).toBe(false);
  });

  it('is not taken for one of the other kind', () => {
    expect(hashOfOpaque('zzs', makeOpaqueSecret('zzt').written)).toBeNull();
  });

  it.each([
    '',
    'zzt_',
    'zzt_short',
    `zzt_${'A'.repeat(44)}`,
    `zzt_${'='.repeat(43)}`,
    ` zzt_${'A'.repeat(43)}`,
  ])('is not read out of %j', (presented) => {
    expect(hashOfOpaque('zzt', presented)).toBeNull();
  });
});
