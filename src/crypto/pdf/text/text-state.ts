import { nameOf, type PdfObject, PdfString } from '../pdf-objects.ts';
import type { PageGlyph } from './page-glyph.ts';
import type { FontGlyph, TextFont } from './text-font.ts';
import { applied, combined, IDENTITY, type Transform, transformOf } from './transform.ts';

/** What `q` keeps and `Q` brings back, as far as text goes (ISO 32000-2 §9.3). */
interface GraphicsState {
  transform: Transform;
  font: TextFont | undefined;
  size: number;
  characterSpacing: number;
  wordSpacing: number;
  /** `Tz` as a share of 1. */
  scale: number;
  leading: number;
  rise: number;
}

const MAX_SAVED_STATES = 512;

/** Follows the operators that place text and tells of the glyphs they show (§9.4), also of those without a meaning. */
export class TextState {
  #state: GraphicsState;
  readonly #saved: GraphicsState[] = [];
  #matrix = IDENTITY;
  #lineMatrix = IDENTITY;

  constructor(
    transform: Transform,
    private readonly fontNamed: (fontName: string) => TextFont | undefined,
    private readonly onGlyph: (glyph: PageGlyph) => void,
  ) {
    this.#state = {
      transform,
      font: undefined,
      size: 0,
      characterSpacing: 0,
      wordSpacing: 0,
      scale: 1,
      leading: 0,
      rise: 0,
    };
  }

  get transform(): Transform {
    return this.#state.transform;
  }

  /** Other operators than those of text and of the graphics state are passed over. @throws PdfError */
  apply(name: string, operands: readonly PdfObject[]): void {
    OPERATORS.get(name)?.call(this, operands);
  }

  /** `q` (§8.4.4); a page that saves more than 512 states gets them back from the last one kept. */
  save(): void {
    if (this.#saved.length < MAX_SAVED_STATES) this.#saved.push({ ...this.#state });
  }

  /** `Q`; without a saved state nothing changes. */
  restore(): void {
    this.#state = this.#saved.pop() ?? this.#state;
  }

  /** `cm`: six numbers before the matrix in force (§8.3.4). */
  concatenate(operands: readonly PdfObject[]): void {
    this.#state.transform = combined(transformOf(operands), this.#state.transform);
  }

  /** Entries of the text state (§9.3.1). */
  set(entries: Partial<GraphicsState>): void {
    Object.assign(this.#state, entries);
  }

  /** `Tf`; the size in units of text space (§9.3.1). */
  selectFont([fontName, size]: readonly PdfObject[]): void {
    this.#state.font = this.fontNamed(nameOf(fontName) ?? '');
    this.#state.size = numberOf(size);
  }

  /** `Tm`: where the line and its first glyph stand (§9.4.2). */
  placeLine(matrix: Transform): void {
    this.#matrix = matrix;
    this.#lineMatrix = matrix;
  }

  /** `Td`: to the next line, from the start of this one (§9.4.2). */
  moveLine(x: number, y: number): void {
    this.placeLine(combined([1, 0, 0, 1, x, y], this.#lineMatrix));
  }

  /** `T*`: down by the leading (§9.4.2). */
  nextLine(): void {
    this.moveLine(0, -this.#state.leading);
  }

  /** Strings are shown, numbers move back by thousandths of an em. */
  showAll(elements: readonly PdfObject[]): void {
    for (const element of elements) {
      if (element instanceof PdfString) this.show(element);
      else this.#advance((-numberOf(element) / 1000) * this.#state.size);
    }
  }

  /** `Tj`: tells of each glyph and moves behind it (§9.4.4); nothing without a font. */
  show(string: PdfObject | undefined): void {
    const { font, size, characterSpacing, wordSpacing } = this.#state;
    if (!(string instanceof PdfString) || !font) return;
    for (const glyph of font.glyphsOf(string.bytes)) {
      this.#collect(glyph, font);
      const spacing = characterSpacing + (glyph.isWordSpace ? wordSpacing : 0);
      this.#advance(glyph.advanceEm * size + (font.isVertical ? -spacing : spacing));
    }
  }

  #advance(distance: number): void {
    const isVertical = this.#state.font?.isVertical === true;
    const [x, y] = isVertical ? [0, distance] : [distance * this.#state.scale, 0];
    this.#matrix = combined([1, 0, 0, 1, x, y], this.#matrix);
  }

  #collect(glyph: FontGlyph, { ascentEm, descentEm }: TextFont): void {
    const { size, scale, rise, transform } = this.#state;
    const em = combined(combined([size * scale, 0, 0, size, 0, rise], this.#matrix), transform);
    const [originX, originY] = glyph.verticalOriginEm ?? [0, 0];
    const [left, right] = [-originX, glyph.widthEm - originX];
    const [bottom, top] = [descentEm - originY, ascentEm - originY];
    this.onGlyph({
      text: glyph.text,
      start: applied(em, 0, 0),
      end: glyph.verticalOriginEm ? applied(em, 0, glyph.advanceEm) : applied(em, glyph.advanceEm, 0),
      corners: [
        applied(em, left, bottom),
        applied(em, right, bottom),
        applied(em, right, top),
        applied(em, left, top),
      ],
    });
  }
}

const numberOf = (object: PdfObject | undefined): number => (typeof object === 'number' ? object : 0);

type Operator = (this: TextState, operands: readonly PdfObject[]) => void;

const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  Object.entries<Operator>({
    q() {
      this.save();
    },
    Q() {
      this.restore();
    },
    cm(operands) {
      this.concatenate(operands);
    },
    BT() {
      this.placeLine(IDENTITY);
    },
    Tf(operands) {
      this.selectFont(operands);
    },
    Tc([spacing]) {
      this.set({ characterSpacing: numberOf(spacing) });
    },
    Tw([spacing]) {
      this.set({ wordSpacing: numberOf(spacing) });
    },
    Tz([percent]) {
      this.set({ scale: numberOf(percent) / 100 });
    },
    TL([leading]) {
      this.set({ leading: numberOf(leading) });
    },
    Ts([rise]) {
      this.set({ rise: numberOf(rise) });
    },
    Tm(operands) {
      this.placeLine(transformOf(operands));
    },
    Td([x, y]) {
      this.moveLine(numberOf(x), numberOf(y));
    },
    TD([x, y]) {
      this.set({ leading: -numberOf(y) });
      this.moveLine(numberOf(x), numberOf(y));
    },
    'T*'() {
      this.nextLine();
    },
    Tj([string]) {
      this.show(string);
    },
    TJ([elements]) {
      if (Array.isArray(elements)) this.showAll(elements as readonly PdfObject[]);
    },
    "'"([string]) {
      this.nextLine();
      this.show(string);
    },
    '"'([wordSpacing, characterSpacing, string]) {
      this.set({ wordSpacing: numberOf(wordSpacing), characterSpacing: numberOf(characterSpacing) });
      this.nextLine();
      this.show(string);
    },
  }),
);
