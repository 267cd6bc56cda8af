import type { PdfDocument } from './pdf-document.ts';
import { PdfError } from './pdf-error.ts';
import { nameOf, PdfDict, type PdfObject, PdfReference } from './pdf-objects.ts';

/** A page with the nodes above it, nearest first, from which it inherits (ISO 32000-2 §7.7.3.4). */
export interface PageLeaf {
  readonly reference: PdfReference;
  readonly dict: PdfDict;
  readonly ancestors: readonly PdfDict[];
  readonly ancestorNumbers: readonly number[];
}

const INHERITABLE = new Set(['MediaBox', 'CropBox', 'Rotate', 'Resources']);

/**
 * The pages in reading order.
 *
 * @throws PdfError `pdf-catalog-missing | pdf-page-tree-damaged | pdf-budget-exceeded`
 */
export function readPages(document: PdfDocument): PageLeaf[] {
  const root = document.catalog.get('Pages');
  const pages: PageLeaf[] = [];
  walk(document, root, { dicts: [], numbers: [] }, new Set(), pages);
  return pages;
}

interface Ancestors {
  readonly dicts: readonly PdfDict[];
  readonly numbers: readonly number[];
}

function walk(
  document: PdfDocument,
  node: PdfObject | undefined,
  ancestors: Ancestors,
  seen: Set<number>,
  pages: PageLeaf[],
): void {
  document.budget.checkDepth(ancestors.dicts.length);
  const dict = document.resolve(node);
  if (!(node instanceof PdfReference) || !(dict instanceof PdfDict) || seen.has(node.number)) {
    throw new PdfError('pdf-page-tree-damaged');
  }
  seen.add(node.number);
  const kids = document.resolveArray(dict.get('Kids'));
  if (kids === undefined || nameOf(document.entry(dict, 'Type')) === 'Page') {
    pages.push({ reference: node, dict, ancestors: ancestors.dicts, ancestorNumbers: ancestors.numbers });
    return;
  }
  const below = { dicts: [dict, ...ancestors.dicts], numbers: [node.number, ...ancestors.numbers] };
  for (const kid of kids) walk(document, kid, below, seen, pages);
}

/** An entry of a page, its own or inherited, reference followed. @throws PdfError */
export function pageAttribute(document: PdfDocument, page: PageLeaf, key: string): PdfObject | undefined {
  const own = document.entry(page.dict, key) ?? undefined;
  if (own !== undefined || !INHERITABLE.has(key)) return own;
  for (const ancestor of page.ancestors) {
    const inherited = document.entry(ancestor, key) ?? undefined;
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}
