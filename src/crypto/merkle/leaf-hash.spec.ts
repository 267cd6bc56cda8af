import { leafHash } from './leaf-hash.ts';

describe('leafHash', () => {
  it('is the published hash of the empty leaf (Certificate Transparency test vectors)', () => {
    expect(Buffer.from(leafHash(new Uint8Array())).toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
  });
});
