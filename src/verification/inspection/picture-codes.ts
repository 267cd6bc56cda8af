import sharp, { type Sharp } from 'sharp';
import { type RgbaPixels, readQrCodes } from './qr-reader.ts';

/** A 12-megapixel phone picture and an A4 scan at 600 dpi pass; a picture that unfolds to gigabytes does not. */
const MAX_PIXELS = 50_000_000;
/** Longest side that is searched; a module of a code on A4 still has some six pixels. */
const SEARCHED_SIDE = 4000;

sharp.cache(false);
sharp.concurrency(1);

export type PictureCodes =
  | { readonly kind: 'read'; readonly codes: readonly string[] }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'too-large' };

type Pass = (picture: Sharp, side: number) => Sharp;

/** What is tried in turn until a code is found: as it is; noise off; enlarged and sharpened for small codes. */
const PASSES: readonly Pass[] = [
  (picture) => picture,
  (picture) => picture.greyscale().median(3).normalise(),
  (picture, side) =>
    picture
      .greyscale()
      .resize({
        width: Math.min(SEARCHED_SIDE, side * 2),
        height: Math.min(SEARCHED_SIDE, side * 2),
        fit: 'inside',
      })
      .sharpen(),
];

/** A page drawn at a known size was already searched as it is, and gains nothing by being enlarged. */
const SCANNED_PASSES = PASSES.slice(1, 2);

/**
 * QR codes in a PNG, JPEG or WebP. The decoders are native code and the bytes come from anyone: call it in an
 * inspection process only.
 */
export async function codesOfPicture(bytes: Uint8Array): Promise<PictureCodes> {
  try {
    // The header alone is read here, so any size may be asked for.
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > MAX_PIXELS) return { kind: 'too-large' };
    const { data, info } = await fitting(openPicture(bytes).rotate()).png({ compressionLevel: 0 }).toBuffer({
      resolveWithObject: true,
    });
    return { kind: 'read', codes: await searchInPasses(data, Math.max(info.width, info.height)) };
  } catch {
    return { kind: 'damaged' };
  }
}

/** QR codes in pixels that were drawn by us (a page of a PDF). */
export async function codesOfPixels(pixels: RgbaPixels): Promise<readonly string[]> {
  const found = await readQrCodes(pixels);
  if (found.length > 0) return found;
  const { width, height } = pixels;
  const picture = await sharp(pixels.data, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return searchInPasses(picture, Math.max(width, height), SCANNED_PASSES);
}

async function searchInPasses(
  picture: Uint8Array,
  side: number,
  passes: readonly Pass[] = PASSES,
): Promise<readonly string[]> {
  for (const pass of passes) {
    const codes = await readQrCodes(await rgbaOf(pass(openPicture(picture), side)));
    if (codes.length > 0) return codes;
  }
  return [];
}

function openPicture(bytes: Uint8Array): Sharp {
  return sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 });
}

function fitting(picture: Sharp): Sharp {
  return picture
    .flatten({ background: '#ffffff' })
    .resize({ width: SEARCHED_SIDE, height: SEARCHED_SIDE, fit: 'inside', withoutEnlargement: true });
}

async function rgbaOf(picture: Sharp): Promise<RgbaPixels> {
  const { data, info } = await picture
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length),
    width: info.width,
    height: info.height,
  };
}
