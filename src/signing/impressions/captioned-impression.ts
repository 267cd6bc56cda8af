import { dict, name, PdfStream } from '../../crypto/pdf/pdf-objects.ts';
import type { Impression } from '../../crypto/pdf/placement/impression.ts';
import type { TrueTypeFont } from '../../typesetting/fonts/true-type-font.ts';
import type { PathSegment } from '../../typesetting/page-description.ts';
import { pathOperators } from '../../typesetting/pdf/path-operators.ts';
import { glyphOutline } from '../../typesetting/seal-impression-outlines.ts';

/** Size of the line, and what is left free above it. */
const EM_MM = 3;
const GAP_MM = 1;
/** From the top of the line down to its baseline, in em. */
const BASELINE_EM = 0.9;
const LINE_EM = 1.2;
/** Nobody reads a line that is longer than a page is wide. */
const MOST_CHARACTERS = 60;

/**
 * The impression with a line beneath it, in the middle: time, number, or both. The letters are outlines, so that the
 * file needs no font. Strips over page edges show the seal alone.
 *
 * @throws RangeError where the font lacks a character, or the line is too long
 */
export function captionedImpression(impression: Impression, line: string, font: TrueTypeFont): Impression {
  const characters = [...line];
  if (characters.length > MOST_CHARACTERS) throw new RangeError(`a line of ${characters.length} characters`);
  const { sealBoxPt, widthMm, appearance } = impression;
  const perMm = (sealBoxPt[2] - sealBoxPt[0]) / widthMm;
  const glyphs = characters.map((character) => glyphOf(character, font));
  const widthEm = glyphs.reduce((sum, { advanceEm }) => sum + advanceEm, 0);
  const em = EM_MM * perMm;
  const [left, bottom, right, top] = appearance.bboxPt;
  const start = (sealBoxPt[0] + sealBoxPt[2]) / 2 - (widthEm * em) / 2;
  const lineTop = bottom - GAP_MM * perMm;
  const letters = lettersAt(glyphs, start, lineTop - BASELINE_EM * em, em);
  const picture = new PdfStream(pictureForm(impression), appearance.contentStream);
  return {
    ...impression,
    appearance: {
      contentStream: Buffer.from(`q /Seal Do Q\n0 g\n${letters}f\n`, 'latin1'),
      bboxPt: [Math.min(left, start), lineTop - LINE_EM * em, Math.max(right, start + widthEm * em), top],
      resources: (add) => {
        const resources = appearance.resources?.(add) ?? dict({});
        const form = new PdfStream(picture.dict.with({ Resources: resources }), picture.rawBytes);
        return dict({ XObject: dict({ Seal: add(form) }) });
      },
    },
  };
}

const pictureForm = ({ appearance: { bboxPt, contentFilter } }: Impression) =>
  dict({
    Type: name('XObject'),
    Subtype: name('Form'),
    BBox: [...bboxPt],
    ...(contentFilter && { Filter: name(contentFilter) }),
  });

interface Glyph {
  readonly segments: readonly PathSegment[];
  readonly advanceEm: number;
}

function glyphOf(character: string, font: TrueTypeFont): Glyph {
  const point = character.codePointAt(0) ?? 0;
  const advanceEm = font.advanceOf(font.glyphIdOf(point)) / font.unitsPerEm;
  return { segments: glyphOutline(font, point), advanceEm };
}

function lettersAt(glyphs: readonly Glyph[], start: number, baseline: number, em: number): string {
  let left = start;
  return glyphs
    .map(({ segments, advanceEm }) => {
      const origin = left;
      left += advanceEm * em;
      return pathOperators(segments, (x, y) => `${fine(origin + x * em)} ${fine(baseline - y * em)}`);
    })
    .join('');
}

const fine = (value: number): string => String(Math.round(value * 1e4) / 1e4);
