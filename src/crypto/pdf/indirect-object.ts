import type { Budget } from './budget.ts';
import { PdfError } from './pdf-error.ts';
import { PdfDict, type PdfObject, PdfStream } from './pdf-objects.ts';
import { PdfParser } from './pdf-parser.ts';

export interface IndirectObject {
  readonly number: number;
  readonly generation: number;
  readonly object: PdfObject;
  /** Offset behind `endobj`. */
  readonly end: number;
}

/**
 * Reads `12 0 obj … endobj` at an offset (ISO 32000-2 §7.3.10). A stream is taken by its `/Length`; where
 * `endstream` does not follow there, it is marked, for readers differ on what it holds.
 *
 * @param resolve gives the value of a reference in `/Length`
 * @throws PdfError `pdf-object-damaged | pdf-stream-damaged | pdf-budget-exceeded`
 */
export function readIndirectObject(
  bytes: Uint8Array,
  offset: number,
  budget: Budget,
  resolve: (object: PdfObject | undefined) => PdfObject | undefined,
): IndirectObject {
  budget.countObjects();
  const parser = new PdfParser(bytes, offset, budget, true);
  const number = parser.takeInteger();
  const generation = parser.takeInteger();
  if (number === undefined || generation === undefined || !parser.takeKeyword('obj')) {
    throw new PdfError('pdf-object-damaged');
  }
  let object = parser.readObject();
  if (object instanceof PdfDict && parser.takeKeyword('stream')) {
    object = readStream(bytes, parser, object, resolve(object.get('Length')));
  }
  if (!parser.takeKeyword('endobj')) throw new PdfError('pdf-object-damaged');
  return { number, generation, object, end: parser.position };
}

function readStream(
  bytes: Uint8Array,
  parser: PdfParser,
  dict: PdfDict,
  length: PdfObject | undefined,
): PdfStream {
  let start = parser.position;
  if (bytes[start] === 0x0d) start++;
  if (bytes[start] === 0x0a) start++;
  if (
    typeof length === 'number' &&
    Number.isInteger(length) &&
    length >= 0 &&
    start + length <= bytes.length
  ) {
    parser.position = start + length;
    if (parser.takeKeyword('endstream')) return new PdfStream(dict, bytes.subarray(start, start + length));
  }
  return readUntilEndstream(bytes, parser, dict, start);
}

/**
 * Hand-made files state wrong lengths, and all readers forgive them. Nothing is decoded from such a stream; it is
 * only compared, and for that the first `endstream` is as good an end as any.
 */
function readUntilEndstream(bytes: Uint8Array, parser: PdfParser, dict: PdfDict, start: number): PdfStream {
  const { buffer, byteOffset } = bytes;
  const end = Buffer.from(buffer, byteOffset, bytes.length).indexOf('endstream', start, 'latin1');
  if (end < 0) throw new PdfError('pdf-stream-damaged');
  parser.position = end;
  if (!parser.takeKeyword('endstream')) throw new PdfError('pdf-stream-damaged');
  return new PdfStream(dict, bytes.subarray(start, end), true);
}
