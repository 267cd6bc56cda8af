import type { PathItem, PathSegment } from '../../typesetting/page-description.ts';
import { type PathStyle, type Point, path, plotted, polar, type Rect } from './paths.ts';

/** A rosette: lines that swing between two radii, each a little later than the one before. */
export interface RosetteShape {
  readonly innerMm: number;
  readonly outerMm: number;
  /** Swings of one line around the centre. */
  readonly petals: number;
  readonly lines: number;
}

/** A round guilloche about `centre`. */
export function rosette(centre: Point, shape: RosetteShape, style: PathStyle): PathItem {
  const mean = (shape.outerMm + shape.innerMm) / 2;
  const swing = (shape.outerMm - shape.innerMm) / 2;
  const segments = steps(shape.lines).flatMap((phase) => {
    const at = (turn: number) =>
      polar(centre, mean + swing * Math.cos(2 * Math.PI * (turn * shape.petals + phase)), turn * 360);
    const first = -phase / shape.petals;
    return plotted(
      at,
      Array.from({ length: 2 * shape.petals + 1 }, (_, half) => first + half / (2 * shape.petals)),
    );
  });
  return path(segments, style);
}

/** A field of waves: lines across `rect` whose height swells and ebbs, so that they seem to weave. */
export interface WaveShape {
  readonly waves: number;
  readonly lines: number;
  /** Height of one swing from its middle. */
  readonly amplitudeMm: number;
  /** Whole waves by which the last line runs ahead of the first. */
  readonly drift: number;
}

/** A rectangular guilloche ground. */
export function waveField([x, y, width, height]: Rect, shape: WaveShape, style: PathStyle): PathItem {
  const segments = steps(shape.lines).flatMap((down) => {
    const phase = down * shape.drift;
    const at = (along: number): Point => {
      const swell = shape.amplitudeMm * (0.55 + 0.45 * Math.cos(2 * Math.PI * (along + down)));
      return [
        x + along * width,
        y + down * height + swell * Math.sin(2 * Math.PI * (along * shape.waves + phase)),
      ];
    };
    return plotted(at, crests(shape.waves, phase));
  });
  return path(segments, style);
}

/** A braid of `strands` sine lines between two points, `amplitudeMm` to each side; the stuff of borders. */
export function braid(
  from: Point,
  to: Point,
  waves: number,
  strands: number,
  amplitudeMm: number,
): PathSegment[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  return steps(strands).flatMap((phase) => {
    const at = (along: number): Point => {
      const aside = (amplitudeMm * Math.sin(2 * Math.PI * (along * waves + phase))) / length;
      return [from[0] + along * dx - aside * dy, from[1] + along * dy + aside * dx];
    };
    return plotted(at, crests(waves, phase));
  });
}

/** Where a sine of so many waves from 0 to 1 has its crests and troughs, and both ends: knots enough to draw it. */
function crests(waves: number, phase: number): number[] {
  const first = Math.ceil(2 * phase - 0.5);
  const inner = Array.from(
    { length: 2 * waves + 1 },
    (_, half) => (0.25 + (first + half) / 2 - phase) / waves,
  );
  return [0, ...inner.filter((along) => along > 0.002 && along < 0.998), 1];
}

/** 0, 1/count, 2/count … below 1. */
function steps(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at / count);
}
