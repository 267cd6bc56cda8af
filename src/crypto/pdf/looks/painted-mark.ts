import type { Rectangle } from '../page-geometry.ts';
import type { Transform } from '../text/transform.ts';
import { boundsOf, boundsOfPoints, type Point, unapplied } from './affine.ts';

/** As bright as paper, or clearly darker; what cannot be told counts as light, for that hides without a trace. */
export type Tone = 'light' | 'dark';

/** Something that a content stream paints, in the coordinates of the page. */
export interface PaintedMark {
  readonly kind: 'glyph' | 'shape' | 'image';
  readonly box: Rectangle;
  /** Hides what lies under it: painted opaque enough, and not mixed with the ground. */
  readonly isOpaque: boolean;
  /** The tone at a point, undefined where the mark leaves the ground as it is. */
  readonly toneAt: (x: number, y: number) => Tone | undefined;
  /** Work that one question costs. */
  readonly cost: number;
}

/** Glyphs are taken for the boxes that they fill. */
export const glyphMark = (box: Rectangle, tone: Tone, isOpaque: boolean): PaintedMark => ({
  kind: 'glyph',
  box,
  isOpaque,
  toneAt: (x, y) => (isInside(box, x, y) ? tone : undefined),
  cost: 1,
});

/** A filled path: its subpaths as polygons. */
export function filledMark(
  subpaths: readonly (readonly Point[])[],
  isEvenOdd: boolean,
  tone: Tone,
  isOpaque: boolean,
): PaintedMark {
  const toneAt = (x: number, y: number): Tone | undefined => {
    let winding = 0;
    for (const subpath of subpaths) winding += windingAt(subpath, x, y);
    return (isEvenOdd ? winding % 2 !== 0 : winding !== 0) ? tone : undefined;
  };
  return {
    kind: 'shape',
    box: boundsOfPoints(subpaths.flat()),
    isOpaque,
    toneAt,
    cost: verticesOf(subpaths),
  };
}

/** A stroked path; joins and caps are left out, they change little. */
export function strokedMark(
  subpaths: readonly (readonly Point[])[],
  width: number,
  tone: Tone,
  isOpaque: boolean,
): PaintedMark {
  const half = width / 2;
  const [left, bottom, right, top] = boundsOfPoints(subpaths.flat());
  const isOn = (x: number, y: number) =>
    subpaths.some((points) =>
      points.some((point, i) => i > 0 && distance(points[i - 1] as Point, point, x, y) <= half),
    );
  return {
    kind: 'shape',
    box: [left - half, bottom - half, right + half, top + half],
    isOpaque,
    toneAt: (x, y) => (isOn(x, y) ? tone : undefined),
    cost: verticesOf(subpaths),
  };
}

/** A picture in the unit square; `toneOf` is asked by parts of its width and height, from the top left. */
export const pictureMark = (
  matrix: Transform,
  toneOf: (across: number, down: number) => Tone | undefined,
  isOpaque: boolean,
): PaintedMark => ({
  kind: 'image',
  box: boundsOf(matrix, [0, 0, 1, 1]),
  isOpaque,
  toneAt: (x, y) => {
    const inside = unapplied(matrix, x, y);
    if (inside === undefined || !isInside([0, 0, 1, 1], ...inside)) return undefined;
    return toneOf(inside[0], 1 - inside[1]);
  },
  cost: 1,
});

/** All of a rectangle, in a tone that cannot be told. */
export const coveredRectangle = (box: Rectangle): PaintedMark => ({
  ...glyphMark(box, 'light', true),
  kind: 'shape',
});

/** Whether a point lies in a rectangle or on its edge; left, bottom, right, top. */
export const isInside = ([left, bottom, right, top]: Rectangle, x: number, y: number): boolean =>
  x >= left && x <= right && y >= bottom && y <= top;

const verticesOf = (subpaths: readonly (readonly Point[])[]): number =>
  subpaths.reduce((sum, { length }) => sum + length, 0);

function windingAt(points: readonly Point[], x: number, y: number): number {
  let winding = 0;
  for (let i = 0; i < points.length; i++) {
    const [x1, y1] = points[i] as Point;
    const [x2, y2] = points[(i + 1) % points.length] as Point;
    if (y1 <= y === y2 <= y) continue;
    if (x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) winding += y2 > y1 ? 1 : -1;
  }
  return winding;
}

function distance([x1, y1]: Point, [x2, y2]: Point, x: number, y: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / square));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}
