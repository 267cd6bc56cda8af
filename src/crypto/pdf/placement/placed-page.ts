import { type PageGeometry, seenSizeMm } from '../page-geometry.ts';
import type { PageLeaf } from '../page-tree.ts';
import type { PdfDocument } from '../pdf-document.ts';
import { geometryOfPage } from '../seal-target-reader.ts';
import { PlacementMissed } from './placement-problem.ts';
import type { PageChoice } from './seal-placement.ts';

/** A page on which a seal is to be seen, as a person sees it. */
export interface PlacedPage {
  /** From 0, and from 1. */
  readonly index: number;
  readonly number: number;
  readonly leaf: PageLeaf;
  readonly geometry: PageGeometry;
  readonly widthMm: number;
  readonly heightMm: number;
}

/**
 * The pages chosen, in order, each once.
 *
 * @throws PlacementMissed page-out-of-range; PdfError when an entry cannot be read
 */
export function chosenPages(
  document: PdfDocument,
  leaves: readonly PageLeaf[],
  choice: PageChoice,
): PlacedPage[] {
  const numbers = numbersOf(choice, leaves.length);
  return numbers.map((number) => {
    const leaf = leaves[number - 1];
    if (!leaf) throw new PlacementMissed('page-out-of-range', 'pages', { pageCount: leaves.length });
    const geometry = geometryOfPage(document, leaf);
    return { index: number - 1, number, leaf, geometry, ...seenSizeMm(geometry) };
  });
}

function numbersOf(choice: PageChoice, pageCount: number): number[] {
  if (choice === 'all') return Array.from({ length: pageCount }, (_, index) => index + 1);
  if (choice === 'last') return [pageCount];
  return [...new Set(choice)].sort((a, b) => a - b);
}
