import type { FaceTemplate, GroundItem } from '../typesetting/face-template.ts';
import { path, polygon, rectangle, rgb } from './drawing/paths.ts';
import { caption } from './drawing/text-boxes.ts';

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
  const plate = Math.min(widthMm * 0.8, 128);
  return [
    path(rectangle([0, yMm, widthMm, BAND_MM]), { fill: PALE }),
    path(stripes(widthMm, yMm), { fill: RED }),
    path(rectangle([(widthMm - plate) / 2, yMm, plate, BAND_MM]), { fill: PALE }),
    caption(words, [(widthMm - plate) / 2, yMm, plate, BAND_MM], {
      font: 'sans-bold',
      sizePt: 11,
      colour: RED,
      align: 'centre',
    }),
  ];
}

function stripes(widthMm: number, yMm: number) {
  const count = Math.floor(widthMm / (2 * STRIPE_MM));
  return Array.from({ length: count }, (_, at) => {
    const left = at * 2 * STRIPE_MM;
    return polygon([
      [left + BAND_MM / 2, yMm],
      [left + BAND_MM / 2 + STRIPE_MM, yMm],
      [left + STRIPE_MM - BAND_MM / 2 + 2, yMm + BAND_MM],
      [left - BAND_MM / 2 + 2, yMm + BAND_MM],
    ]);
  }).flat();
}
