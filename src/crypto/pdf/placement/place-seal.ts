import { type PageLeaf, readPages } from '../page-tree.ts';
import type { PdfDocument } from '../pdf-document.ts';
import type { VisibleSeal } from '../seal-options.ts';
import { emptySignatureFieldNames, findSignatureField } from '../signature-field.ts';
import { splitAcrossPages } from './cross-page.ts';
import { type Impression, placeAround } from './impression.ts';
import { placesAtKeyword } from './keyword-places.ts';
import { requireOnPage } from './page-bounds.ts';
import { chosenPages, type PlacedPage } from './placed-page.ts';
import { PlacementMissed, type PlacementProblem } from './placement-problem.ts';
import type { PlaceAtPoint, PlaceInField, SealPlacement } from './seal-placement.ts';

/** Where a seal is seen: the field of the file that it signs, where one was asked for, and all other places. */
export interface PlacedSeal {
  readonly existingFieldName?: string;
  readonly visible: readonly VisibleSeal[];
}

/** More places than a seal of one signature sensibly has. */
const MAX_PLACES = 2_000;

/**
 * Finds the places that were asked for in a file; all belong to one signature. Placements that miss are told all at
 * once, each with what would be right; then nothing is placed.
 *
 * @throws PdfError when the file cannot be read, or the budget is spent
 */
export function placeSeal(
  document: PdfDocument,
  placements: readonly SealPlacement[],
  impression: Impression,
): PlacedSeal | { readonly problems: readonly PlacementProblem[] } {
  const leaves = readPages(document);
  const problems: PlacementProblem[] = [];
  const fieldAt = placements.findIndex(({ at }) => at === 'field');
  const visible = placements.flatMap((placement, index) => {
    try {
      return placesOf(document, leaves, placement, impression, index === fieldAt);
    } catch (missed) {
      if (!(missed instanceof PlacementMissed)) throw missed;
      const { code, member, details } = missed;
      problems.push({ code, index, member, details });
      return [];
    }
  });
  if (visible.length > MAX_PLACES) {
    const details = { found: visible.length, limit: MAX_PLACES };
    problems.push({ code: 'too-many-places', index: 0, member: 'at', details });
  }
  if (problems.length > 0) return { problems };
  const field = placements[fieldAt];
  return { visible, ...(field?.at === 'field' && { existingFieldName: field.fieldName }) };
}

function placesOf(
  document: PdfDocument,
  leaves: readonly PageLeaf[],
  placement: SealPlacement,
  impression: Impression,
  isFirstField: boolean,
): readonly VisibleSeal[] {
  if (placement.at === 'field') {
    if (!isFirstField) throw new PlacementMissed('second-field', 'fieldName');
    requireField(document, leaves, placement);
    return [];
  }
  const pages = chosenPages(document, leaves, placement.pages);
  switch (placement.at) {
    case 'point':
      return pages.map((page) => placeAtPoint(page, impression, placement));
    case 'keyword':
      return placesAtKeyword(document, pages, impression, placement);
    case 'edge':
      return splitAcrossPages(pages, impression, placement);
  }
}

function requireField(document: PdfDocument, leaves: readonly PageLeaf[], { fieldName }: PlaceInField): void {
  const found = findSignatureField(document, leaves, fieldName);
  if (typeof found !== 'string') return;
  throw new PlacementMissed(found, 'fieldName', { fieldNames: emptySignatureFieldNames(document) });
}

function placeAtPoint(
  page: PlacedPage,
  impression: Impression,
  { centreXMm, centreYMm }: PlaceAtPoint,
): VisibleSeal {
  const centre = requireOnPage(page, impression, { xMm: centreXMm, yMm: centreYMm }, 'centreXMm');
  const place = placeAround(impression, centre.xMm, centre.yMm);
  return { pageIndex: page.index, place, appearance: impression.appearance };
}
