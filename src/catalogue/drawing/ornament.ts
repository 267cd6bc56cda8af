import type { Colour, PathItem, PathSegment } from '../../typesetting/page-description.ts';
import { circle, mapped, type Point, path, polar, polygon, smooth, star } from './paths.ts';

/**
 * A star in a wreath: the service's own ornament for the place where a printed licence has the state emblem. The
 * emblem itself is protected by law (国徽法) and belongs to the printed original, so it is not imitated.
 */
export function starAndWreath(centre: Point, radiusMm: number, gold: Colour, red: Colour): PathItem[] {
  const disc = radiusMm * 0.66;
  return [
    path(leaves(centre, radiusMm), { fill: gold }),
    path(stems(centre, radiusMm), { stroke: gold, strokeWidthMm: radiusMm * 0.035 }),
    path(circle(centre, disc), { fill: red, stroke: gold, strokeWidthMm: radiusMm * 0.05 }),
    path(circle(centre, disc * 0.88), { stroke: gold, strokeWidthMm: radiusMm * 0.018 }),
    path(star(centre, disc * 0.62), { fill: gold }),
    path(ribbon(centre, radiusMm), { fill: red, stroke: gold, strokeWidthMm: radiusMm * 0.025 }),
  ];
}

const LEAVES_A_SIDE = 9;

/** Pairs of leaves along both arms of the wreath, open at the top. */
function leaves(centre: Point, radius: number): PathSegment[] {
  const arm = Array.from({ length: LEAVES_A_SIDE }, (_, at) => 168 - at * 16.5);
  return arm.flatMap((degrees) => [
    ...leaf(centre, radius, degrees, 26),
    ...leaf(centre, radius, degrees, -38),
    ...leaf(centre, radius, -degrees, -26),
    ...leaf(centre, radius, -degrees, 38),
  ]);
}

/** One pointed leaf on the wreath's circle at `degrees`, leaning by `lean` from the direction of growth. */
function leaf(centre: Point, radius: number, degrees: number, lean: number): PathSegment[] {
  const root = polar(centre, radius * 0.84, degrees);
  const growth = degrees > 0 ? degrees - 90 : degrees + 90;
  const [length, width] = [radius * 0.27, radius * 0.055];
  const half: Point[] = [
    [0, 0],
    [-width, -length * 0.45],
    [0, -length],
    [width, -length * 0.45],
  ];
  const turn = ((growth + lean) * Math.PI) / 180;
  return mapped(smooth(half, true), ([x, y]) => [
    root[0] + x * Math.cos(turn) - y * Math.sin(turn),
    root[1] + x * Math.sin(turn) + y * Math.cos(turn),
  ]);
}

function stems(centre: Point, radius: number): PathSegment[] {
  const arc = (sign: number) =>
    smooth(Array.from({ length: 12 }, (_, at) => polar(centre, radius * 0.84, sign * (178 - at * 13.5))));
  return [...arc(1), ...arc(-1)];
}

/** A knot with two tails where the stems meet. */
function ribbon([x, y]: Point, radius: number): PathSegment[] {
  const at = (dx: number, dy: number): Point => [x + dx * radius, y + dy * radius];
  return [
    ...polygon([at(-0.09, 0.76), at(0.09, 0.76), at(0.09, 0.92), at(-0.09, 0.92)]),
    ...polygon([at(-0.09, 0.78), at(-0.36, 0.72), at(-0.3, 0.84), at(-0.36, 0.97), at(-0.09, 0.9)]),
    ...polygon([at(0.09, 0.78), at(0.36, 0.72), at(0.3, 0.84), at(0.36, 0.97), at(0.09, 0.9)]),
  ];
}
