import type { Budget } from './budget.ts';
import { hexValue, isDigit, isRegular, isWhitespace } from './characters.ts';
import { PdfError } from './pdf-error.ts';
import { PdfDict, PdfName, type PdfObject, PdfReference, PdfString } from './pdf-objects.ts';

const SLASH = 0x2f;
const PAREN_OPEN = 0x28;
const PAREN_CLOSE = 0x29;
const ANGLE_OPEN = 0x3c;
const ANGLE_CLOSE = 0x3e;
const BRACKET_OPEN = 0x5b;
const BRACKET_CLOSE = 0x5d;
const PERCENT = 0x25;
const BACKSLASH = 0x5c;
const CR = 0x0d;
const LF = 0x0a;

/**
 * Reads objects from bytes, forwards from a position (ISO 32000-2 §7.3). It takes what writers in use make and no
 * more: where readers would differ on what bytes mean, it fails with `pdf-object-damaged`, for a signature must
 * mean one thing only.
 */
export class PdfParser {
  position: number;
  readonly #bytes: Uint8Array;
  readonly #budget: Budget;
  /** Whether offsets of string tokens are offsets of the file. */
  readonly #inFile: boolean;

  constructor(bytes: Uint8Array, position: number, budget: Budget, inFile: boolean) {
    this.#bytes = bytes;
    this.position = position;
    this.#budget = budget;
    this.#inFile = inFile;
  }

  /** The next object; `depth` counts the containers around it. @throws PdfError */
  readObject(depth = 0): PdfObject {
    this.#budget.countSteps();
    this.#budget.checkDepth(depth);
    this.skipWhitespace();
    const byte = this.#bytes[this.position];
    switch (byte) {
      case SLASH:
        return this.readName();
      case PAREN_OPEN:
        return this.#readLiteralString();
      case BRACKET_OPEN:
        return this.#readArray(depth);
      case ANGLE_OPEN:
        return this.#bytes[this.position + 1] === ANGLE_OPEN ? this.#readDict(depth) : this.#readHexString();
      default:
        return isDigit(byte) ? this.#readNumberOrReference() : this.#readOther();
    }
  }

  /** Skips white space and comments. */
  skipWhitespace(): void {
    for (;;) {
      const byte = this.#bytes[this.position];
      if (byte === PERCENT) this.#skipComment();
      else if (isWhitespace(byte)) this.position++;
      else return;
    }
  }

  /** True, and the position behind it, when the next token is exactly `keyword`. */
  takeKeyword(keyword: string): boolean {
    this.skipWhitespace();
    const end = this.position + keyword.length;
    for (let i = 0; i < keyword.length; i++) {
      if (this.#bytes[this.position + i] !== keyword.charCodeAt(i)) return false;
    }
    if (isRegular(this.#bytes[end])) return false;
    this.position = end;
    return true;
  }

  /** An unsigned integer without sign or fraction, or undefined with the position unchanged. */
  takeInteger(): number | undefined {
    this.skipWhitespace();
    const start = this.position;
    let value = 0;
    while (isDigit(this.#bytes[this.position]) && this.position - start < 16) {
      value = value * 10 + (this.#bytes[this.position++] as number) - 0x30;
    }
    if (this.position > start && !isRegular(this.#bytes[this.position])) return value;
    this.position = start;
    return undefined;
  }

  /** The name at the position, with `#xx` resolved (ISO 32000-2 §7.3.5). @throws PdfError `pdf-object-damaged` */
  readName(): PdfName {
    if (this.#bytes[this.position] !== SLASH) throw new PdfError('pdf-object-damaged');
    const start = ++this.position;
    let escaped = false;
    for (let byte = this.#bytes[start]; isRegular(byte); byte = this.#bytes[++this.position]) {
      if (byte === 0x23) escaped = true;
    }
    const text = this.#latin1(start, this.position);
    if (!escaped) return new PdfName(text);
    return new PdfName(
      text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
  }

  #skipComment(): void {
    for (;;) {
      const byte = this.#bytes[this.position];
      if (byte === undefined || byte === CR || byte === LF) return;
      this.position++;
    }
  }

  #readNumberOrReference(): PdfObject {
    const start = this.position;
    const number = this.takeInteger();
    if (number === undefined) return this.#readReal(start);
    const afterNumber = this.position;
    const generation = isDigit(this.#peekPastWhitespace()) ? this.takeInteger() : undefined;
    if (generation !== undefined && generation <= 65_535 && this.takeKeyword('R')) {
      return new PdfReference(number, generation);
    }
    this.position = afterNumber;
    return number;
  }

  #peekPastWhitespace(): number | undefined {
    let at = this.position;
    while (isWhitespace(this.#bytes[at])) at++;
    return this.#bytes[at];
  }

  #readOther(): PdfObject {
    if (this.takeKeyword('null')) return null;
    if (this.takeKeyword('true')) return true;
    if (this.takeKeyword('false')) return false;
    return this.#readReal(this.position);
  }

  #readReal(start: number): number {
    let end = start;
    while (isRegular(this.#bytes[end]) && end - start < 64) end++;
    const text = this.#latin1(start, end);
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) throw new PdfError('pdf-object-damaged');
    this.position = end;
    return Number(text);
  }

  #readArray(depth: number): PdfObject[] {
    this.position++;
    const elements: PdfObject[] = [];
    for (;;) {
      this.skipWhitespace();
      if (this.#bytes[this.position] === BRACKET_CLOSE) break;
      elements.push(this.readObject(depth + 1));
    }
    this.position++;
    return elements;
  }

  #readDict(depth: number): PdfDict {
    this.position += 2;
    const entries = new Map<string, PdfObject>();
    let hasDuplicateKeys = false;
    for (;;) {
      this.skipWhitespace();
      if (this.#bytes[this.position] === ANGLE_CLOSE && this.#bytes[this.position + 1] === ANGLE_CLOSE) break;
      const { value: key } = this.readName();
      hasDuplicateKeys ||= entries.has(key);
      entries.set(key, this.readObject(depth + 1));
    }
    this.position += 2;
    return new PdfDict(entries, hasDuplicateKeys);
  }

  #readHexString(): PdfString {
    const start = this.position;
    const end = this.#bytes.indexOf(ANGLE_CLOSE, start + 1);
    if (end < 0) throw new PdfError('pdf-object-damaged');
    const token = this.#latin1(start + 1, end);
    this.position = end + 1;
    const bytes = Buffer.from(token, 'hex');
    const plain = bytes.length * 2 === token.length ? bytes : this.#decodeHex(start + 1, end);
    return new PdfString(plain, 'hex', this.#offset(start), this.#offset(end + 1));
  }

  /** Hexadecimal with white space inside or an odd count: a missing last digit is zero (§7.3.4.3). */
  #decodeHex(start: number, end: number): Uint8Array {
    const digits: number[] = [];
    for (let at = start; at < end; at++) {
      const value = hexValue(this.#bytes[at]);
      if (value >= 0) digits.push(value);
      else if (!isWhitespace(this.#bytes[at])) throw new PdfError('pdf-object-damaged');
    }
    const bytes = new Uint8Array(Math.ceil(digits.length / 2));
    digits.forEach((digit, index) => {
      bytes[index >> 1] = (bytes[index >> 1] as number) | (index % 2 === 0 ? digit << 4 : digit);
    });
    return bytes;
  }

  #readLiteralString(): PdfString {
    const start = this.position++;
    const decoded: number[] = [];
    for (let nesting = 1; ; ) {
      const byte = this.#bytes[this.position++];
      if (byte === undefined) throw new PdfError('pdf-object-damaged');
      if (byte === BACKSLASH) {
        this.#readEscape(decoded);
        continue;
      }
      if (byte === PAREN_OPEN) nesting++;
      if (byte === PAREN_CLOSE && --nesting === 0) break;
      if (byte === CR && this.#bytes[this.position] === LF) this.position++;
      decoded.push(byte === CR ? LF : byte);
    }
    return new PdfString(
      Uint8Array.from(decoded),
      'literal',
      this.#offset(start),
      this.#offset(this.position),
    );
  }

  /** What follows a backslash (§7.3.4.2, table 3). */
  #readEscape(decoded: number[]): void {
    const byte = this.#bytes[this.position++];
    if (byte === undefined) throw new PdfError('pdf-object-damaged');
    const simple = 'nrtbf'.indexOf(String.fromCharCode(byte));
    if (simple >= 0) decoded.push([0x0a, 0x0d, 0x09, 0x08, 0x0c][simple] as number);
    else if (byte >= 0x30 && byte <= 0x37) decoded.push(this.#readOctal(byte - 0x30));
    else if (byte === CR) {
      if (this.#bytes[this.position] === LF) this.position++;
    } else if (byte !== LF) decoded.push(byte);
  }

  #readOctal(first: number): number {
    let value = first;
    for (let i = 0; i < 2; i++) {
      const digit = (this.#bytes[this.position] ?? 0) - 0x30;
      if (digit < 0 || digit > 7) break;
      value = value * 8 + digit;
      this.position++;
    }
    return value & 0xff;
  }

  #offset(position: number): number {
    return this.#inFile ? position : -1;
  }

  #latin1(start: number, end: number): string {
    const bytes = this.#bytes;
    if (end - start > 24)
      return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
    let text = '';
    for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] as number);
    return text;
  }
}
