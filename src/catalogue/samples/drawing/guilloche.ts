import type { PathItem, PathSegment } from '../../../typesetting/page-description.ts';
import { type PathStyle, type Point, path, polar, type Rect, smooth } from './paths.ts';

/** A rosette: lines that swing between two radii, each a little later than the one before. */
export interface RosetteShape {
  readonly innerMm: number;
  readonly outerMm: number;
  /** Swings of one line around the centre. */
  readonly petals: number;
  readonly lines: number;
}

/** Points a swing: fewer would show corners, more make the file larger. */
const POINTS_PER_SWING = 6;

/** A round guilloche about `centre`. */
export function rosette(centre: Point, shape: RosetteShape, style: PathStyle): PathItem {
  const mean = (shape.outerMm + shape.innerMm) / 2;
  const swing = (shape.outerMm - shape.innerMm) / 2;
  const count = shape.petals * POINTS_PER_SWING;
  const segments = steps(shape.lines).flatMap((share) => {
    const points = steps(count).map((turn) =>
      polar(centre, mean + swing * Math.cos(2 * Math.PI * (turn * shape.petals + share)), turn * 360),
    );
    return smooth(points, true);
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
  const count = shape.waves * 4;
  const segments = steps(shape.lines).flatMap((down) => {
    const points = [...steps(count), 1].map((along): Point => {
      const swell = 0.55 + 0.45 * Math.cos(2 * Math.PI * (along + down));
      const phase = along * shape.waves + down * shape.drift;
      return [
        x + along * width,
        y + down * height + shape.amplitudeMm * swell * Math.sin(2 * Math.PI * phase),
      ];
    });
    return smooth(points);
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
  const [normalX, normalY] = [-dy / length, dx / length];
  return steps(strands).flatMap((phase) => {
    const points = [...steps(waves * 4), 1].map((along): Point => {
      const aside = amplitudeMm * Math.sin(2 * Math.PI * (along * waves + phase));
      return [from[0] + along * dx + aside * normalX, from[1] + along * dy + aside * normalY];
    });
    return smooth(points);
  });
}

/** 0, 1/count, 2/count … below 1. */
function steps(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at / count);
}
