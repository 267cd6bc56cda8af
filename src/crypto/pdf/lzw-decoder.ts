import type { Budget } from './budget.ts';
import { PdfError } from './pdf-error.ts';

const CLEAR_TABLE = 256;
const END_OF_DATA = 257;
const FIRST_FREE = 258;
const MAX_CODE_BITS = 12;
const MAX_CODES = 1 << MAX_CODE_BITS;

/**
 * Undoes LZWDecode (ISO 32000-2 §7.4.4.2): codes of 9 to 12 bits, most significant bit first. Data that end without the
 * end code are taken as they are, as all readers do.
 *
 * @param earlyChange `/EarlyChange`: 1 where codes grow one entry before they must, which is the default
 * @throws PdfError `pdf-stream-damaged` for a code that is not in the table, `pdf-budget-exceeded`
 */
export function decodeLzw(bytes: Uint8Array, earlyChange: 0 | 1, budget: Budget): Uint8Array {
  const table = new CodeTable();
  const out = new GrowingBytes(Math.min(bytes.length * 4, 1 << 20), budget);
  let bitAt = 0;
  let codeBits = 9;
  let previous = -1;
  for (; bitAt + codeBits <= bytes.length * 8; ) {
    const code = codeAt(bytes, bitAt, codeBits);
    bitAt += codeBits;
    if (code === END_OF_DATA) break;
    if (code === CLEAR_TABLE) {
      table.clear();
      codeBits = 9;
      previous = -1;
      continue;
    }
    writeCode(table, out, code, previous);
    previous = code;
    codeBits = Math.min(MAX_CODE_BITS, Math.max(9, 32 - Math.clz32(table.size + earlyChange)));
  }
  return out.view();
}

function codeAt(bytes: Uint8Array, bitAt: number, codeBits: number): number {
  const at = bitAt >> 3;
  const window = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
  return (window >> (24 - (bitAt & 7) - codeBits)) & ((1 << codeBits) - 1);
}

/** The string of a code; the code that is just being made is the last string with its own first byte (KwKwK). */
function writeCode(table: CodeTable, out: GrowingBytes, code: number, previous: number): void {
  const start = out.length;
  if (code < table.size) table.append(out, code);
  else if (code === table.size && previous >= 0) {
    table.append(out, previous);
    out.push(out.at(start));
  } else throw new PdfError('pdf-stream-damaged');
  if (previous >= 0) table.add(previous, out.at(start));
}

/** Strings as a byte behind an earlier string. */
class CodeTable {
  readonly #prefix = new Int16Array(MAX_CODES);
  readonly #last = new Uint8Array(MAX_CODES);
  readonly #length = new Uint16Array(MAX_CODES);
  size = FIRST_FREE;

  constructor() {
    for (let byte = 0; byte < 256; byte++) {
      this.#last[byte] = byte;
      this.#length[byte] = 1;
    }
  }

  clear(): void {
    this.size = FIRST_FREE;
  }

  add(prefix: number, last: number): void {
    if (this.size >= MAX_CODES) return;
    this.#prefix[this.size] = prefix;
    this.#last[this.size] = last;
    this.#length[this.size] = (this.#length[prefix] as number) + 1;
    this.size++;
  }

  append(out: GrowingBytes, code: number): void {
    const length = this.#length[code] as number;
    out.grow(length);
    for (let at = out.length - 1, from = code, left = length; left > 0; left--, at--) {
      out.set(at, this.#last[from] as number);
      from = this.#prefix[from] as number;
    }
  }
}

/** Bytes that a decoder gives out, counted against the budget as they come. */
export class GrowingBytes {
  #bytes: Uint8Array;
  length = 0;

  constructor(
    capacity: number,
    private readonly budget: Budget,
  ) {
    this.#bytes = new Uint8Array(Math.max(capacity, 64));
  }

  /** @throws PdfError `pdf-budget-exceeded` */
  grow(more: number): void {
    this.budget.countInflated(more);
    this.length += more;
    if (this.length <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.length));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }

  /** One byte more. @throws PdfError `pdf-budget-exceeded` */
  push(byte: number): void {
    this.grow(1);
    this.#bytes[this.length - 1] = byte;
  }

  at = (index: number): number => this.#bytes[index] as number;

  /** Replaces a byte that is there already. */
  set(index: number, byte: number): void {
    this.#bytes[index] = byte;
  }

  /** One byte many times. @throws PdfError `pdf-budget-exceeded` */
  fill(byte: number, count: number): void {
    this.grow(count);
    this.#bytes.fill(byte, this.length - count, this.length);
  }

  /** Bytes behind those that are there. @throws PdfError `pdf-budget-exceeded` */
  append(bytes: Uint8Array): void {
    this.grow(bytes.length);
    this.#bytes.set(bytes, this.length - bytes.length);
  }

  /** What there is so far, not copied. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }
}
