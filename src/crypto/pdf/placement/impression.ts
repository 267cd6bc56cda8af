import type { Rectangle, SeenPlace } from '../page-geometry.ts';
import type { SealAppearance } from '../seal-options.ts';

/** The impression of a seal at its true size. */
export interface Impression {
  readonly appearance: SealAppearance;
  /** The seal itself within the appearance; what lies outside, a line of text beneath it, moves with it. */
  readonly sealBoxPt: Rectangle;
  /** Size of the seal itself. */
  readonly widthMm: number;
  readonly heightMm: number;
}

/** The place of the whole appearance when the middle of the seal itself lies at that point. */
export function placeAround(impression: Impression, centreXMm: number, centreYMm: number): SeenPlace {
  const { appearance, sealBoxPt, widthMm, heightMm } = impression;
  const [left, bottom, right, top] = appearance.bboxPt;
  const perPtX = widthMm / (sealBoxPt[2] - sealBoxPt[0]);
  const perPtY = heightMm / (sealBoxPt[3] - sealBoxPt[1]);
  return {
    xMm: centreXMm - widthMm / 2 - (sealBoxPt[0] - left) * perPtX,
    yMm: centreYMm - heightMm / 2 - (top - sealBoxPt[3]) * perPtY,
    widthMm: (right - left) * perPtX,
    heightMm: (top - bottom) * perPtY,
  };
}
