import {
  PdfDict,
  PdfName,
  type PdfObject,
  PdfReference,
  PdfReserved,
  PdfStream,
  PdfString,
} from './pdf-objects.ts';

/**
 * A growing run of bytes that knows how many it holds, so that offsets are recorded, never searched for. Text is
 * gathered and written in one go: many small writes are what costs.
 */
export class ByteSink {
  #buffer: Buffer;
  #written = 0;
  #pendingText = '';

  constructor(capacityBytes: number) {
    this.#buffer = Buffer.allocUnsafe(capacityBytes);
  }

  get length(): number {
    return this.#written + this.#pendingText.length;
  }

  /** Text of characters up to U+00FF, one byte each. */
  text(latin1: string): void {
    this.#pendingText += latin1;
  }

  /** Bytes as they are, behind what was written before. */
  bytes(bytes: Uint8Array): void {
    this.#flush();
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#written);
    this.#written += bytes.length;
  }

  /** The bytes so far, as a view. */
  view(): Buffer {
    this.#flush();
    return this.#buffer.subarray(0, this.#written);
  }

  #flush(): void {
    if (this.#pendingText === '') return;
    this.#reserve(this.#pendingText.length);
    this.#written += this.#buffer.write(this.#pendingText, this.#written, 'latin1');
    this.#pendingText = '';
  }

  #reserve(more: number): void {
    if (this.#written + more <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#written + more));
    grown.set(this.#buffer.subarray(0, this.#written));
    this.#buffer = grown;
  }
}

/** Where each `PdfReserved` begins, by its label, in the sink's offsets. */
export type ReservedOffsets = Map<string, number>;

/** Writes one object in the shortest usual form (ISO 32000-2 §7.3). */
export function writeObject(sink: ByteSink, object: PdfObject, reserved: ReservedOffsets): void {
  if (object === null) sink.text('null');
  else if (typeof object === 'boolean') sink.text(object ? 'true' : 'false');
  else if (typeof object === 'number') sink.text(numberText(object));
  else if (object instanceof PdfName) sink.text(nameText(object.value));
  else if (object instanceof PdfString) sink.text(stringText(object));
  else if (object instanceof PdfReference) sink.text(`${object.number} ${object.generation} R`);
  else if (object instanceof PdfDict) writeDict(sink, object, reserved);
  else if (object instanceof PdfStream) writeStream(sink, object, reserved);
  else if (object instanceof PdfReserved) {
    reserved.set(object.label, sink.length);
    sink.text(object.text);
  } else writeArray(sink, object, reserved);
}

function writeDict(sink: ByteSink, dict: PdfDict, reserved: ReservedOffsets): void {
  sink.text('<<');
  for (const [key, value] of dict.entries) {
    sink.text(`${nameText(key)} `);
    writeObject(sink, value, reserved);
    sink.text('\n');
  }
  sink.text('>>');
}

function writeArray(sink: ByteSink, array: readonly PdfObject[], reserved: ReservedOffsets): void {
  sink.text('[');
  array.forEach((element, index) => {
    if (index > 0) sink.text(' ');
    writeObject(sink, element, reserved);
  });
  sink.text(']');
}

function writeStream(sink: ByteSink, stream: PdfStream, reserved: ReservedOffsets): void {
  writeDict(sink, stream.dict.with({ Length: stream.rawBytes.length }), reserved);
  sink.text('\nstream\n');
  sink.bytes(stream.rawBytes);
  sink.text('\nendstream');
}

/** Decimal without an exponent, which PDF does not know; five decimals are finer than any device. */
function numberText(value: number): string {
  if (Number.isInteger(value)) return value.toFixed(0);
  return value.toFixed(5).replace(/\.?0+$/, '');
}

const REGULAR = /^[!"$&'*+,\-.0-9:;=?@A-Z\\^_`a-z|~]*$/;

function nameText(value: string): string {
  if (REGULAR.test(value)) return `/${value}`;
  return `/${value.replace(/[^!"$&'*+,\-.0-9:;=?@A-Z\\^_`a-z|~]/g, (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;
}

function stringText(string: PdfString): string {
  const bytes = Buffer.from(string.bytes.buffer, string.bytes.byteOffset, string.bytes.length);
  if (string.form === 'hex') return `<${bytes.toString('hex')}>`;
  return `(${bytes.toString('latin1').replace(/[\\()\r\n]/g, escapeCharacter)})`;
}

function escapeCharacter(character: string): string {
  if (character === '\r') return '\\r';
  return character === '\n' ? '\\n' : `\\${character}`;
}
