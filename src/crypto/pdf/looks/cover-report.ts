import { PdfDict, type PdfObject, PdfReference } from '../pdf-objects.ts';
import type { RevisionPair } from '../revision-pair.ts';

/** Entries of a widget that decide what it shows, and where. */
const SHOWN_BY = ['AP', 'AS', 'MK', 'Rect'];

/**
 * Reports where the look of a widget that came or changed hides what was signed: permitted as filling or sealing, it
 * would replace what the signer saw.
 *
 * @param then the widget as it was signed; undefined for a new one
 * @throws PdfError when page or look cannot be read through
 */
export function reportCover(
  pair: RevisionPair,
  widget: { readonly number: number; readonly fullName: string; readonly dict: PdfDict },
  then?: PdfDict,
): void {
  if (then && SHOWN_BY.every((key) => pair.content.same(then.get(key), widget.dict.get(key)))) return;
  pair.pagesAfter.forEach((page, index) => {
    const shown = pair.after.resolveArray(page.dict.get('Annots')) ?? [];
    const isShown = shown.some((one) => one instanceof PdfReference && one.number === widget.number);
    if (!isShown || !coversPage(pair, index, widget.number, widget.dict, then)) return;
    const { number: objectNumber, fullName: fieldName } = widget;
    pair.report({
      code: 'content-covered',
      isPermitted: false,
      pageNumber: index + 1,
      fieldName,
      objectNumber,
    });
  });
}

/** Whether an annotation hides what the page, counted in the document as it is, showed when it was signed. @throws PdfError */
export function coversPage(
  pair: RevisionPair,
  pageIndex: number,
  number: number,
  now: PdfObject | undefined,
  then?: PdfDict,
): boolean {
  // What is encrypted is told as unread by the comparison as a whole.
  if (pair.after.isEncrypted || !(now instanceof PdfDict)) return false;
  const page = pair.pagesAfter[pageIndex];
  const before = pair.pagesBefore.find(({ reference }) => reference.number === page?.reference.number);
  return before !== undefined && pair.cover.hides(before, number, now, then);
}
