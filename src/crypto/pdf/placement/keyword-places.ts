import type { SeenPlace } from '../page-geometry.ts';
import type { PdfDocument } from '../pdf-document.ts';
import { PdfError } from '../pdf-error.ts';
import type { VisibleSeal } from '../seal-options.ts';
import { findKeyword } from '../text/keyword-search.ts';
import { PageTextReader } from '../text/page-text.ts';
import { type Impression, placeAround } from './impression.ts';
import { nearestOnPage, requireOnPage } from './page-bounds.ts';
import type { PlacedPage } from './placed-page.ts';
import { PlacementMissed } from './placement-problem.ts';
import type { PlaceAtKeyword } from './seal-placement.ts';

interface Occurrence {
  readonly page: PlacedPage;
  readonly box: SeenPlace;
}

/**
 * The seal with its middle on the keyword, or beside it by the offset.
 *
 * @throws PlacementMissed keyword-not-found, occurrence-out-of-range, text-unreadable, outside-page; PdfError
 *   `pdf-budget-exceeded`
 */
export function placesAtKeyword(
  document: PdfDocument,
  pages: readonly PlacedPage[],
  impression: Impression,
  placement: PlaceAtKeyword,
): VisibleSeal[] {
  const reader = new PageTextReader(document);
  const found = pages.flatMap((page) => occurrencesOn(page, reader, placement.keyword));
  if (found.length === 0)
    throw new PlacementMissed('keyword-not-found', 'keyword', { pageCount: pages.length });
  return chosenOf(found, placement.occurrence).map(({ page, box }) => {
    const { xMm, yMm } = centreFor(page, box, impression, placement);
    return {
      pageIndex: page.index,
      place: placeAround(impression, xMm, yMm),
      appearance: impression.appearance,
    };
  });
}

function occurrencesOn(page: PlacedPage, reader: PageTextReader, keyword: string): Occurrence[] {
  try {
    return findKeyword(reader.glyphsOf(page.leaf), page.geometry, keyword).map((box) => ({ page, box }));
  } catch (cause) {
    if (!(cause instanceof PdfError) || cause.code === 'pdf-budget-exceeded') throw cause;
    throw new PlacementMissed('text-unreadable', 'keyword', { pageNumber: page.number });
  }
}

function chosenOf(found: readonly Occurrence[], occurrence: number | 'every'): readonly Occurrence[] {
  if (occurrence === 'every') return found;
  const one = found.at(occurrence > 0 ? occurrence - 1 : occurrence);
  if (occurrence === 0 || !one)
    throw new PlacementMissed('occurrence-out-of-range', 'occurrence', { found: found.length });
  return [one];
}

function centreFor(page: PlacedPage, box: SeenPlace, impression: Impression, { offsetMm }: PlaceAtKeyword) {
  const [xMm, yMm] = [box.xMm + box.widthMm / 2, box.yMm + box.heightMm / 2];
  if (!offsetMm) return nearestOnPage(page, impression, { xMm, yMm });
  const centre = { xMm: xMm + offsetMm.right, yMm: yMm + offsetMm.down };
  return requireOnPage(page, impression, centre, 'offsetMm');
}
