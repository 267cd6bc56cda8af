import { inflateSync } from 'node:zlib';
import type { Budget } from './budget.ts';
import { hexValue, isWhitespace } from './characters.ts';
import { PdfError } from './pdf-error.ts';
import { nameOf, PdfDict, type PdfObject, type PdfStream } from './pdf-objects.ts';

/** More filters in a row than any writer uses; each may be a bomb. */
const MAX_FILTERS = 4;

/**
 * Bytes of a stream after its filters. Used for cross-reference and object streams only: what a page shows is
 * compared in its encoded form and never decoded here.
 *
 * @param resolve follows references in the stream's dictionary
 * @throws PdfError `pdf-filter-unsupported | pdf-stream-damaged | pdf-budget-exceeded`
 */
export function decodeStream(
  stream: PdfStream,
  budget: Budget,
  resolve: (object: PdfObject | undefined) => PdfObject | undefined,
): Uint8Array {
  const filters = asArray(resolve(stream.dict.get('Filter'))).map((filter) => nameOf(resolve(filter)));
  const parameters = asArray(resolve(stream.dict.get('DecodeParms'))).map(resolve);
  if (stream.hasWrongLength) throw new PdfError('pdf-stream-damaged');
  if (filters.length > MAX_FILTERS) throw new PdfError('pdf-budget-exceeded');
  return filters.reduce(
    (bytes, filter, index) => decodeFilter(filter, bytes, asDict(parameters[index]), budget),
    stream.rawBytes,
  );
}

function decodeFilter(
  filter: string | undefined,
  bytes: Uint8Array,
  parameters: PdfDict | undefined,
  budget: Budget,
): Uint8Array {
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return undoPredictor(inflate(bytes, budget), parameters);
    case 'ASCIIHexDecode':
    case 'AHx':
      return decodeAsciiHex(bytes);
    case 'ASCII85Decode':
    case 'A85':
      return decodeAscii85(bytes);
    default:
      throw new PdfError('pdf-filter-unsupported');
  }
}

function inflate(bytes: Uint8Array, budget: Budget): Uint8Array {
  const room = budget.inflatableBytes;
  if (room < 1) throw new PdfError('pdf-budget-exceeded');
  try {
    const inflated = inflateSync(bytes, { maxOutputLength: room });
    budget.countInflated(inflated.length);
    return inflated;
  } catch (cause) {
    if (codeOf(cause) === 'ERR_BUFFER_TOO_LARGE') throw new PdfError('pdf-budget-exceeded', cause);
    throw new PdfError('pdf-stream-damaged', cause);
  }
}

const codeOf = (cause: unknown): unknown =>
  typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;

/** PNG predictors (§7.4.4.4): each row begins with its own type. TIFF's predictor is not used for these streams. */
function undoPredictor(bytes: Uint8Array, parameters: PdfDict | undefined): Uint8Array {
  const predictor = numberIn(parameters, 'Predictor', 1);
  if (predictor === 1) return bytes;
  if (predictor < 10) throw new PdfError('pdf-filter-unsupported');
  const bitsPerPixel = numberIn(parameters, 'Colors', 1) * numberIn(parameters, 'BitsPerComponent', 8);
  const rowBytes = Math.ceil((bitsPerPixel * numberIn(parameters, 'Columns', 1)) / 8);
  const pixelBytes = Math.max(1, bitsPerPixel >> 3);
  if (!(rowBytes >= 1 && rowBytes <= bytes.length)) throw new PdfError('pdf-stream-damaged');
  const rows = Math.floor(bytes.length / (rowBytes + 1));
  const out = new Uint8Array(rows * rowBytes);
  for (let row = 0; row < rows; row++) {
    const type = bytes[row * (rowBytes + 1)] as number;
    for (let column = 0; column < rowBytes; column++) {
      const at = row * rowBytes + column;
      const left = column >= pixelBytes ? (out[at - pixelBytes] as number) : 0;
      const up = row > 0 ? (out[at - rowBytes] as number) : 0;
      const upLeft = row > 0 && column >= pixelBytes ? (out[at - rowBytes - pixelBytes] as number) : 0;
      out[at] = (bytes[row * (rowBytes + 1) + 1 + column] as number) + predict(type, left, up, upLeft);
    }
  }
  return out;
}

function predict(type: number, left: number, up: number, upLeft: number): number {
  switch (type) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, upLeft);
    default:
      throw new PdfError('pdf-stream-damaged');
  }
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toUpLeft = Math.abs(estimate - upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

function decodeAsciiHex(bytes: Uint8Array): Uint8Array {
  const digits: number[] = [];
  for (const byte of bytes) {
    if (byte === 0x3e) break;
    const value = hexValue(byte);
    if (value >= 0) digits.push(value);
    else if (!isWhitespace(byte)) throw new PdfError('pdf-stream-damaged');
  }
  if (digits.length % 2 === 1) digits.push(0);
  return Uint8Array.from(
    { length: digits.length / 2 },
    (_, i) => ((digits[2 * i] ?? 0) << 4) | (digits[2 * i + 1] ?? 0),
  );
}

/** Groups of five base-85 digits to four bytes; `z` is four zeros; a cut-off last group counts (§7.4.3). */
function decodeAscii85(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  const flush = (count: number) => {
    while (group.length < 5) group.push(84);
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let i = 0; i < count; i++) out.push(Math.floor(value / 256 ** (3 - i)) & 0xff);
    group = [];
  };
  for (const byte of bytes) {
    if (byte === 0x7e) break;
    if (isWhitespace(byte)) continue;
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else if (byte < 0x21 || byte > 0x75) throw new PdfError('pdf-stream-damaged');
    else if (group.push(byte - 0x21) === 5) flush(4);
  }
  if (group.length > 1) flush(group.length - 1);
  return Uint8Array.from(out);
}

const asArray = (object: PdfObject | undefined): readonly PdfObject[] => {
  if (object === undefined || object === null) return [];
  return Array.isArray(object) ? (object as readonly PdfObject[]) : [object];
};

const asDict = (object: PdfObject | undefined): PdfDict | undefined =>
  object instanceof PdfDict ? object : undefined;

function numberIn(parameters: PdfDict | undefined, key: string, otherwise: number): number {
  const value = parameters?.get(key);
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : otherwise;
}
