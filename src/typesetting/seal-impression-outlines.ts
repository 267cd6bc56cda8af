import type { TrueTypeFont } from './fonts/true-type-font.ts';
import type { PathSegment } from './page-description.ts';

/** A point of a TrueType contour, font units, y upwards. */
interface ContourPoint {
  readonly x: number;
  readonly y: number;
  readonly onCurve: boolean;
}

/** Flags of a simple glyph's points (OpenType, `glyf`). */
const ON_CURVE = 0x01;
const X_SHORT = 0x02;
const Y_SHORT = 0x04;
const REPEAT = 0x08;
const X_SAME_OR_POSITIVE = 0x10;
const Y_SAME_OR_POSITIVE = 0x20;

/** Flags of a component of a composite glyph. */
const ARGS_ARE_WORDS = 0x0001;
const MORE_COMPONENTS = 0x0020;
/** A component that is scaled, stretched or turned; CJK fonts place components and do no more. */
const ANY_TRANSFORM = 0x00c8;

/**
 * The outline of a character as path segments in em: x to the right from the origin, y *downwards* from the baseline,
 * filled by the nonzero rule.
 *
 * @throws RangeError where the font has not the character, or has it as a transformed composite
 */
export function glyphOutline(font: TrueTypeFont, codePoint: number): PathSegment[] {
  const glyphId = font.glyphIdOf(codePoint);
  if (glyphId === 0) throw new RangeError(`${font.postScriptName} has no U+${codePoint.toString(16)}`);
  return contoursOf(font, glyphId).flatMap((contour) => contourSegments(contour, 1 / font.unitsPerEm));
}

function contoursOf(font: TrueTypeFont, glyphId: number): ContourPoint[][] {
  const { outline } = font.glyph(glyphId);
  if (outline.length === 0) return [];
  const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength);
  return view.getInt16(0) >= 0 ? simpleContours(view) : compositeContours(font, view);
}

function compositeContours(font: TrueTypeFont, view: DataView): ContourPoint[][] {
  const contours: ContourPoint[][] = [];
  let at = 10;
  let flags: number;
  do {
    flags = view.getUint16(at);
    if (flags & ANY_TRANSFORM) throw new RangeError('a component of the glyph is transformed');
    const words = (flags & ARGS_ARE_WORDS) !== 0;
    const dx = words ? view.getInt16(at + 4) : view.getInt8(at + 4);
    const dy = words ? view.getInt16(at + 6) : view.getInt8(at + 5);
    const part = contoursOf(font, view.getUint16(at + 2));
    contours.push(
      ...part.map((contour) => contour.map((point) => ({ ...point, x: point.x + dx, y: point.y + dy }))),
    );
    at += words ? 8 : 6;
  } while (flags & MORE_COMPONENTS);
  return contours;
}

function simpleContours(view: DataView): ContourPoint[][] {
  const contourCount = view.getInt16(0);
  const ends = Array.from({ length: contourCount }, (_, index) => view.getUint16(10 + 2 * index));
  const pointCount = (ends.at(-1) ?? -1) + 1;
  const afterEnds = 10 + 2 * contourCount;
  const flagsAt = afterEnds + 2 + view.getUint16(afterEnds);
  const { flags, next } = readFlags(view, flagsAt, pointCount);
  const xs = readCoordinates(view, next, flags, X_SHORT, X_SAME_OR_POSITIVE);
  const ys = readCoordinates(view, xs.next, flags, Y_SHORT, Y_SAME_OR_POSITIVE);
  const points = flags.map((flag, index) => ({
    x: xs.values[index] ?? 0,
    y: ys.values[index] ?? 0,
    onCurve: (flag & ON_CURVE) !== 0,
  }));
  return ends.map((end, index) => points.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end + 1));
}

function readFlags(view: DataView, start: number, count: number): { flags: number[]; next: number } {
  const flags: number[] = [];
  let at = start;
  while (flags.length < count) {
    const flag = view.getUint8(at++);
    const repeats = flag & REPEAT ? view.getUint8(at++) : 0;
    for (let copy = 0; copy <= repeats; copy++) flags.push(flag);
  }
  return { flags, next: at };
}

/** One axis: deltas of one byte with a sign flag, of two bytes, or none where the value stays. */
function readCoordinates(
  view: DataView,
  start: number,
  flags: readonly number[],
  short: number,
  sameOrPositive: number,
): { values: number[]; next: number } {
  let at = start;
  let value = 0;
  const values = flags.map((flag) => {
    if (flag & short) value += flag & sameOrPositive ? view.getUint8(at++) : -view.getUint8(at++);
    else if (!(flag & sameOrPositive)) {
      value += view.getInt16(at);
      at += 2;
    }
    return value;
  });
  return { values, next: at };
}

/** One closed contour; between two control points stands an implied point on the curve. */
function contourSegments(contour: readonly ContourPoint[], scale: number): PathSegment[] {
  const points = withImpliedPoints(contour).map(({ x, y, onCurve }) => ({
    x: x * scale,
    y: -y * scale,
    onCurve,
  }));
  const first = points[0];
  if (!first) return [];
  const segments: PathSegment[] = [['M', first.x, first.y]];
  let from = first;
  for (let index = 1; index <= points.length; index++) {
    const point = points[index % points.length] ?? first;
    if (point.onCurve) {
      if (index < points.length) segments.push(['L', point.x, point.y]);
      from = point;
      continue;
    }
    const to = points[(index + 1) % points.length] ?? first;
    segments.push(cubicFromQuadratic(from, point, to));
    from = to;
    index += 1;
  }
  return [...segments, ['Z']];
}

/** The contour turned to begin on the curve, with every implied point written out. */
function withImpliedPoints(contour: readonly ContourPoint[]): ContourPoint[] {
  const full = contour.flatMap((point, index) => {
    const next = contour[(index + 1) % contour.length] ?? point;
    if (point.onCurve || next.onCurve) return [point];
    return [point, { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2, onCurve: true }];
  });
  const start = full.findIndex((point) => point.onCurve);
  return [...full.slice(start), ...full.slice(0, start)];
}

function cubicFromQuadratic(from: ContourPoint, control: ContourPoint, to: ContourPoint): PathSegment {
  const towards = (end: number, middle: number) => end + (2 / 3) * (middle - end);
  return [
    'C',
    towards(from.x, control.x),
    towards(from.y, control.y),
    towards(to.x, control.x),
    towards(to.y, control.y),
    to.x,
    to.y,
  ];
}
