import { decodePng } from '../pictures/png-picture.ts';
import type { BitmapGlyphPicture } from './glyph-picture.ts';

/** Darker than this is ink. */
const INK_BELOW = 128;

/**
 * Makes a glyph picture of an ideograph from a PNG: dark, opaque dots are ink. The picture's square is the em; give at
 * least 200 dots a side for print.
 *
 * @throws PictureError as `decodePng`
 */
export function glyphPictureFromPng(codePoint: number, png: Uint8Array): BitmapGlyphPicture {
  const { widthPx, heightPx, colours, samples, alpha } = decodePng(png);
  const rowBytes = Math.ceil(widthPx / 8);
  const rows = new Uint8Array(rowBytes * heightPx);
  for (let pixel = 0; pixel < widthPx * heightPx; pixel++) {
    const dark = lightness(samples, pixel, colours) < INK_BELOW && (alpha?.[pixel] ?? 255) >= INK_BELOW;
    const x = pixel % widthPx;
    const at = Math.floor(pixel / widthPx) * rowBytes + (x >> 3);
    if (dark) rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7));
  }
  return { form: 'bitmap', codePoint, advance: 1000, widthDots: widthPx, heightDots: heightPx, rows };
}

function lightness(samples: Uint8Array, pixel: number, colours: 1 | 3): number {
  if (colours === 1) return samples[pixel] ?? 0;
  const [red = 0, green = 0, blue = 0] = samples.subarray(pixel * 3, pixel * 3 + 3);
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}
