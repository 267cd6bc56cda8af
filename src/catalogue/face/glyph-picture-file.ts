import { z } from 'zod';
import type { GlyphPicture } from '../../typesetting/fonts/glyph-picture.ts';
import type { PathSegment } from '../../typesetting/page-description.ts';

const unit = z.number().min(-2000).max(3000);

/**
 * A reviewed drawing of one character that no font has, as a JSON file in the fonts folder (`U+2A6D7.glyph.json`):
 * thousandths of the em, y upwards from the baseline. Who drew and who reviewed it stands in the file.
 */
const GlyphPictureFile = z.strictObject({
  codePoint: z.string().regex(/^U\+[0-9A-F]{4,6}$/),
  advance: z.int().min(1).max(2000).default(1000),
  source: z.string().min(1),
  reviewedBy: z.string().min(1),
  reviewedOn: z.iso.date(),
  segments: z
    .array(
      z.union([
        z.tuple([z.enum(['M', 'L']), unit, unit]),
        z.tuple([z.literal('C'), unit, unit, unit, unit, unit, unit]),
        z.tuple([z.literal('Z')]),
      ]),
    )
    .min(3),
});

/**
 * Reads one file of a reviewed glyph.
 *
 * @throws ZodError | SyntaxError where it is not of that form: the operator is told at start
 */
export function readGlyphPictureFile(json: string): GlyphPicture {
  const file = GlyphPictureFile.parse(JSON.parse(json));
  return {
    form: 'outline',
    codePoint: Number.parseInt(file.codePoint.slice(2), 16),
    advance: file.advance,
    segments: file.segments as PathSegment[],
  };
}
