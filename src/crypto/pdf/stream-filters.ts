import { inflateSync } from 'node:zlib';
import type { Budget } from './budget.ts';
import { hexValue, isWhitespace } from './characters.ts';
import { decodeLzw, GrowingBytes } from './lzw-decoder.ts';
import { PdfError } from './pdf-error.ts';
import { nameOf, PdfDict, type PdfObject, type PdfStream } from './pdf-objects.ts';
import { undoPredictor } from './predictor.ts';

/** More filters in a row than any writer uses; each may be a bomb. */
const MAX_FILTERS = 4;

/**
 * Bytes of a stream after its filters. Used for cross-reference and object streams, metadata and
 * evidence, and to see what a later look covers: what a page shows is compared in its encoded form.
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
    case 'LZWDecode':
    case 'LZW':
      return undoPredictor(
        decodeLzw(bytes, parameters?.get('EarlyChange') === 0 ? 0 : 1, budget),
        parameters,
      );
    case 'RunLengthDecode':
    case 'RL':
      return decodeRunLength(bytes, budget);
    case 'Crypt':
      return decrypt(bytes, parameters);
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

/** A length and what it is for: up to 127 that many bytes and one more, above it one byte repeated (§7.4.5). */
function decodeRunLength(bytes: Uint8Array, budget: Budget): Uint8Array {
  const out = new GrowingBytes(bytes.length * 2, budget);
  for (let at = 0; at < bytes.length; ) {
    const length = bytes[at++] as number;
    if (length === END_OF_RUNS) break;
    const copied = length < END_OF_RUNS ? length + 1 : 1;
    if (at + copied > bytes.length) throw new PdfError('pdf-stream-damaged');
    if (length < END_OF_RUNS) out.append(bytes.subarray(at, at + copied));
    else out.fill(bytes[at] as number, 257 - length);
    at += copied;
  }
  return out.view();
}

const END_OF_RUNS = 128;

/** The identity filter leaves the bytes in clear, in encrypted files too (§7.4.10); all others need a key. */
function decrypt(bytes: Uint8Array, parameters: PdfDict | undefined): Uint8Array {
  if ((nameOf(parameters?.get('Name')) ?? 'Identity') !== 'Identity')
    throw new PdfError('pdf-filter-unsupported');
  return bytes;
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
