import type { Budget } from './budget.ts';
import {
  type CrossReferenceEntry,
  type CrossReferenceSection,
  readCrossReferences,
  readStartOffset,
} from './cross-reference.ts';
import { readIndirectObject } from './indirect-object.ts';
import { PdfError } from './pdf-error.ts';
import { PdfDict, type PdfObject, PdfReference, PdfStream } from './pdf-objects.ts';
import { PdfParser } from './pdf-parser.ts';
import { decodeStream } from './stream-filters.ts';

/** References to references are not allowed; a few are forgiven, a cycle is not followed. */
const MAX_REFERENCE_CHAIN = 8;

/**
 * A PDF as its last revision means it. Objects are parsed when they are asked for and kept. Nothing is repaired: a
 * file whose cross-references do not lead to its objects is damaged, for readers that repair it would each see
 * another document.
 */
export class PdfDocument {
  readonly #bytes: Uint8Array;
  readonly #budget: Budget;
  readonly #entries: ReadonlyMap<number, CrossReferenceEntry>;
  readonly #objects = new Map<number, PdfObject>();
  readonly #objectStreams = new Map<number, readonly [number: number, object: PdfObject][]>();
  readonly #opening = new Set<number>();
  /** Newest revision first. */
  readonly sections: readonly CrossReferenceSection[];
  /** Offset behind the last `%%EOF`. */
  readonly endOfFile: number;

  private constructor(
    bytes: Uint8Array,
    budget: Budget,
    sections: readonly CrossReferenceSection[],
    endOfFile: number,
  ) {
    this.#bytes = bytes;
    this.#budget = budget;
    this.sections = sections;
    this.endOfFile = endOfFile;
    this.#entries = newestEntries(sections);
  }

  /**
   * Reads the cross-references of all revisions.
   *
   * @throws PdfError `pdf-header-missing | pdf-startxref-missing | pdf-xref-damaged | pdf-budget-exceeded | …`
   */
  static open(bytes: Uint8Array, budget: Budget): PdfDocument {
    if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== '%PDF-')
      throw new PdfError('pdf-header-missing');
    const { offset, endOfFile } = readStartOffset(bytes);
    return new PdfDocument(bytes, budget, readCrossReferences(bytes, offset, budget), endOfFile);
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  get budget(): Budget {
    return this.#budget;
  }

  get trailer(): PdfDict {
    return (this.sections[0] as CrossReferenceSection).trailer;
  }

  /** Where the newest revision says that each object lies. */
  get entries(): ReadonlyMap<number, CrossReferenceEntry> {
    return this.#entries;
  }

  /** Encryption dictionary present: strings and streams are not readable here. */
  get isEncrypted(): boolean {
    return (this.trailer.get('Encrypt') ?? null) !== null;
  }

  /**
   * The document catalog. @throws PdfError `pdf-catalog-missing` or as `load`
   */
  get catalog(): PdfDict {
    const catalog = this.resolve(this.trailer.get('Root'));
    if (!(catalog instanceof PdfDict)) throw new PdfError('pdf-catalog-missing');
    return catalog;
  }

  /** The object itself, or what a reference leads to; a missing object is null (ISO 32000-2 §7.3.10). @throws PdfError */
  resolve = (object: PdfObject | undefined): PdfObject | undefined => {
    let found = object;
    for (let i = 0; found instanceof PdfReference; i++) {
      if (i === MAX_REFERENCE_CHAIN) throw new PdfError('pdf-object-damaged');
      found = this.load(found.number, found.generation);
    }
    return found;
  };

  /** A dictionary behind the object, the dictionary of a stream included; undefined for anything else. @throws PdfError */
  resolveDict(object: PdfObject | undefined): PdfDict | undefined {
    const found = this.resolve(object);
    if (found instanceof PdfStream) return found.dict;
    return found instanceof PdfDict ? found : undefined;
  }

  /** An array behind the object; undefined for anything else. @throws PdfError */
  resolveArray(object: PdfObject | undefined): readonly PdfObject[] | undefined {
    const found = this.resolve(object);
    return Array.isArray(found) ? (found as readonly PdfObject[]) : undefined;
  }

  /** Entry of a dictionary, reference followed. @throws PdfError */
  entry(dict: PdfDict | undefined, key: string): PdfObject | undefined {
    return this.resolve(dict?.get(key));
  }

  /**
   * The indirect object with that number; null when there is none, or it has another generation.
   *
   * @throws PdfError `pdf-object-damaged` when another object lies at its offset, or it needs itself to be read
   */
  load(number: number, generation = 0): PdfObject {
    const entry = this.#entries.get(number);
    if (entry === undefined || entry.kind === 'free') return null;
    if (generation !== (entry.kind === 'offset' ? entry.generation : 0)) return null;
    const known = this.#objects.get(number);
    if (known !== undefined) return known;
    if (this.#opening.has(number)) throw new PdfError('pdf-object-damaged');
    this.#opening.add(number);
    const object = this.#read(number, entry);
    this.#opening.delete(number);
    this.#objects.set(number, object);
    return object;
  }

  #read(number: number, entry: Exclude<CrossReferenceEntry, { kind: 'free' }>): PdfObject {
    if (entry.kind === 'compressed') return this.#readCompressed(number, entry.streamNumber, entry.index);
    const found = readIndirectObject(this.#bytes, entry.offset, this.#budget, this.resolve);
    if (found.number !== number || found.generation !== entry.generation)
      throw new PdfError('pdf-object-damaged');
    return found.object;
  }

  #readCompressed(number: number, streamNumber: number, index: number): PdfObject {
    const found = this.#openObjectStream(streamNumber)[index];
    if (found === undefined || found[0] !== number) throw new PdfError('pdf-object-damaged');
    return found[1];
  }

  /** All objects of an object stream with their numbers, in order (ISO 32000-2 §7.5.7). */
  #openObjectStream(streamNumber: number): readonly [number: number, object: PdfObject][] {
    const known = this.#objectStreams.get(streamNumber);
    if (known !== undefined) return known;
    if (this.isEncrypted) throw new PdfError('pdf-encrypted');
    if (this.#entries.get(streamNumber)?.kind !== 'offset') throw new PdfError('pdf-object-damaged');
    const stream = this.load(streamNumber);
    if (!(stream instanceof PdfStream)) throw new PdfError('pdf-object-damaged');
    const objects = this.#parseObjectStream(stream);
    this.#objectStreams.set(streamNumber, objects);
    return objects;
  }

  #parseObjectStream(stream: PdfStream): [number: number, object: PdfObject][] {
    const data = decodeStream(stream, this.#budget, this.resolve);
    const count = this.entry(stream.dict, 'N');
    const first = this.entry(stream.dict, 'First');
    if (typeof count !== 'number' || typeof first !== 'number') throw new PdfError('pdf-object-damaged');
    const header = new PdfParser(data, 0, this.#budget, false);
    const objects: [number, PdfObject][] = [];
    for (let i = 0; i < count; i++) {
      this.#budget.countObjects();
      const number = header.takeInteger();
      const offset = header.takeInteger();
      if (number === undefined || offset === undefined) throw new PdfError('pdf-object-damaged');
      objects.push([number, new PdfParser(data, first + offset, this.#budget, false).readObject()]);
    }
    return objects;
  }
}

function newestEntries(sections: readonly CrossReferenceSection[]): Map<number, CrossReferenceEntry> {
  const entries = new Map<number, CrossReferenceEntry>();
  for (const section of [...sections].reverse()) {
    for (const [number, entry] of section.entries) entries.set(number, entry);
  }
  return entries;
}
