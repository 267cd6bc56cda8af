/** One glyph of a shown string. Lengths in em: shares of the font size. */
export interface FontGlyph {
  /** What it reads as; empty where the font does not say. */
  readonly text: string;
  /** Along the line: to the right, or for vertical writing upwards (so it is negative there). */
  readonly advanceEm: number;
  /** From the origin of horizontal writing to that of vertical writing (ISO 32000-2 §9.7.4.3); null for horizontal. */
  readonly verticalOriginEm: readonly [x: number, y: number] | null;
  readonly widthEm: number;
  /** Word spacing applies: the single byte 32 (§9.3.3). */
  readonly isWordSpace: boolean;
}

/** A font as far as finding text needs it. */
export interface TextFont {
  readonly isVertical: boolean;
  readonly ascentEm: number;
  readonly descentEm: number;
  glyphsOf(bytes: Uint8Array): Iterable<FontGlyph>;
}
