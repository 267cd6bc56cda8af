import { PictureError } from './picture-error.ts';

export interface JpegHeader {
  readonly widthPx: number;
  readonly heightPx: number;
  /** 1 grey, 3 colour (YCbCr). */
  readonly components: 1 | 3;
}

/** Frame markers that PDF's DCTDecode can read: baseline, extended and progressive Huffman (ITU-T T.81 table B.1). */
const FRAME_MARKERS = [0xc0, 0xc1, 0xc2];
const MARKERS_WITHOUT_LENGTH = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
const START_OF_SCAN = 0xda;

/**
 * Reads a JPEG's frame header by walking its marker segments; the entropy-coded data are not decoded, but the file
 * must run to its end marker.
 *
 * @throws PictureError picture-not-readable | picture-colour-space (CMYK, 12 bit)
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || !endsWithEndMarker(bytes))
    throw new PictureError('picture-not-readable');
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (FRAME_MARKERS.includes(marker)) return frameAt(bytes, at + 4);
    if (marker === START_OF_SCAN) break;
    if (marker === 0xff) at += 1;
    else if (MARKERS_WITHOUT_LENGTH(marker)) at += 2;
    else at += 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
  }
  throw new PictureError('picture-not-readable');
}

function frameAt(bytes: Uint8Array, at: number): JpegHeader {
  if (at + 6 > bytes.length) throw new PictureError('picture-not-readable');
  const [precision = 0, h1 = 0, h0 = 0, w1 = 0, w0 = 0, components = 0] = bytes.subarray(at, at + 6);
  if (precision !== 8 || (components !== 1 && components !== 3))
    throw new PictureError('picture-colour-space');
  return { widthPx: (w1 << 8) | w0, heightPx: (h1 << 8) | h0, components };
}

/** Cameras pad behind the end marker with zeros. */
function endsWithEndMarker(bytes: Uint8Array): boolean {
  let end = bytes.length;
  while (end > 2 && bytes[end - 1] === 0) end--;
  return bytes[end - 2] === 0xff && bytes[end - 1] === 0xd9;
}
