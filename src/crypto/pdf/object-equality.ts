import type { PdfDocument } from './pdf-document.ts';
import { PdfDict, PdfName, type PdfObject, PdfReference, PdfStream, PdfString } from './pdf-objects.ts';

type Pair = readonly [before: PdfObject | undefined, after: PdfObject | undefined];

/**
 * Compares values of two states of a document with all that they refer to. Objects with a role of their own (pages,
 * fields, annotations) are not gone into: a reference to one is equal when it names the same, for what is in it is
 * judged by the rule for its role. In an encrypted document the same bytes mean the same only in an object of the same
 * number, for the key is made of it (ISO 32000-2 §7.6.3.2).
 */
export class ObjectEquality {
  readonly #before: PdfDocument;
  readonly #after: PdfDocument;
  readonly #hasRole: (objectNumber: number) => boolean;
  /** Pairs of object numbers found equal with all that they refer to. */
  readonly #equal = new Set<string>();

  constructor(before: PdfDocument, after: PdfDocument, hasRole: (objectNumber: number) => boolean) {
    this.#before = before;
    this.#after = after;
    this.#hasRole = hasRole;
  }

  /** Whether both mean the same, references followed; a cycle that shows no difference is equal. @throws PdfError */
  same(before: PdfObject | undefined, after: PdfObject | undefined): boolean {
    const assumed = new Set<string>();
    const open: Pair[] = [[before, after]];
    for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
      this.#after.budget.countSteps();
      if (!this.#sameShallow(pair, open, assumed)) return false;
    }
    for (const key of assumed) this.#equal.add(key);
    return true;
  }

  #sameShallow([before, after]: Pair, open: Pair[], assumed: Set<string>): boolean {
    if (before instanceof PdfReference || after instanceof PdfReference) {
      return this.#sameReference(before, after, open, assumed);
    }
    if (before instanceof PdfStream && after instanceof PdfStream) {
      open.push([before.dict, after.dict]);
      return sameBytes(before.rawBytes, after.rawBytes);
    }
    if (before instanceof PdfDict && after instanceof PdfDict) return sameKeys(before, after, open);
    if (Array.isArray(before) && Array.isArray(after)) return sameLength(before, after, open);
    return sameAtom(before ?? null, after ?? null);
  }

  /** A value may move into an object of its own or out of it; what counts is what is reached. */
  #sameReference(
    before: PdfObject | undefined,
    after: PdfObject | undefined,
    open: Pair[],
    assumed: Set<string>,
  ): boolean {
    const numberBefore = before instanceof PdfReference ? before.number : -1;
    const numberAfter = after instanceof PdfReference ? after.number : -1;
    if (this.#hasRole(numberBefore) || this.#hasRole(numberAfter)) return numberBefore === numberAfter;
    if (this.#after.isEncrypted && !isSameReference(before, after)) return false;
    const key = `${numberBefore}:${numberAfter}`;
    const isNamed = numberBefore >= 0 && numberAfter >= 0;
    if (isNamed && (this.#equal.has(key) || assumed.has(key))) return true;
    if (isNamed) assumed.add(key);
    open.push([this.#before.resolve(before), this.#after.resolve(after)]);
    return true;
  }
}

const isSameReference = (before: PdfObject | undefined, after: PdfObject | undefined): boolean =>
  before instanceof PdfReference &&
  after instanceof PdfReference &&
  before.number === after.number &&
  before.generation === after.generation;

function sameKeys(before: PdfDict, after: PdfDict, open: Pair[]): boolean {
  if (before.hasDuplicateKeys !== after.hasDuplicateKeys) return false;
  for (const [key, value] of before.entries) open.push([value, after.get(key)]);
  for (const [key, value] of after.entries) if (before.get(key) === undefined) open.push([undefined, value]);
  return true;
}

function sameLength(before: readonly PdfObject[], after: readonly PdfObject[], open: Pair[]): boolean {
  if (before.length !== after.length) return false;
  before.forEach((element, index) => {
    open.push([element, after[index]]);
  });
  return true;
}

function sameAtom(before: PdfObject, after: PdfObject): boolean {
  if (before instanceof PdfName && after instanceof PdfName) return before.value === after.value;
  if (before instanceof PdfString && after instanceof PdfString) return sameBytes(before.bytes, after.bytes);
  return before === after;
}

const sameBytes = (before: Uint8Array, after: Uint8Array): boolean => Buffer.compare(before, after) === 0;
