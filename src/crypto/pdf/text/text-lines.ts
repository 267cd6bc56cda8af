/** A glyph as it is seen, in millimetres. */
export interface LineGlyph {
  readonly text: string;
  readonly start: readonly [x: number, y: number];
  readonly end: readonly [x: number, y: number];
  /** Bottom left, bottom right, top right, top left as the text reads. */
  readonly corners: readonly (readonly [x: number, y: number])[];
}

interface Placed {
  readonly glyph: LineGlyph;
  readonly directionDeg: number;
  /** Along the line and across it. */
  readonly along: number;
  readonly across: number;
  readonly advance: number;
  readonly height: number;
}

/** Glyphs whose baselines are that near, in heights, stand on one line: indices stay with their text. */
const SAME_LINE = 0.35;
/** The same glyph nearer than this share of its advance was painted again, to look bold or shadowed. */
const REPAINTED = 0.5;

/**
 * The lines of a page by where its glyphs stand, for writers paint them in any order: glyphs of one direction on one
 * baseline, from its beginning to its end.
 */
export function textLines(glyphs: readonly LineGlyph[]): LineGlyph[][] {
  const placed = glyphs.map(placedOf).filter((one) => one !== undefined);
  placed.sort((a, b) => a.directionDeg - b.directionDeg || a.across - b.across);
  const lines: Placed[][] = [];
  for (const one of placed) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line && first && isSameLine(first, one)) line.push(one);
    else lines.push([one]);
  }
  return lines.map((line) => inOrder(line));
}

function placedOf(glyph: LineGlyph): Placed | undefined {
  const [bottomLeft, bottomRight, , topLeft] = glyph.corners;
  if (!bottomLeft || !bottomRight || !topLeft) return undefined;
  const [dx, dy] = directionOf(glyph, bottomLeft, bottomRight);
  const length = Math.hypot(dx, dy);
  if (!(length > 0)) return undefined;
  const [ux, uy] = [dx / length, dy / length];
  const [x, y] = glyph.start;
  return {
    glyph,
    directionDeg: (Math.round((Math.atan2(uy, ux) * 180) / Math.PI) + 360) % 360,
    along: x * ux + y * uy,
    across: y * ux - x * uy,
    advance: length,
    height: Math.hypot(topLeft[0] - bottomLeft[0], topLeft[1] - bottomLeft[1]),
  };
}

/** The way the writing goes; a glyph without advance is as wide as it is drawn. */
function directionOf(
  { start, end }: LineGlyph,
  left: readonly [number, number],
  right: readonly [number, number],
): readonly [number, number] {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  return dx === 0 && dy === 0 ? [right[0] - left[0], right[1] - left[1]] : [dx, dy];
}

const isSameLine = (first: Placed, one: Placed): boolean =>
  first.directionDeg === one.directionDeg &&
  Math.abs(one.across - first.across) <= SAME_LINE * Math.max(first.height, one.height);

function inOrder(line: Placed[]): LineGlyph[] {
  line.sort((a, b) => a.along - b.along);
  return line.filter((one, index) => !isRepainted(line[index - 1], one)).map(({ glyph }) => glyph);
}

const isRepainted = (before: Placed | undefined, one: Placed): boolean =>
  before !== undefined &&
  before.glyph.text === one.glyph.text &&
  one.along - before.along < REPAINTED * one.advance;
