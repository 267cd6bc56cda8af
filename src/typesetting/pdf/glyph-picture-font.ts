import type { GlyphPicture } from '../fonts/glyph-picture.ts';
import { CMAP_HEAD, CMAP_TAIL, utf16Hex } from './embedded-font.ts';
import { pathOperators } from './path-operators.ts';
import type { PdfObjectWriter } from './pdf-object-writer.ts';
import { real } from './pdf-syntax.ts';

/** The one code in a picture's font, for a text-showing string. */
export const GLYPH_PICTURE_CODE = '01';

/**
 * Writes a reviewed glyph picture as a Type 3 font of one character (ISO 32000-1 §9.6.5): it is shown like text, in
 * the text's colour and place, and its ToUnicode map gives the code point to search and copy. Its blank `m` is never
 * shown: poppler measures Type 3 text by the width of an m, and without one takes the line apart.
 *
 * @returns the object number of the font
 */
export function writeGlyphPictureFont(writer: PdfObjectWriter, picture: GlyphPicture): number {
  const glyph = `u${picture.codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  const procedure = writer.stream('', Buffer.from(glyphProcedure(picture), 'latin1'), 0);
  const measure = writer.stream('', Buffer.from('600 0 d0', 'latin1'), 0);
  const map = `${CMAP_HEAD}<00><FF>\nendcodespacerange\n1 beginbfchar\n<01><${utf16Hex(picture.codePoint)}>\nendbfchar\n${CMAP_TAIL}`;
  const toUnicode = writer.stream('', Buffer.from(map, 'latin1'), 0);
  return writer.object(
    `<</Type/Font/Subtype/Type3/FontBBox[0 -300 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/Resources<<>>` +
      `/CharProcs<</${glyph} ${procedure} 0 R/m ${measure} 0 R>>/Encoding<</Type/Encoding/Differences[1/${glyph}/m]>>` +
      `/FirstChar 1/LastChar 2/Widths[${real(picture.advance)} 600]/ToUnicode ${toUnicode} 0 R>>`,
  );
}

function glyphProcedure(picture: GlyphPicture): string {
  const metrics = `${real(picture.advance)} 0 0 -300 1000 1000 d1\n`;
  if (picture.form === 'outline')
    return `${metrics}${pathOperators(picture.segments, (x, y) => `${real(x)} ${real(y)}`)}f`;
  const hex = Buffer.from(picture.rows).toString('hex');
  return (
    `${metrics}q ${real(picture.advance)} 0 0 1000 0 -120 cm\n` +
    `BI/IM true/W ${picture.widthDots}/H ${picture.heightDots}/BPC 1/D[1 0]/F/AHx\nID ${hex}>\nEI Q`
  );
}
