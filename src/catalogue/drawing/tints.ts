import type { Colour, PathItem } from '../../typesetting/page-description.ts';
import { path, type Rect, rectangle } from './paths.ts';

/** A vertical change from one colour to another in flat strips; every back-end can draw it. */
export function gradient([x, y, width, height]: Rect, from: Colour, to: Colour, strips: number): PathItem[] {
  const step = height / strips;
  return Array.from({ length: strips }, (_, at) => {
    // A strip reaches under the next one, so that no hairline shows between them.
    const reach = at === strips - 1 ? step : step * 1.5;
    const fill = mixed(from, to, at / (strips - 1));
    return path(rectangle([x, y + at * step, width, reach]), { fill });
  });
}

/** The colour a share of the way between two. */
export function mixed(from: Colour, to: Colour, share: number): Colour {
  const between = (low: number, high: number) => Math.round(low + (high - low) * share);
  return {
    red: between(from.red, to.red),
    green: between(from.green, to.green),
    blue: between(from.blue, to.blue),
  };
}
