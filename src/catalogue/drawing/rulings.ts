import type { PathSegment } from '../../typesetting/page-description.ts';
import { line, type Rect, rectangle } from './paths.ts';

/** The lines of a form: outer box, one line under each row but the last, vertical lines at the given offsets. */
export function ruling(
  rect: Rect,
  rowHeightsMm: readonly number[],
  columnsMm: readonly number[],
): PathSegment[] {
  const [x, y, width, height] = rect;
  const rowEnds = rowHeightsMm.slice(0, -1).map((_, at) => sum(rowHeightsMm.slice(0, at + 1)));
  return [
    ...rectangle(rect),
    ...rowEnds.flatMap((end) => line([x, y + end], [x + width, y + end])),
    ...columnsMm.flatMap((offset) => line([x + offset, y], [x + offset, y + height])),
  ];
}

/** A rule under each value of a form without boxes. */
export function underlines(rects: readonly Rect[]): PathSegment[] {
  return rects.flatMap(([x, y, width, height]) => line([x, y + height], [x + width, y + height]));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
