import type { PdfDocument } from '../pdf-document.ts';
import { PdfError } from '../pdf-error.ts';
import { nameOf, type PdfDict, type PdfObject, PdfStream } from '../pdf-objects.ts';
import { decodeStream } from '../stream-filters.ts';
import type { Tone } from './painted-mark.ts';

type ToneOf = (across: number, down: number) => Tone | undefined;

/** Half transparent and more shows what lies beneath. */
const OPAQUE_FROM = 128;
const LIGHT_FROM = 190;

/**
 * Tones of an image XObject by parts of its width and height; undefined where it is transparent. Samples that cannot be
 * read (JPEG, indexed colours) count as light, a mask that cannot be read as opaque: an attacker chooses both.
 *
 * @param stencilTone tone in which a stencil mask is painted
 * @throws PdfError `pdf-budget-exceeded`
 */
export function readPictureTones(document: PdfDocument, image: PdfStream, stencilTone: Tone): ToneOf {
  const { dict } = image;
  if (document.entry(dict, 'ImageMask') === true) {
    const stencil = readSamples(document, image, 1, 1);
    const painted = isInverted(document, dict) ? 1 : 0;
    return (across, down) => ((stencil?.(across, down)[0] ?? painted) === painted ? stencilTone : undefined);
  }
  const alpha = readAlpha(document, dict);
  const samples = readSamples(document, image, componentsOf(document, dict), 8);
  return (across, down) => {
    if (alpha !== undefined && !alpha(across, down)) return undefined;
    const sample = samples?.(across, down);
    return sample === undefined || Math.min(...sample) >= LIGHT_FROM ? 'light' : 'dark';
  };
}

function readAlpha(
  document: PdfDocument,
  dict: PdfDict,
): ((across: number, down: number) => boolean) | undefined {
  const soft = document.resolve(dict.get('SMask'));
  if (soft instanceof PdfStream) {
    const samples = isInverted(document, soft.dict) ? undefined : readSamples(document, soft, 1, 8);
    return (across, down) => (samples?.(across, down)[0] ?? 255) >= OPAQUE_FROM;
  }
  const hard = document.resolve(dict.get('Mask'));
  if (!(hard instanceof PdfStream)) return undefined;
  const samples = readSamples(document, hard, 1, 1);
  const painted = isInverted(document, hard.dict) ? 1 : 0;
  return (across, down) => (samples?.(across, down)[0] ?? painted) === painted;
}

const isInverted = (document: PdfDocument, dict: PdfDict): boolean =>
  document.resolveArray(dict.get('Decode'))?.[0] === 1;

/** Components of the plain colour spaces; 0 for all others, whose samples do not tell how light they are. */
function componentsOf(document: PdfDocument, dict: PdfDict): number {
  const space = document.resolve(dict.get('ColorSpace'));
  const [family, profile] = Array.isArray(space) ? (space as readonly PdfObject[]) : [space];
  const name = nameOf(document.resolve(family));
  if (name === 'DeviceGray' || name === 'CalGray') return 1;
  if (name === 'DeviceRGB' || name === 'CalRGB') return 3;
  const components = name === 'ICCBased' ? document.entry(document.resolveDict(profile), 'N') : 0;
  return components === 1 || components === 3 ? components : 0;
}

/** Samples of a picture, or undefined where they cannot be read. */
function readSamples(
  document: PdfDocument,
  image: PdfStream,
  components: number,
  bits: 1 | 8,
): ((across: number, down: number) => readonly number[]) | undefined {
  const { dict } = image;
  const [width, height] = [document.entry(dict, 'Width'), document.entry(dict, 'Height')];
  const depth = document.entry(dict, 'BitsPerComponent') ?? 1;
  const isPlain =
    typeof width === 'number' && typeof height === 'number' && depth === bits && width >= 1 && height >= 1;
  if (!isPlain || components === 0) return undefined;
  const data = decoded(document, image);
  const rowBytes = Math.ceil((width * components * bits) / 8);
  if (data === undefined || data.length < rowBytes * height) return undefined;
  return (across, down) => {
    const column = Math.min(width - 1, Math.floor(across * width));
    const row = Math.min(height - 1, Math.floor(down * height)) * rowBytes;
    if (bits === 1) return [((data[row + (column >> 3)] as number) >> (7 - (column & 7))) & 1];
    return [...data.subarray(row + column * components, row + (column + 1) * components)];
  };
}

function decoded(document: PdfDocument, stream: PdfStream): Uint8Array | undefined {
  try {
    return decodeStream(stream, document.budget, document.resolve);
  } catch (cause) {
    if (cause instanceof PdfError && cause.code !== 'pdf-budget-exceeded') return undefined;
    throw cause;
  }
}
