import type { FaceTemplate, GroundItem } from '../../typesetting/face-template.ts';
import type { PathSegment } from '../../typesetting/page-description.ts';
import { path, polygon, rectangle, rgb } from '../drawing/paths.ts';
import { caption } from '../drawing/text-boxes.ts';

const BAND_MM = 6;
const STRIPE_MM = 5;
const RED = rgb('#C8102E');
const PALE = rgb('#FFF3B0');

/**
 * The same face marked for trial: striped bands along the top and bottom edges that say the licence has no force.
 * A trial installation must use this variant, so that nothing it makes can pass for a real licence.
 */
export function withTrialBand(face: FaceTemplate): FaceTemplate {
  const bands = [...band(face.widthMm, 0), ...band(face.widthMm, face.heightMm - BAND_MM)];
  return { ...face, ground: [...face.ground, ...bands] };
}

function band(widthMm: number, yMm: number): GroundItem[] {
  const words = '测试证照，没有法律效力　TEST LICENCE, NO LEGAL FORCE';
  const plateMm = Math.min(widthMm * 0.75, 124);
  const left = (widthMm - plateMm) / 2;
  return [
    path(rectangle([0, yMm, widthMm, BAND_MM]), { fill: PALE }),
    path([...stripes(0, left, yMm), ...stripes(left + plateMm, widthMm, yMm)], { fill: RED }),
    caption(words, [left, yMm, plateMm, BAND_MM], {
      font: 'sans-bold',
      sizePt: 11,
      minSizePt: 6,
      colour: RED,
      align: 'centre',
    }),
  ];
}

/** Slanting stripes from one end to the other; their feet stay inside. */
function stripes(fromMm: number, toMm: number, yMm: number): PathSegment[] {
  const count = Math.floor((toMm - fromMm - BAND_MM / 2) / (2 * STRIPE_MM));
  return Array.from({ length: count }, (_, at) => {
    const left = fromMm + at * 2 * STRIPE_MM;
    return polygon([
      [left + BAND_MM / 2, yMm],
      [left + BAND_MM / 2 + STRIPE_MM, yMm],
      [left + STRIPE_MM, yMm + BAND_MM],
      [left, yMm + BAND_MM],
    ]);
  }).flat();
}
