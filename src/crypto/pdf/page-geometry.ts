import { PdfDict, type PdfObject } from './pdf-objects.ts';

/** Left, bottom, right, top in default user space. */
export type Rectangle = readonly [left: number, bottom: number, right: number, top: number];

/** What a page's seen area is, inherited entries already resolved. */
export interface PageGeometry {
  /** The crop box: what a viewer shows. */
  readonly seenBox: Rectangle;
  /** Clockwise turn at display: 0, 90, 180 or 270 degrees. */
  readonly rotationDeg: 0 | 90 | 180 | 270;
  /** Points (1/72 inch) to a unit of user space. */
  readonly userUnit: number;
}

/** A place on the page as a person sees it: millimetres from its top left corner, y downwards. */
export interface SeenPlace {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

const POINTS_PER_MM = 72 / 25.4;

/** Default where a page has no MediaBox at all, which is an error that readers forgive: US Letter. */
const LETTER: Rectangle = [0, 0, 612, 792];

/**
 * Geometry of a page.
 *
 * @param attribute looks up an entry of the page, inherited ones too, references resolved
 */
export function readPageGeometry(attribute: (key: string) => PdfObject | undefined): PageGeometry {
  const media = rectangleOf(attribute('MediaBox')) ?? LETTER;
  const crop = rectangleOf(attribute('CropBox')) ?? media;
  const turn = attribute('Rotate');
  const quarterTurns = typeof turn === 'number' ? ((Math.round(turn / 90) % 4) + 4) % 4 : 0;
  const unit = attribute('UserUnit');
  return {
    seenBox: intersection(crop, media) ?? media,
    rotationDeg: (quarterTurns * 90) as PageGeometry['rotationDeg'],
    userUnit: typeof unit === 'number' && unit > 0 ? unit : 1,
  };
}

/** Geometry of a page whose dictionary holds every entry itself. */
export const ownPageGeometry = (page: PdfDict): PageGeometry => readPageGeometry((key) => page.get(key));

/** Width and height of a page as a person sees it, in millimetres. */
export function seenSizeMm({ seenBox, rotationDeg, userUnit }: PageGeometry): {
  readonly widthMm: number;
  readonly heightMm: number;
} {
  const [left, bottom, right, top] = seenBox;
  const perUnit = userUnit / POINTS_PER_MM;
  const [across, upwards] = [(right - left) * perUnit, (top - bottom) * perUnit];
  return rotationDeg % 180 === 0
    ? { widthMm: across, heightMm: upwards }
    : { widthMm: upwards, heightMm: across };
}

/** A point of user space as a person sees it: millimetres from the top left corner; the turn back of `placeInUserSpace`. */
export function seenPoint(x: number, y: number, geometry: PageGeometry): readonly [xMm: number, yMm: number] {
  const perUnit = geometry.userUnit / POINTS_PER_MM;
  const [left, bottom, right, top] = geometry.seenBox;
  switch (geometry.rotationDeg) {
    case 0:
      return [(x - left) * perUnit, (top - y) * perUnit];
    case 90:
      return [(y - bottom) * perUnit, (x - left) * perUnit];
    case 180:
      return [(right - x) * perUnit, (y - bottom) * perUnit];
    case 270:
      return [(top - y) * perUnit, (right - x) * perUnit];
  }
}

/**
 * Where a seen place lies in the page's user space. `/Rotate` turns the page clockwise, so that the seen top left
 * corner is another corner of the box each time (ISO 32000-2 §7.7.3.3).
 */
export function placeInUserSpace(place: SeenPlace, geometry: PageGeometry): Rectangle {
  const perMm = POINTS_PER_MM / geometry.userUnit;
  const fromLeft = place.xMm * perMm;
  const toRight = fromLeft + place.widthMm * perMm;
  const fromTop = place.yMm * perMm;
  const toBottom = fromTop + place.heightMm * perMm;
  const [left, bottom, right, top] = geometry.seenBox;
  switch (geometry.rotationDeg) {
    case 0:
      return [left + fromLeft, top - toBottom, left + toRight, top - fromTop];
    case 90:
      return [left + fromTop, bottom + fromLeft, left + toBottom, bottom + toRight];
    case 180:
      return [right - toRight, bottom + fromTop, right - fromLeft, bottom + toBottom];
    case 270:
      return [right - toBottom, top - toRight, right - fromTop, top - fromLeft];
  }
}

/** Matrix of an appearance so that it stands upright on the turned page: the opposite turn (§12.5.5). */
export function uprightMatrix(rotationDeg: PageGeometry['rotationDeg']): readonly number[] {
  switch (rotationDeg) {
    case 0:
      return [1, 0, 0, 1, 0, 0];
    case 90:
      return [0, 1, -1, 0, 0, 0];
    case 180:
      return [-1, 0, 0, -1, 0, 0];
    case 270:
      return [0, -1, 1, 0, 0, 0];
  }
}

/** A rectangle from an array of four numbers whatever corners they name. */
export function rectangleOf(object: PdfObject | undefined): Rectangle | undefined {
  if (!Array.isArray(object) || object.length !== 4) return undefined;
  const [a, b, c, d] = object as readonly PdfObject[];
  if (typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number') {
    return undefined;
  }
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

function intersection(one: Rectangle, other: Rectangle): Rectangle | undefined {
  const left = Math.max(one[0], other[0]);
  const bottom = Math.max(one[1], other[1]);
  const right = Math.min(one[2], other[2]);
  const top = Math.min(one[3], other[3]);
  return left < right && bottom < top ? [left, bottom, right, top] : undefined;
}
