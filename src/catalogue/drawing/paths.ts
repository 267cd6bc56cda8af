import type { Colour, PathItem, PathSegment } from '../../typesetting/page-description.ts';

export type Point = readonly [xMm: number, yMm: number];
export type Rect = readonly [xMm: number, yMm: number, widthMm: number, heightMm: number];
export type PathStyle = Pick<
  PathItem,
  'fill' | 'fillRule' | 'stroke' | 'strokeWidthMm' | 'dashMm' | 'opacity'
>;

/** Control length of a quarter circle by one cubic Bézier, as a share of the radius. */
const QUARTER = 0.5523;

/** Segments as one path item. */
export function path(segments: readonly PathSegment[], style: PathStyle): PathItem {
  return { kind: 'path', segments, ...style };
}

/** `#RRGGBB` as a colour. */
export function rgb(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16);
  return { red: value >> 16, green: (value >> 8) & 255, blue: value & 255 };
}

/** A hundredth of a millimetre is finer than any printer; shorter numbers make smaller files. */
export function hundredth(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A rectangle, clockwise from its top left corner. */
export function rectangle([x, y, width, height]: Rect): PathSegment[] {
  return polygon([
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ]);
}

/** A rectangle whose corners are quarter circles. */
export function roundedRectangle([x, y, width, height]: Rect, radius: number): PathSegment[] {
  const [right, bottom, lead] = [x + width, y + height, radius * (1 - QUARTER)];
  return [
    ['M', x + radius, y],
    ['L', right - radius, y],
    ['C', right - lead, y, right, y + lead, right, y + radius],
    ['L', right, bottom - radius],
    ['C', right, bottom - lead, right - lead, bottom, right - radius, bottom],
    ['L', x + radius, bottom],
    ['C', x + lead, bottom, x, bottom - lead, x, bottom - radius],
    ['L', x, y + radius],
    ['C', x, y + lead, x + lead, y, x + radius, y],
    ['Z'],
  ];
}

/** A circle of four Béziers. */
export function circle([x, y]: Point, radius: number): PathSegment[] {
  const lead = radius * QUARTER;
  const segments: PathSegment[] = [
    ['M', x, y - radius],
    ['C', x + lead, y - radius, x + radius, y - lead, x + radius, y],
    ['C', x + radius, y + lead, x + lead, y + radius, x, y + radius],
    ['C', x - lead, y + radius, x - radius, y + lead, x - radius, y],
    ['C', x - radius, y - lead, x - lead, y - radius, x, y - radius],
    ['Z'],
  ];
  return mapped(segments, (point) => point);
}

/** Straight lines through all points and back to the first. */
export function polygon(points: readonly Point[]): PathSegment[] {
  return [
    ...points.map(([x, y], at): PathSegment => [at === 0 ? 'M' : 'L', hundredth(x), hundredth(y)]),
    ['Z'],
  ];
}

/** One straight line. */
export function line([fromX, fromY]: Point, [toX, toY]: Point): PathSegment[] {
  return [
    ['M', fromX, fromY],
    ['L', toX, toY],
  ];
}

/** The point at an angle (degrees, clockwise from the top) and distance from a centre. */
export function polar([x, y]: Point, radius: number, degrees: number): Point {
  const turn = (degrees * Math.PI) / 180;
  return [x + radius * Math.sin(turn), y - radius * Math.cos(turn)];
}

/** A star with its first tip at the top; `innerRatio` 0.382 makes the regular five-pointed one. */
export function star(centre: Point, radius: number, points = 5, innerRatio = 0.382): PathSegment[] {
  const tips = Array.from({ length: 2 * points }, (_, at) =>
    polar(centre, at % 2 === 0 ? radius : radius * innerRatio, (at * 180) / points),
  );
  return polygon(tips);
}

/** A smooth curve through all points (Catmull-Rom as Béziers); closed curves join their ends. */
export function smooth(points: readonly Point[], closed = false): PathSegment[] {
  const last = points.length - 1;
  const at = (index: number): Point =>
    (closed
      ? points[(index + points.length) % points.length]
      : points[Math.min(Math.max(index, 0), last)]) ?? [0, 0];
  const spans = closed ? points.length : last;
  const curves = Array.from({ length: spans }, (_, span) =>
    spanCurve(at(span - 1), at(span), at(span + 1), at(span + 2)),
  );
  const start: PathSegment = ['M', hundredth(at(0)[0]), hundredth(at(0)[1])];
  return closed ? [start, ...curves, ['Z']] : [start, ...curves];
}

function spanCurve(before: Point, from: Point, to: Point, after: Point): PathSegment {
  return [
    'C',
    hundredth(from[0] + (to[0] - before[0]) / 6),
    hundredth(from[1] + (to[1] - before[1]) / 6),
    hundredth(to[0] - (after[0] - from[0]) / 6),
    hundredth(to[1] - (after[1] - from[1]) / 6),
    hundredth(to[0]),
    hundredth(to[1]),
  ];
}

/**
 * A curve given by `at`, one Bézier between two knots. Knots at the crests of a wave follow it to a hundredth of its
 * height.
 */
export function plotted(at: (parameter: number) => Point, knots: readonly number[]): PathSegment[] {
  const [start = 0, ...rest] = knots;
  const curves = rest.map((to, index): PathSegment => {
    const from = knots[index] ?? start;
    const [[x1, y1], [x2, y2], end] = [handle(at, from, to - from), handle(at, to, from - to), at(to)];
    return [
      'C',
      ...([x1, y1, x2, y2, ...end].map(hundredth) as [number, number, number, number, number, number]),
    ];
  });
  const [x, y] = at(start);
  return [['M', hundredth(x), hundredth(y)], ...curves];
}

/** The control point a third of `span` along the tangent at `parameter`. */
function handle(at: (parameter: number) => Point, parameter: number, span: number): Point {
  const step = 1e-5;
  const [x, y] = at(parameter);
  const [[beforeX, beforeY], [afterX, afterY]] = [at(parameter - step), at(parameter + step)];
  const reach = span / 3 / (2 * step);
  return [x + (afterX - beforeX) * reach, y + (afterY - beforeY) * reach];
}

/** Maps every point of an outline. */
export function mapped(segments: readonly PathSegment[], to: (point: Point) => Point): PathSegment[] {
  return segments.map((segment): PathSegment => {
    if (segment[0] === 'Z') return segment;
    const [command, ...numbers] = segment;
    const moved = numbers.flatMap((_, at) =>
      at % 2 === 0 ? to([numbers[at] ?? 0, numbers[at + 1] ?? 0]).map(hundredth) : [],
    );
    return [command, ...moved] as unknown as PathSegment;
  });
}
