import type { Rectangle } from '../page-geometry.ts';
import { applied, type Transform } from '../text/transform.ts';

export type Point = readonly [x: number, y: number];

/** Where a point came from; undefined for a matrix that folds the plane into a line. */
export function unapplied([a, b, c, d, e, f]: Transform, x: number, y: number): Point | undefined {
  const determinant = a * d - b * c;
  if (Math.abs(determinant) < 1e-12) return undefined;
  return [(d * (x - e) - c * (y - f)) / determinant, (a * (y - f) - b * (x - e)) / determinant];
}

/** How much lengths grow: the square root of how much areas do. */
export const scaleOf = ([a, b, c, d]: Transform): number => Math.sqrt(Math.abs(a * d - b * c));

/** The upright rectangle around a rectangle's image. */
export const boundsOf = (matrix: Transform, [left, bottom, right, top]: Rectangle): Rectangle =>
  boundsOfPoints([
    applied(matrix, left, bottom),
    applied(matrix, right, bottom),
    applied(matrix, right, top),
    applied(matrix, left, top),
  ]);

/** The upright rectangle around points; of none the empty one, from +∞ to −∞. */
export function boundsOfPoints(points: readonly Point[]): Rectangle {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    bottom = Math.min(bottom, y);
    right = Math.max(right, x);
    top = Math.max(top, y);
  }
  return [left, bottom, right, top];
}
