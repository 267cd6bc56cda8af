import type { PathSegment } from '../page-description.ts';

/**
 * Path construction operators (ISO 32000-1 §8.5.2), a newline after each.
 *
 * @param point writes one point in the target's coordinates
 */
export function pathOperators(
  segments: readonly PathSegment[],
  point: (x: number, y: number) => string,
): string {
  let operators = '';
  for (const segment of segments) {
    if (segment[0] === 'M') operators += `${point(segment[1], segment[2])} m\n`;
    else if (segment[0] === 'L') operators += `${point(segment[1], segment[2])} l\n`;
    else if (segment[0] === 'C')
      operators += `${point(segment[1], segment[2])} ${point(segment[3], segment[4])} ${point(segment[5], segment[6])} c\n`;
    else operators += 'h\n';
  }
  return operators;
}
