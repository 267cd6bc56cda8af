import type { PageGeometry, SeenPlace } from '../page-geometry.ts';
import { seenPoint } from '../page-geometry.ts';
import type { PageGlyph } from './page-glyph.ts';
import { type LineGlyph, textLines } from './text-lines.ts';

/** A wider gap than this parts two texts, in heights of a character; “盖　　章” is still one word. */
const MAX_GAP_EM = 4;

/**
 * Where a keyword stands on a page, in reading order: from the top, then from the left, of the page as it is seen. White
 * space does not count, neither in the keyword nor in the text, and full width is the same as half width (NFKC); a word
 * that goes on in the next line is not found.
 */
export function findKeyword(
  glyphs: readonly PageGlyph[],
  geometry: PageGeometry,
  keyword: string,
): SeenPlace[] {
  const wanted = folded(keyword);
  if (wanted === '') return [];
  const seen = glyphs.map((glyph) => seenGlyph(glyph, geometry)).filter(({ text }) => text !== '');
  return textLines(seen)
    .flatMap((line) => occurrencesIn(line, wanted))
    .map(placeAround)
    .sort(inReadingOrder);
}

const folded = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '');

const seenGlyph = ({ text, start, end, corners }: PageGlyph, geometry: PageGeometry): LineGlyph => ({
  text: folded(text),
  start: seenPoint(...start, geometry),
  end: seenPoint(...end, geometry),
  corners: corners.map((corner) => seenPoint(...corner, geometry)),
});

function occurrencesIn(line: readonly LineGlyph[], wanted: string): LineGlyph[][] {
  const owners = line.flatMap((glyph, index) => Array.from({ length: glyph.text.length }, () => index));
  const text = line.map((glyph) => glyph.text).join('');
  const found: LineGlyph[][] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const last = owners[at + wanted.length - 1] as number;
    const glyphs = line.slice(owners[at], last + 1);
    if (isOneWord(glyphs)) found.push(glyphs);
  }
  return found;
}

function isOneWord(glyphs: readonly LineGlyph[]): boolean {
  return glyphs.slice(1).every((glyph, index) => {
    const before = glyphs[index] as LineGlyph;
    const [x, y] = [glyph.start[0] - before.end[0], glyph.start[1] - before.end[1]];
    return Math.hypot(x, y) <= MAX_GAP_EM * heightOf(glyph);
  });
}

function heightOf({ corners }: LineGlyph): number {
  const [bottom, , , top] = corners;
  return bottom && top ? Math.hypot(top[0] - bottom[0], top[1] - bottom[1]) : 0;
}

function placeAround(glyphs: readonly LineGlyph[]): SeenPlace {
  const corners = glyphs.flatMap((glyph) => glyph.corners);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [xMm, yMm] = [Math.min(...xs), Math.min(...ys)];
  return { xMm, yMm, widthMm: Math.max(...xs) - xMm, heightMm: Math.max(...ys) - yMm };
}

/** Places whose middles are less than half a height apart stand in one row. */
function inReadingOrder(one: SeenPlace, other: SeenPlace): number {
  const down = one.yMm + one.heightMm / 2 - (other.yMm + other.heightMm / 2);
  const isOneRow = Math.abs(down) < Math.min(one.heightMm, other.heightMm) / 2;
  return isOneRow ? one.xMm - other.xMm : down;
}
