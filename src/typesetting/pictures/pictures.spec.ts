import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { readJpegHeader } from './jpeg-header.ts';
import { decodePng, readPngSize } from './png-picture.ts';

const photo = sharp({ create: { width: 40, height: 50, channels: 3, background: '#336699' } });
const withAlpha = sharp({
  create: { width: 8, height: 4, channels: 4, background: { r: 200, g: 100, b: 50, alpha: 0.5 } },
});

/** Every filter occurs in a picture of noise with gradients. */
const noisy = sharp(
  Buffer.from(Array.from({ length: 64 * 48 * 3 }, (_, index) => (index * 7 + (index % 5) * 31) & 0xff)),
  { raw: { width: 64, height: 48, channels: 3 } },
);

describe('readJpegHeader', () => {
  it('reads size and components of baseline and progressive files', async () => {
    for (const progressive of [false, true]) {
      const bytes = await photo.clone().jpeg({ progressive }).toBuffer();
      expect(readJpegHeader(bytes)).toEqual({ widthPx: 40, heightPx: 50, components: 3 });
    }
  });

  it('refuses a file that ends early, is something else, or prints in CMYK', async () => {
    const bytes = await photo.clone().jpeg().toBuffer();
    const cmyk = await photo.clone().toColourspace('cmyk').jpeg().toBuffer();
    expect(() => readJpegHeader(bytes.subarray(0, bytes.length - 2))).toThrow('picture-not-readable');
    expect(() => readJpegHeader(Buffer.from('not a picture'))).toThrow('picture-not-readable');
    expect(() => readJpegHeader(Buffer.alloc(0))).toThrow('picture-not-readable');
    expect(() => readJpegHeader(cmyk)).toThrow('picture-colour-space');
  });
});

describe('decodePng', () => {
  it.each([
    ['RGB', noisy.clone().png({ adaptiveFiltering: true })],
    ['grey', noisy.clone().greyscale().png({ adaptiveFiltering: true })],
    ['palette', noisy.clone().png({ palette: true })],
    ['RGB with alpha', noisy.clone().ensureAlpha(0.3).png({ adaptiveFiltering: true })],
  ])('decodes %s as the image library does', async (_name, picture) => {
    const bytes = await picture.toBuffer();
    const { samples, alpha, colours } = decodePng(bytes);
    const judge = sharp(bytes).removeAlpha();
    const expected = await (colours === 1 ? judge.toColourspace('b-w') : judge).raw().toBuffer();
    expect(Buffer.from(samples).equals(expected)).toBe(true);
    if (alpha) expect(new Set(alpha)).toEqual(new Set([76]));
  });

  it('takes transparency apart', async () => {
    const { samples, alpha } = decodePng(await withAlpha.clone().png().toBuffer());
    expect([...samples.subarray(0, 3)]).toEqual([200, 100, 50]);
    expect(alpha).toHaveLength(32);
  });

  it('refuses changed, truncated and foreign bytes', async () => {
    const bytes = await noisy.clone().png().toBuffer();
    const twin = Buffer.from(bytes);
    twin[twin.length >> 1] = (twin[twin.length >> 1] ?? 0) ^ 1;
    for (const bad of [twin, bytes.subarray(0, 100), Buffer.from('GIF89a'), Buffer.alloc(0)])
      expect(() => decodePng(bad)).toThrow('picture-not-readable');
  });

  it('refuses 16 bits, interlacing, and a size that would fill the memory, before inflating', async () => {
    const deep = await noisy.clone().toColourspace('rgb16').png().toBuffer();
    expect(() => decodePng(deep)).toThrow('picture-colour-space');
    const interlaced = await noisy.clone().png({ progressive: true }).toBuffer();
    expect(() => decodePng(interlaced)).toThrow('picture-colour-space');
    const huge = withSize(await photo.clone().png().toBuffer(), 60_000);
    expect(() => readPngSize(huge)).toThrow('picture-too-large');
  });

  it('stops inflating at the size that the header states', async () => {
    const bytes = await photo.clone().png().toBuffer();
    const bomb = replaceChunk(bytes, 'IDAT', deflateSync(Buffer.alloc(50_000_000)));
    expect(() => decodePng(bomb)).toThrow('picture-not-readable');
  });
});

function replaceChunk(png: Buffer, type: string, data: Buffer): Buffer {
  const at = png.indexOf(type, 0, 'latin1') - 4;
  const end = at + 12 + png.readUInt32BE(at);
  return Buffer.concat([png.subarray(0, at), chunk(type, data), png.subarray(end)]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function withSize(png: Buffer, side: number): Buffer {
  const header = Buffer.from(png.subarray(16, 29));
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  return replaceChunk(png, 'IHDR', header);
}
