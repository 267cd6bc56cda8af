/** A name object, decoded from its `#xx` form; one character per byte (ISO 32000-2 §7.3.5). */
export class PdfName {
  constructor(readonly value: string) {}
}

/**
 * A string object's bytes (ISO 32000-2 §7.3.4). Where it was read from a file's own bytes, `start` and `end` are the
 * offsets of its token including the delimiters; −1 when it came out of an object stream or was made by us.
 */
export class PdfString {
  constructor(
    readonly bytes: Uint8Array,
    readonly form: 'literal' | 'hex' = 'literal',
    readonly start = -1,
    readonly end = -1,
  ) {}
}

/** An indirect reference. */
export class PdfReference {
  constructor(
    readonly number: number,
    readonly generation = 0,
  ) {}
}

/** A dictionary (ISO 32000-2 §7.3.7); keys without slash, `#xx` resolved. It never changes: `with` makes another. */
export class PdfDict {
  constructor(
    readonly entries: ReadonlyMap<string, PdfObject> = new Map(),
    /** The same key twice: readers differ on which one counts. */
    readonly hasDuplicateKeys = false,
  ) {}

  /** The value as it stands there, perhaps a reference. */
  get(key: string): PdfObject | undefined {
    return this.entries.get(key);
  }

  /** A dictionary with these entries over the present ones. */
  with(entries: Readonly<Record<string, PdfObject>>): PdfDict {
    return new PdfDict(new Map([...this.entries, ...Object.entries(entries)]));
  }
}

/** A stream: its dictionary and its bytes as they stand in the file, still encoded by the filters. */
export class PdfStream {
  constructor(
    readonly dict: PdfDict,
    readonly rawBytes: Uint8Array,
    /** `/Length` was wrong: good for comparing, not for decoding. */
    readonly hasWrongLength = false,
  ) {}
}

/**
 * Bytes of a fixed width that are filled in later; the writer records at which offset it put them. Only ever
 * written, never read.
 */
export class PdfReserved {
  constructor(
    readonly label: string,
    readonly text: string,
  ) {}
}

export type PdfArray = readonly PdfObject[];
export type PdfObject =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfReference
  | PdfArray
  | PdfDict
  | PdfStream
  | PdfReserved;

/** Dictionary from plain entries, for what we write ourselves. */
export const dict = (entries: Readonly<Record<string, PdfObject>>): PdfDict =>
  new PdfDict(new Map(Object.entries(entries)));

/** A name object (ISO 32000-2 §7.3.5), given without its slash. */
export const name = (value: string): PdfName => new PdfName(value);

/** Value of a name object, or undefined when the object is something else. */
export const nameOf = (object: PdfObject | undefined): string | undefined =>
  object instanceof PdfName ? object.value : undefined;
