import { type Impression, placeAround } from './impression.ts';
import type { PlacedPage } from './placed-page.ts';
import { PlacementMissed } from './placement-problem.ts';

/** A point of the page as it is seen. */
export interface SeenPoint {
  readonly xMm: number;
  readonly yMm: number;
}

/** Between what the middle of the seal may lie so that the whole impression is on the page. */
interface Bounds {
  readonly least: SeenPoint;
  readonly most: SeenPoint;
}

/** A hundredth of a millimetre is nothing that anyone sees. */
const TOLERANCE_MM = 0.01;

/** @throws PlacementMissed larger-than-page */
function boundsOn(page: PlacedPage, impression: Impression): Bounds {
  const { xMm, yMm, widthMm, heightMm } = placeAround(impression, 0, 0);
  const { widthMm: pageWidthMm, heightMm: pageHeightMm, number: pageNumber } = page;
  if (widthMm > pageWidthMm + TOLERANCE_MM || heightMm > pageHeightMm + TOLERANCE_MM) {
    throw new PlacementMissed('larger-than-page', 'pages', { pageNumber, pageWidthMm, pageHeightMm });
  }
  return {
    least: { xMm: -xMm, yMm: -yMm },
    most: { xMm: pageWidthMm - widthMm - xMm, yMm: pageHeightMm - heightMm - yMm },
  };
}

/**
 * The middle of a seal as it is, where the whole impression lies on the page then.
 *
 * @param member of the placement that is to be named
 * @throws PlacementMissed outside-page with the bounds, larger-than-page
 */
export function requireOnPage(
  page: PlacedPage,
  impression: Impression,
  centre: SeenPoint,
  member: string,
): SeenPoint {
  const { least, most } = boundsOn(page, impression);
  const isInside = (value: number, from: number, to: number) =>
    value >= from - TOLERANCE_MM && value <= to + TOLERANCE_MM;
  if (isInside(centre.xMm, least.xMm, most.xMm) && isInside(centre.yMm, least.yMm, most.yMm)) return centre;
  throw new PlacementMissed('outside-page', member, {
    pageNumber: page.number,
    minXMm: least.xMm,
    maxXMm: most.xMm,
    minYMm: least.yMm,
    maxYMm: most.yMm,
  });
}

/** The nearest middle from which the whole impression lies on the page. @throws PlacementMissed larger-than-page */
export function nearestOnPage(page: PlacedPage, impression: Impression, centre: SeenPoint): SeenPoint {
  const { least, most } = boundsOn(page, impression);
  return {
    xMm: Math.min(Math.max(centre.xMm, least.xMm), Math.max(least.xMm, most.xMm)),
    yMm: Math.min(Math.max(centre.yMm, least.yMm), Math.max(least.yMm, most.yMm)),
  };
}
