import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { accepts, encodePage } from './page-compression.ts';

describe('page compression', () => {
  it.each([
    ['gzip, deflate, br', true],
    ['br;q=0.5', true],
    ['br;q=0', false],
    ['gzip, brx', false],
    [undefined, false],
  ])('reads Accept-Encoding %s', (header, expected) => {
    expect(accepts(header, 'br')).toBe(expected);
  });

  it('gives back the same page whatever the encoding', async () => {
    expect(brotliDecompressSync((await encodePage('证照', 'br')).body).toString()).toBe('证照');
    expect(gunzipSync((await encodePage('证照', 'gzip')).body).toString()).toBe('证照');
    expect(await encodePage('证照', undefined)).toEqual({ body: Buffer.from('证照'), encoding: null });
  });
});
