import type { Rectangle, SeenPlace } from '../page-geometry.ts';
import type { VisibleSeal } from '../seal-options.ts';
import type { Impression } from './impression.ts';
import type { PlacedPage } from './placed-page.ts';
import { PlacementMissed } from './placement-problem.ts';
import type { PageEdge, PlaceAcrossPages } from './seal-placement.ts';

/**
 * Splits the impression over the edges of pages, a strip for each, in proportion: fanned out with the first page on top,
 * the strips come together to the whole seal. More pages than share an impression are parted into groups as even as can
 * be, each with an impression of its own.
 *
 * @param pages in order
 * @throws PlacementMissed too-few-pages, outside-page
 */
export function splitAcrossPages(
  pages: readonly PlacedPage[],
  impression: Impression,
  placement: PlaceAcrossPages,
): VisibleSeal[] {
  if (pages.length < 2) throw new PlacementMissed('too-few-pages', 'pages', { pageCount: pages.length });
  return evenGroups(pages, placement.maxPagesPerImpression).flatMap((group) =>
    group.map((page, index) => stripOn(page, index, group.length, impression, placement)),
  );
}

/** At least two in each group wherever `most` is three or more. */
function evenGroups<T>(items: readonly T[], most: number): T[][] {
  const count = Math.ceil(items.length / most);
  return Array.from({ length: count }, (_, group) =>
    items.slice(Math.round((group * items.length) / count), Math.round(((group + 1) * items.length) / count)),
  );
}

/**
 * Fanned to the right or downwards, the pages beneath show more to the right or further down, so the first has the left
 * or upper strip; fanned to the left or upwards the other way round.
 */
function stripOn(
  page: PlacedPage,
  index: number,
  count: number,
  impression: Impression,
  placement: PlaceAcrossPages,
): VisibleSeal {
  const { edge } = placement;
  const strip = edge === 'right' || edge === 'bottom' ? index : count - 1 - index;
  return {
    pageIndex: page.index,
    place: stripPlace(page, count, impression, placement),
    appearance: impression.appearance,
    partPt: stripPart(impression.sealBoxPt, edge, strip, count),
  };
}

const isUpright = (edge: PageEdge): boolean => edge === 'left' || edge === 'right';

/** Strips count from the left, or from the top. */
function stripPart(
  [left, bottom, right, top]: Rectangle,
  edge: PageEdge,
  strip: number,
  count: number,
): Rectangle {
  if (isUpright(edge)) {
    const width = (right - left) / count;
    return [left + strip * width, bottom, left + (strip + 1) * width, top];
  }
  const height = (top - bottom) / count;
  return [left, top - (strip + 1) * height, right, top - strip * height];
}

function stripPlace(
  { number, widthMm: pageWidthMm, heightMm: pageHeightMm }: PlacedPage,
  count: number,
  { widthMm, heightMm }: Impression,
  { edge, alongMm }: PlaceAcrossPages,
): SeenPlace {
  const [length, size] = isUpright(edge) ? [pageHeightMm, heightMm] : [pageWidthMm, widthMm];
  const middle = alongMm ?? length / 2;
  if (middle < size / 2 || middle > length - size / 2) {
    const [least, most] = [size / 2, length - size / 2];
    throw new PlacementMissed('outside-page', 'alongMm', { pageNumber: number, minMm: least, maxMm: most });
  }
  const from = middle - size / 2;
  if (isUpright(edge)) {
    const width = widthMm / count;
    return { xMm: edge === 'left' ? 0 : pageWidthMm - width, yMm: from, widthMm: width, heightMm };
  }
  const height = heightMm / count;
  return { xMm: from, yMm: edge === 'top' ? 0 : pageHeightMm - height, widthMm, heightMm: height };
}
