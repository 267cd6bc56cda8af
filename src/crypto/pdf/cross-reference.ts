import type { Budget } from './budget.ts';
import { isWhitespace } from './characters.ts';
import { readIndirectObject } from './indirect-object.ts';
import { PdfError } from './pdf-error.ts';
import { nameOf, PdfDict, type PdfObject, PdfStream } from './pdf-objects.ts';
import { PdfParser } from './pdf-parser.ts';
import { decodeStream } from './stream-filters.ts';

/** Where an object lies: at an offset of the file, or as the nth object of an object stream. */
export type CrossReferenceEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'compressed'; readonly streamNumber: number; readonly index: number };

/** One revision's cross-reference section, with the stream of a hybrid file already merged in. */
export interface CrossReferenceSection {
  readonly kind: 'table' | 'stream';
  readonly offset: number;
  /** Of the stream that a hybrid file's table leads to. */
  readonly hybridOffset?: number;
  readonly trailer: PdfDict;
  readonly entries: ReadonlyMap<number, CrossReferenceEntry>;
}

const FREE: CrossReferenceEntry = { kind: 'free' };
/** Object numbers beyond this are refused: no file has them, a sparse table full of them is an attack. */
const MAX_OBJECT_NUMBER = 8_388_607;

/**
 * Follows the sections from the newest to the oldest (ISO 32000-2 §7.5.4–7.5.8).
 *
 * @param startOffset what `startxref` says
 * @throws PdfError `pdf-xref-damaged | pdf-budget-exceeded`
 */
export function readCrossReferences(
  bytes: Uint8Array,
  startOffset: number,
  budget: Budget,
): CrossReferenceSection[] {
  const sections: CrossReferenceSection[] = [];
  const seen = new Set<number>();
  for (let offset: number | undefined = startOffset; offset !== undefined; ) {
    if (seen.has(offset)) throw new PdfError('pdf-xref-damaged');
    seen.add(offset);
    budget.countObjects();
    const section: CrossReferenceSection = readSection(bytes, offset, budget);
    sections.push(section);
    offset = offsetIn(section.trailer, 'Prev', bytes);
  }
  return sections;
}

function readSection(bytes: Uint8Array, offset: number, budget: Budget): CrossReferenceSection {
  const parser = new PdfParser(bytes, offset, budget, true);
  if (!parser.takeKeyword('xref')) return readStreamSection(bytes, offset, budget);
  const entries = readTableEntries(bytes, parser, budget);
  const trailer = parser.readObject();
  if (!(trailer instanceof PdfDict)) throw new PdfError('pdf-xref-damaged');
  const hybridOffset = offsetIn(trailer, 'XRefStm', bytes);
  if (hybridOffset !== undefined) addHybridEntries(entries, readStreamSection(bytes, hybridOffset, budget));
  return { kind: 'table', offset, hybridOffset, trailer, entries };
}

/**
 * Objects that a hybrid file hides from old readers stand as free in the table and for real in the stream (§7.5.8.4).
 * One that both have in different places is two objects: which one is shown depends on the reader.
 */
function addHybridEntries(entries: Map<number, CrossReferenceEntry>, stream: CrossReferenceSection): void {
  for (const [number, entry] of stream.entries) {
    const listed = entries.get(number) ?? FREE;
    if (listed.kind === 'free') entries.set(number, entry);
    else if (entry.kind !== 'free' && !isSamePlace(listed, entry)) throw new PdfError('pdf-xref-damaged');
  }
}

/** Whether two entries lead to the same bytes. */
export function isSamePlace(one: CrossReferenceEntry, other: CrossReferenceEntry): boolean {
  if (one.kind === 'offset' && other.kind === 'offset') return one.offset === other.offset;
  if (one.kind !== 'compressed' || other.kind !== 'compressed') return false;
  return one.streamNumber === other.streamNumber && one.index === other.index;
}

function readTableEntries(
  bytes: Uint8Array,
  parser: PdfParser,
  budget: Budget,
): Map<number, CrossReferenceEntry> {
  const entries = new Map<number, CrossReferenceEntry>();
  while (!parser.takeKeyword('trailer')) {
    const first = parser.takeInteger();
    const count = parser.takeInteger();
    if (first === undefined || count === undefined) throw new PdfError('pdf-xref-damaged');
    if (first + count > MAX_OBJECT_NUMBER) throw new PdfError('pdf-xref-damaged');
    for (let number = first; number < first + count; number++) {
      budget.countObjects();
      addEntry(entries, number, readTableEntry(parser, bytes));
    }
  }
  return entries;
}

function readTableEntry(parser: PdfParser, bytes: Uint8Array): CrossReferenceEntry {
  const offset = parser.takeInteger();
  const generation = parser.takeInteger();
  if (offset === undefined || generation === undefined) throw new PdfError('pdf-xref-damaged');
  if (parser.takeKeyword('f')) return FREE;
  if (!parser.takeKeyword('n') || offset >= bytes.length) throw new PdfError('pdf-xref-damaged');
  // Offset 0 is the header: some writers mark free entries so.
  return offset === 0 ? FREE : { kind: 'offset', offset, generation };
}

/** An object twice in one section: readers differ on which one counts. */
function addEntry(
  entries: Map<number, CrossReferenceEntry>,
  number: number,
  entry: CrossReferenceEntry,
): void {
  if (entries.has(number)) throw new PdfError('pdf-xref-damaged');
  entries.set(number, entry);
}

function readStreamSection(bytes: Uint8Array, offset: number, budget: Budget): CrossReferenceSection {
  const direct = (object: PdfObject | undefined) => object;
  const { object: stream } = readIndirectObject(bytes, offset, budget, direct);
  if (!(stream instanceof PdfStream) || nameOf(stream.dict.get('Type')) !== 'XRef') {
    throw new PdfError('pdf-xref-damaged');
  }
  const data = decodeStream(stream, budget, direct);
  const widths = integersOf(stream.dict.get('W'));
  if (widths?.length !== 3 || widths.some((width) => width > 8)) throw new PdfError('pdf-xref-damaged');
  // Readers that find no whole number here look for the objects themselves, and may find others.
  const size = integersOf([stream.dict.get('Size') ?? 0])?.[0];
  if (size === undefined) throw new PdfError('pdf-xref-damaged');
  const index = integersOf(stream.dict.get('Index')) ?? [0, size];
  const entries = readStreamEntries(data, widths as [number, number, number], index, bytes.length, budget);
  return { kind: 'stream', offset, trailer: stream.dict, entries };
}

function readStreamEntries(
  data: Uint8Array,
  widths: readonly [number, number, number],
  index: readonly number[],
  fileLength: number,
  budget: Budget,
): Map<number, CrossReferenceEntry> {
  const rowBytes = widths[0] + widths[1] + widths[2];
  const entries = new Map<number, CrossReferenceEntry>();
  let at = 0;
  for (let run = 0; run + 1 < index.length; run += 2) {
    const [first, count] = [index[run] as number, index[run + 1] as number];
    if (rowBytes === 0 || at + count * rowBytes > data.length || first + count > MAX_OBJECT_NUMBER) {
      throw new PdfError('pdf-xref-damaged');
    }
    budget.countObjects(count);
    for (let number = first; number < first + count; number++, at += rowBytes) {
      addEntry(entries, number, readStreamEntry(data, at, widths, fileLength));
    }
  }
  return entries;
}

function readStreamEntry(
  data: Uint8Array,
  at: number,
  [typeWidth, secondWidth, thirdWidth]: readonly [number, number, number],
  fileLength: number,
): CrossReferenceEntry {
  const type = typeWidth === 0 ? 1 : bigEndian(data, at, typeWidth);
  const second = bigEndian(data, at + typeWidth, secondWidth);
  const third = bigEndian(data, at + typeWidth + secondWidth, thirdWidth);
  if (type === 1) {
    if (second >= fileLength) throw new PdfError('pdf-xref-damaged');
    return { kind: 'offset', offset: second, generation: third };
  }
  // Unknown types stand for null objects (§7.5.8.3).
  return type === 2 ? { kind: 'compressed', streamNumber: second, index: third } : FREE;
}

function bigEndian(data: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i++) value = value * 256 + (data[at + i] as number);
  if (!Number.isSafeInteger(value)) throw new PdfError('pdf-xref-damaged');
  return value;
}

function integersOf(object: PdfObject | undefined): number[] | undefined {
  if (!Array.isArray(object)) return undefined;
  const numbers = (object as readonly PdfObject[]).filter(
    (element): element is number => typeof element === 'number' && Number.isInteger(element) && element >= 0,
  );
  return numbers.length === object.length ? numbers : undefined;
}

function offsetIn(trailer: PdfDict, key: string, bytes: Uint8Array): number | undefined {
  const offset = trailer.get(key);
  if (offset === undefined || offset === null) return undefined;
  if (typeof offset !== 'number' || !Number.isInteger(offset) || offset <= 0 || offset >= bytes.length) {
    throw new PdfError('pdf-xref-damaged');
  }
  return offset;
}

/** A keyword at the end of a file, within the last bytes only: what lies before belongs to earlier revisions. */
const TAIL_BYTES = 1024;

/**
 * The offset that the last `startxref` of the bytes names, and where `%%EOF` behind it ends.
 *
 * @throws PdfError `pdf-startxref-missing`
 */
export function readStartOffset(bytes: Uint8Array): { offset: number; endOfFile: number } {
  const tailStart = Math.max(0, bytes.length - TAIL_BYTES);
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset + tailStart, bytes.length - tailStart).toString(
    'latin1',
  );
  const match = /startxref\s+(\d{1,12})\s+%%EOF/g;
  let last: RegExpExecArray | undefined;
  for (const found of tail.matchAll(match)) last = found as RegExpExecArray;
  if (last === undefined) throw new PdfError('pdf-startxref-missing');
  const offset = Number(last[1]);
  if (offset >= bytes.length) throw new PdfError('pdf-startxref-missing');
  return { offset, endOfFile: tailStart + (last.index ?? 0) + last[0].length };
}

/** Offset behind one line end at `position`, or `position` itself. */
export function skipLineEnd(bytes: Uint8Array, position: number): number {
  if (bytes[position] === 0x0d && bytes[position + 1] === 0x0a) return position + 2;
  return isWhitespace(bytes[position]) && bytes[position] !== 0x20 ? position + 1 : position;
}
