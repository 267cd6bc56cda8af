import type { PathSegment } from '../page-description.ts';

/**
 * A reviewed drawing of one character that no font has. It is drawn in the text's place and colour, and the code
 * point stands in the text layer: nobody is refused a licence by a font. Who reviewed it is kept by the catalogue.
 *
 * Coordinates are thousandths of the em, x to the right from the glyph's origin, y *upwards* from the baseline, as
 * in a font; an ideograph fills 0…1000 by -120…880.
 */
export type GlyphPicture = OutlineGlyphPicture | BitmapGlyphPicture;

export interface OutlineGlyphPicture {
  readonly form: 'outline';
  readonly codePoint: number;
  readonly advance: number;
  readonly segments: readonly PathSegment[];
}

/** One bit a dot, rows padded to whole bytes, most significant bit first, 1 = ink. Fills 0…advance by -120…880. */
export interface BitmapGlyphPicture {
  readonly form: 'bitmap';
  readonly codePoint: number;
  readonly advance: number;
  readonly widthDots: number;
  readonly heightDots: number;
  readonly rows: Uint8Array;
}
