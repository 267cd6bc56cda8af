/** A glyph on a page, in default user space. */
export interface PageGlyph {
  /** Empty where the font does not say what it means. */
  readonly text: string;
  /** On the line it is written on: where it begins, and where the next one would. */
  readonly start: readonly [x: number, y: number];
  readonly end: readonly [x: number, y: number];
  /** Corners of its box, from the descent to the ascent of the font. */
  readonly corners: readonly (readonly [x: number, y: number])[];
}
