import type { Budget } from '../budget.ts';
import { nameOf, type PdfObject, PdfString } from '../pdf-objects.ts';
import { readContentOperators } from './content-operators.ts';

interface CodeRange {
  readonly byteCount: number;
  readonly low: number;
  readonly high: number;
}

interface CidRange extends CodeRange {
  readonly first: number;
}

/** A code of a string as a font takes it apart. */
export interface CharacterCode {
  readonly code: number;
  readonly byteCount: number;
}

/** More codes than a font can have; a range beyond is an attack. */
const MAX_RANGE = 65_536;
/** Real CMaps have up to a dozen; each code of a text is held against all of them. */
const MAX_CODESPACES = 64;
/** Longer than any ligature; every glyph that is shown brings its text. */
const MAX_TEXT_BYTES = 64;

/**
 * What an embedded CMap says (ISO 32000-2 §9.7.5.3, §9.10.3; Adobe technical note 5014): how strings are cut into codes,
 * and the CID and the text of each code.
 */
export class CharacterMap {
  readonly #codespaces: CodeRange[] = [];
  readonly #cids: CidRange[] = [];
  #isSorted = false;
  readonly #texts = new Map<number, string>();
  isVertical = false;
  /** Name of a predefined CMap that this one builds on. */
  base: string | undefined;

  /** @throws PdfError `pdf-budget-exceeded` */
  static read(bytes: Uint8Array, budget: Budget): CharacterMap {
    const map = new CharacterMap();
    for (const { name, operands } of readContentOperators(bytes, budget)) map.#apply(name, operands, budget);
    return map;
  }

  get hasCodespaces(): boolean {
    return this.#codespaces.length > 0;
  }

  /** What ToUnicode says of a code (ISO 32000-2 §9.10.3), as UTF-16; undefined where it is silent. */
  textOf(code: number): string | undefined {
    return this.#texts.get(code);
  }

  /** By halving: ranges do not overlap, and there may be many. */
  cidOf({ code, byteCount }: CharacterCode): number | undefined {
    this.#sortCids();
    let [from, to] = [0, this.#cids.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (isAfter(this.#cids[middle] as CidRange, byteCount, code)) to = middle;
      else from = middle + 1;
    }
    const range = this.#cids[from - 1];
    const isIn = range?.byteCount === byteCount && range.low <= code && code <= range.high;
    return isIn ? range.first + code - range.low : undefined;
  }

  #sortCids(): void {
    if (this.#isSorted) return;
    this.#cids.sort((a, b) => a.byteCount - b.byteCount || a.low - b.low);
    this.#isSorted = true;
  }

  /** The code at a position of a string: the shortest that lies in a codespace; where none does, as long as the longest. */
  codeAt(bytes: Uint8Array, position: number): CharacterCode {
    let code = 0;
    for (let byteCount = 1; byteCount <= 4 && position + byteCount <= bytes.length; byteCount++) {
      code = code * 256 + (bytes[position + byteCount - 1] as number);
      const isCode = this.#codespaces.some((space) => isWithin(code, byteCount, space));
      if (isCode) return { code, byteCount };
    }
    const longest = Math.max(1, ...this.#codespaces.map(({ byteCount }) => byteCount));
    const byteCount = Math.min(longest, bytes.length - position);
    return { code: numberOf(bytes.subarray(position, position + byteCount)), byteCount };
  }

  #apply(name: string, operands: readonly PdfObject[], budget: Budget): void {
    if (name === 'endcodespacerange') this.#addCodespaces(operands);
    else if (name === 'endcidrange') this.#addCids(operands, 3);
    else if (name === 'endcidchar') this.#addCids(operands, 2);
    else if (name === 'endbfrange') this.#addTextRanges(operands, budget);
    else if (name === 'endbfchar') this.#addTexts(operands);
    else if (name === 'usecmap') this.base = nameOf(operands.at(-1));
    else if (name === 'def' && nameOf(operands.at(-2)) === 'WMode') this.isVertical = operands.at(-1) === 1;
  }

  #addCodespaces(operands: readonly PdfObject[]): void {
    for (let at = 0; at + 1 < operands.length; at += 2) {
      const range = rangeOf(operands[at], operands[at + 1]);
      if (range && this.#codespaces.length < MAX_CODESPACES) this.#codespaces.push(range);
    }
  }

  /** Triples of first, last and CID, or pairs of code and CID. */
  #addCids(operands: readonly PdfObject[], each: 2 | 3): void {
    for (let at = 0; at + each <= operands.length; at += each) {
      const range = rangeOf(operands[at], operands[at + each - 2]);
      const first = operands[at + each - 1];
      if (range && typeof first === 'number') this.#cids.push({ ...range, first });
    }
  }

  #addTexts(operands: readonly PdfObject[]): void {
    for (let at = 0; at + 1 < operands.length; at += 2) {
      const [code, text] = [operands[at], operands[at + 1]];
      if (code instanceof PdfString && text instanceof PdfString) {
        this.#texts.set(numberOf(code.bytes), utf16Of(text.bytes));
      }
    }
  }

  #addTextRanges(operands: readonly PdfObject[], budget: Budget): void {
    for (let at = 0; at + 2 < operands.length; at += 3) {
      const range = rangeOf(operands[at], operands[at + 1]);
      const target = operands[at + 2];
      if (!range || range.high - range.low >= MAX_RANGE) continue;
      budget.countSteps(range.high - range.low + 1);
      if (target instanceof PdfString) this.#addRun(range, target.bytes);
      else if (Array.isArray(target)) {
        (target as readonly PdfObject[]).forEach((text, index) => {
          if (text instanceof PdfString) this.#texts.set(range.low + index, utf16Of(text.bytes));
        });
      }
    }
  }

  /** The last unit of the text counts up with the code. */
  #addRun({ low, high }: CodeRange, first: Uint8Array): void {
    const text = utf16Of(first);
    const point = text.codePointAt(
      text.length > 1 && isLowSurrogate(text) ? text.length - 2 : text.length - 1,
    );
    if (point === undefined) return;
    const head = text.slice(0, text.length - String.fromCodePoint(point).length);
    for (let code = low; code <= high; code++) {
      const next = point + code - low;
      if (next <= 0x10ffff) this.#texts.set(code, head + String.fromCodePoint(next));
    }
  }
}

const isAfter = (range: CidRange, byteCount: number, code: number): boolean =>
  range.byteCount > byteCount || (range.byteCount === byteCount && range.low > code);

/** Each byte of a code lies in its own range (note 5014 §7.2). */
function isWithin(code: number, byteCount: number, space: CodeRange): boolean {
  if (space.byteCount !== byteCount) return false;
  for (let shift = 0; shift < byteCount; shift++) {
    const byteOf = (value: number) => Math.floor(value / 256 ** shift) % 256;
    if (byteOf(code) < byteOf(space.low) || byteOf(code) > byteOf(space.high)) return false;
  }
  return true;
}

function rangeOf(low: PdfObject | undefined, high: PdfObject | undefined): CodeRange | undefined {
  if (!(low instanceof PdfString) || !(high instanceof PdfString)) return undefined;
  if (low.bytes.length === 0 || low.bytes.length > 4) return undefined;
  return { byteCount: low.bytes.length, low: numberOf(low.bytes), high: numberOf(high.bytes) };
}

const numberOf = (bytes: Uint8Array): number => bytes.reduce((value, byte) => value * 256 + byte, 0);

function utf16Of(bytes: Uint8Array): string {
  if (bytes.length === 1) return String.fromCharCode(bytes[0] as number);
  return Buffer.from(bytes.subarray(0, Math.min(bytes.length & ~1, MAX_TEXT_BYTES)))
    .swap16()
    .toString('utf16le');
}

const isLowSurrogate = (text: string): boolean => (text.charCodeAt(text.length - 1) & 0xfc00) === 0xdc00;
