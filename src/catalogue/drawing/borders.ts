import type { Colour, PathItem, PathSegment } from '../../typesetting/page-description.ts';
import { braid, rosette } from './guilloche.ts';
import { circle, type Point, path, type Rect, rectangle, star } from './paths.ts';

/** Colours of a border from the outside inwards. */
export interface BorderColours {
  readonly line: Colour;
  readonly band: Colour;
  readonly braid: Colour;
  readonly bead: Colour;
}

export interface BorderShape {
  /** Width of the braided band. */
  readonly bandMm: number;
  /** Length of one wave of the braid; rounded so that the corners meet. */
  readonly waveMm: number;
  readonly strands: number;
}

/** `rect` made smaller by `by` on every side. */
export function inset([x, y, width, height]: Rect, by: number): Rect {
  return [x + by, y + by, width - 2 * by, height - 2 * by];
}

/** A braided band between two lines with a rosette in each corner, as printed on certificates. */
export function braidedBorder(outer: Rect, shape: BorderShape, colours: BorderColours): PathItem[] {
  const inner = inset(outer, shape.bandMm);
  return [
    path([...rectangle(outer), ...rectangle(inner)], { fill: colours.band, fillRule: 'evenodd' }),
    path(braids(inset(outer, shape.bandMm / 2), shape), { stroke: colours.braid, strokeWidthMm: 0.18 }),
    path(beads(inset(outer, shape.bandMm / 2), shape), { fill: colours.bead }),
    path(rectangle(outer), { stroke: colours.line, strokeWidthMm: 0.9 }),
    path(rectangle(inset(outer, 1.1)), { stroke: colours.line, strokeWidthMm: 0.2 }),
    path(rectangle(inner), { stroke: colours.line, strokeWidthMm: 0.5 }),
    path(rectangle(inset(inner, 0.9)), { stroke: colours.line, strokeWidthMm: 0.18 }),
    ...corners(inset(outer, shape.bandMm / 2)).flatMap((corner) =>
      cornerRosette(corner, shape.bandMm, colours),
    ),
  ];
}

function braids(middle: Rect, shape: BorderShape): PathSegment[] {
  const amplitude = shape.bandMm * 0.3;
  return sides(middle).flatMap(([from, to]) =>
    braid(from, to, wavesOf(from, to, shape), shape.strands, amplitude),
  );
}

/** A bead in the eye of every wave: a square on its corner, which at this size reads as round and costs little. */
function beads(middle: Rect, shape: BorderShape): PathSegment[] {
  return sides(middle).flatMap(([from, to]) => {
    const count = wavesOf(from, to, shape) * 2;
    return Array.from({ length: count }, (_, at) => {
      const along = (at + 0.5) / count;
      return star([mix(from[0], to[0], along), mix(from[1], to[1], along)], shape.bandMm * 0.09, 2, 0.7);
    }).flat();
  });
}

function cornerRosette(centre: Point, bandMm: number, colours: BorderColours): PathItem[] {
  const radius = bandMm * 0.7;
  return [
    path(circle(centre, radius), { fill: colours.band, stroke: colours.line, strokeWidthMm: 0.5 }),
    rosette(
      centre,
      { innerMm: radius * 0.28, outerMm: radius * 0.9, petals: 8, lines: 3 },
      { stroke: colours.braid, strokeWidthMm: 0.2 },
    ),
    path(circle(centre, radius * 0.26), { fill: colours.bead, stroke: colours.line, strokeWidthMm: 0.2 }),
  ];
}

function corners([x, y, width, height]: Rect): Point[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

function sides(rect: Rect): [Point, Point][] {
  const points = corners(rect);
  return points.map((from, at) => [from, points[(at + 1) % 4] ?? from]);
}

function wavesOf(from: Point, to: Point, shape: BorderShape): number {
  return Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / shape.waveMm);
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
