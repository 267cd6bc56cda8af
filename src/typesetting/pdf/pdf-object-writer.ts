import { deflateSync } from 'node:zlib';
import type { PdfObject } from '../../crypto/pdf/pdf-objects.ts';
import { ByteSink, writeObject } from '../../crypto/pdf/pdf-serializer.ts';

/** zlib level of streams: 0 keeps them plain. */
export type CompressionLevel = 0 | 1 | 6 | 9;

/** Bytes of a file's beginning with the offset of each object in them by number; entry 0 heads the free list. */
export interface FileBeginning {
  readonly bytes: Uint8Array;
  readonly offsets: readonly number[];
}

/** Setting zlib up costs more than packing fewer bytes than this saves (measured: 0.05 ms for 500 bytes). */
const FEWEST_PACKED_BYTES = 3000;
const NOTHING_RESERVED = new Map<string, number>();

/**
 * Writes indirect objects one after another and remembers where each begins. Numbers are taken in advance
 * (`reserve`) where objects point at each other.
 */
export class PdfObjectWriter {
  private readonly offsets: number[];
  private readonly sink: ByteSink;

  /** @param start what is written already (header and fixed objects), to go on from */
  constructor(start: FileBeginning, sizeHint = 65_536) {
    this.offsets = [...start.offsets];
    this.sink = new ByteSink(start.bytes.length + sizeHint);
    this.sink.bytes(start.bytes);
  }

  /** The first object number not in use: `/Size` once all is written. */
  get size(): number {
    return this.offsets.length;
  }

  /** Takes the next object number. */
  reserve(): number {
    return this.offsets.push(-1) - 1;
  }

  /** Writes an object; `body` is its PDF syntax in Latin-1. */
  object(body: string, number = this.reserve()): number {
    this.offsets[number] = this.sink.length;
    this.sink.text(`${number} 0 obj\n${body}\nendobj\n`);
    return number;
  }

  /** Writes an object given as a value. */
  value(object: PdfObject, number = this.reserve()): number {
    this.offsets[number] = this.sink.length;
    this.sink.text(`${number} 0 obj\n`);
    writeObject(this.sink, object, NOTHING_RESERVED);
    this.sink.text('\nendobj\n');
    return number;
  }

  /** Writes a stream; `entries` are the dictionary's entries without `/Length` and `/Filter`. */
  stream(entries: string, data: Uint8Array, level: CompressionLevel): number {
    if (level === 0 || (level === 1 && data.length < FEWEST_PACKED_BYTES))
      return this.packedStream(entries, data);
    return this.packedStream(`${entries}/Filter/FlateDecode`, deflateSync(data, { level }));
  }

  /** Writes a stream whose data are already in the form that its dictionary names. */
  packedStream(entries: string, data: Uint8Array): number {
    const number = this.reserve();
    this.offsets[number] = this.sink.length;
    this.sink.text(`${number} 0 obj\n<<${entries}/Length ${data.length}>>\nstream\n`);
    this.sink.bytes(data);
    this.sink.text('\nendstream\nendobj\n');
    return number;
  }

  /**
   * Ends the file with a cross-reference table and a trailer (ISO 32000-1 §7.5.4, §7.5.5).
   *
   * @param trailerEntries without `/Size`
   */
  finish(trailerEntries: string): { readonly pdf: Uint8Array; readonly crossReferenceOffset: number } {
    const crossReferenceOffset = this.sink.length;
    let table = `xref\n0 ${this.size}\n0000000000 65535 f \n`;
    for (let number = 1; number < this.size; number++)
      table += `${String(this.offsets[number]).padStart(10, '0')} 00000 n \n`;
    this.sink.text(
      `${table}trailer\n<<${trailerEntries}/Size ${this.size}>>\nstartxref\n${crossReferenceOffset}\n%%EOF\n`,
    );
    return { pdf: this.sink.view(), crossReferenceOffset };
  }

  /** What was written so far, to begin other files with. */
  written(): FileBeginning {
    return { bytes: Uint8Array.from(this.sink.view()), offsets: [...this.offsets] };
  }
}

/** What every file begins with; the comment's high bytes tell transports that it is binary (§7.5.2). */
export const EMPTY_FILE: FileBeginning = {
  bytes: Uint8Array.from(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')),
  offsets: [0],
};
