import { crc32, inflateSync } from 'node:zlib';
import { undoPngFilters } from '../../crypto/pdf/png-rows.ts';
import { PictureError } from './picture-error.ts';

/** A decoded PNG: samples of 8 bits, row by row from the top, transparency apart. */
export interface PngPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly colours: 1 | 3;
  readonly samples: Uint8Array;
  readonly alpha?: Uint8Array;
}

interface PngHeader {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly colourType: number;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Samples a pixel by colour type: grey, RGB, palette, grey with alpha, RGB with alpha (ISO/IEC 15948 table 11.1). */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const MOST_PIXELS = 25_000_000;

/**
 * Decodes a PNG of 8 bits a sample without interlacing. Everything is decoded, none passed through unseen: a broken
 * picture must be refused before the file is sealed. The size is bounded before inflating (a decompression bomb).
 *
 * @throws PictureError
 */
export function decodePng(bytes: Uint8Array): PngPicture {
  const chunks = readChunks(bytes);
  const header = readHeader(chunks.get('IHDR')?.[0]);
  const channels = CHANNELS[header.colourType] ?? 0;
  const raw = inflateRows(chunks.get('IDAT') ?? [], header, channels);
  const samples = undoPngFilters(raw, header.widthPx * channels, channels);
  if (samples === undefined) throw new PictureError('picture-not-readable');
  return split(header, samples, chunks.get('PLTE')?.[0], chunks.get('tRNS')?.[0]);
}

/** Width and height from the first chunk alone. @throws PictureError */
export function readPngSize(bytes: Uint8Array): { readonly widthPx: number; readonly heightPx: number } {
  return readHeader(readChunks(bytes).get('IHDR')?.[0]);
}

function readChunks(bytes: Uint8Array): Map<string, Uint8Array[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!SIGNATURE.every((byte, index) => bytes[index] === byte))
    throw new PictureError('picture-not-readable');
  const chunks = new Map<string, Uint8Array[]>();
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    if (at + 12 + length > bytes.length) break;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const sumHolds = crc32(bytes.subarray(at + 4, at + 8 + length)) === view.getUint32(at + 8 + length);
    if (!sumHolds) throw new PictureError('picture-not-readable');
    chunks.set(type, [...(chunks.get(type) ?? []), bytes.subarray(at + 8, at + 8 + length)]);
    if (type === 'IEND') return chunks;
    at += 12 + length;
  }
  throw new PictureError('picture-not-readable');
}

function readHeader(chunk: Uint8Array | undefined): PngHeader {
  if (chunk?.length !== 13) throw new PictureError('picture-not-readable');
  const view = new DataView(chunk.buffer, chunk.byteOffset, 13);
  const header = { widthPx: view.getUint32(0), heightPx: view.getUint32(4), colourType: view.getUint8(9) };
  const plain = view.getUint8(8) === 8 && view.getUint8(12) === 0 && CHANNELS[header.colourType];
  if (!plain) throw new PictureError('picture-colour-space');
  if (header.widthPx === 0 || header.heightPx === 0) throw new PictureError('picture-not-readable');
  if (header.widthPx * header.heightPx > MOST_PIXELS) throw new PictureError('picture-too-large');
  return header;
}

function inflateRows(parts: readonly Uint8Array[], header: PngHeader, channels: number): Uint8Array {
  const length = (header.widthPx * channels + 1) * header.heightPx;
  const raw = inflatedTo(length, Buffer.concat(parts));
  if (raw?.length !== length) throw new PictureError('picture-not-readable');
  return raw;
}

/** Undefined for bytes that are no zlib stream, and for one that holds more than `length`. */
function inflatedTo(length: number, packed: Uint8Array): Uint8Array | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: length });
  } catch {
    return undefined;
  }
}

/** Takes transparency apart from colour and looks palette entries up. */
function split(
  header: PngHeader,
  samples: Uint8Array,
  palette: Uint8Array | undefined,
  transparency: Uint8Array | undefined,
): PngPicture {
  const size = { widthPx: header.widthPx, heightPx: header.heightPx };
  if (header.colourType === 3) return lookUp(size, samples, palette, transparency);
  const channels = CHANNELS[header.colourType] ?? 1;
  const colours = header.colourType === 0 || header.colourType === 4 ? 1 : 3;
  if (channels === colours) return { ...size, colours, samples };
  const pixels = size.widthPx * size.heightPx;
  const colour = new Uint8Array(pixels * colours);
  const alpha = new Uint8Array(pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let index = 0; index < colours; index++)
      colour[pixel * colours + index] = samples[pixel * channels + index] ?? 0;
    alpha[pixel] = samples[pixel * channels + colours] ?? 0;
  }
  return { ...size, colours, samples: colour, alpha };
}

function lookUp(
  size: { widthPx: number; heightPx: number },
  indexes: Uint8Array,
  palette: Uint8Array | undefined,
  transparency: Uint8Array | undefined,
): PngPicture {
  if (!palette) throw new PictureError('picture-not-readable');
  const colour = new Uint8Array(indexes.length * 3);
  indexes.forEach((entry, pixel) => {
    colour.set(palette.subarray(entry * 3, entry * 3 + 3), pixel * 3);
  });
  const alpha = transparency && indexes.map((entry) => transparency[entry] ?? 255);
  return { ...size, colours: 3, samples: colour, ...(alpha && { alpha }) };
}
