import type { PdfDocument } from '../pdf-document.ts';
import type { PdfDict, PdfObject } from '../pdf-objects.ts';
import { numbersOf } from './font-metrics.ts';

const DEFAULT_WIDTH = 1000;
/** Vertical writing: origin above the middle of the glyph, advance downwards (ISO 32000-2 table 115, `/DW2`). */
const DEFAULT_VERTICAL: readonly [originY: number, advance: number] = [880, -1000];
const MAX_CID = 65_535;

/** Widths of the glyphs of a CIDFont, in em (§9.7.4.3). */
export class CidWidths {
  readonly #widths = new Map<number, number>();
  readonly #verticals = new Map<number, readonly [advance: number, x: number, y: number]>();
  #defaultWidth = DEFAULT_WIDTH;
  #defaultVertical = DEFAULT_VERTICAL;

  /** @throws PdfError */
  static read(document: PdfDocument, font: PdfDict | undefined): CidWidths {
    const widths = new CidWidths();
    const standard = document.entry(font, 'DW');
    if (typeof standard === 'number') widths.#defaultWidth = standard;
    const [originY, advance] = numbersOf(document, font?.get('DW2'));
    if (originY !== undefined && advance !== undefined) widths.#defaultVertical = [originY, advance];
    forEachCid(document, font?.get('W'), 1, (cid, [width]) => widths.#widths.set(cid, width ?? 0));
    forEachCid(document, font?.get('W2'), 3, (cid, [down = 0, x = 0, y = 0]) =>
      widths.#verticals.set(cid, [down, x, y]),
    );
    return widths;
  }

  widthOf = (cid: number): number => (this.#widths.get(cid) ?? this.#defaultWidth) / 1000;

  /** Where the CID is not known: ASCII is half as wide as an ideograph in the fonts of predefined CMaps. */
  guess = (text: string): number => (this.#defaultWidth / 1000) * (text < '\u0080' ? 0.5 : 1);

  /** Vertical advance and origin of a CID in ems (`W2`, `DW2`: ISO 32000-2 §9.7.4.3), given its width in ems. */
  verticalOf(
    cid: number | undefined,
    widthEm: number,
  ): { readonly advanceEm: number; readonly originEm: readonly [number, number] } {
    const [originY, standard] = this.#defaultVertical;
    const [advance, x, y] = this.#verticals.get(cid ?? -1) ?? [standard, (widthEm / 2) * 1000, originY];
    return { advanceEm: advance / 1000, originEm: [x / 1000, y / 1000] };
  }
}

/** `c [v …]` for consecutive CIDs, `first last v` for a range with one value; a value is `each` numbers. */
function forEachCid(
  document: PdfDocument,
  object: PdfObject | undefined,
  each: 1 | 3,
  put: (cid: number, value: readonly number[]) => void,
): void {
  const elements = (document.resolveArray(object) ?? []).map((element) => document.resolve(element) ?? null);
  for (let at = 0; at + 1 < elements.length; ) {
    const first = elements[at];
    const second = elements[at + 1];
    if (typeof first !== 'number') return;
    if (Array.isArray(second)) {
      const values = numbersOf(document, second);
      for (let i = 0; i + each <= values.length; i += each) put(first + i / each, values.slice(i, i + each));
      at += 2;
    } else {
      const value = elements.slice(at + 2, at + 2 + each).map((one) => (typeof one === 'number' ? one : 0));
      const last = typeof second === 'number' ? Math.min(second, MAX_CID) : -1;
      document.budget.countSteps(Math.max(1, last - first + 1));
      for (let cid = first; cid <= last; cid++) put(cid, value);
      at += 2 + each;
    }
  }
}
