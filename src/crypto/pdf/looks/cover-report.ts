import type { PageLeaf } from '../page-tree.ts';
import type { PdfDocument } from '../pdf-document.ts';
import { PdfDict, type PdfObject, PdfReference } from '../pdf-objects.ts';
import type { RevisionPair } from '../revision-pair.ts';

/** Entries of a widget that decide what it shows, and where. */
const SHOWN_BY = ['AP', 'AS', 'MK', 'Rect', 'F'];

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
  const isSame = then && SHOWN_BY.every((key) => pair.content.same(then.get(key), widget.dict.get(key)));
  pair.pagesAfter.forEach((page, index) => {
    if (!isOn(pair.after, page, widget.number)) return;
    const before = signedPage(pair, index);
    // One that was on no page, or hidden, comes to light only now, whatever it looked like.
    const seenThen = before && isOn(pair.before, before, widget.number) ? then : undefined;
    if (seenThen && isSame) return;
    if (!coversPage(pair, index, widget.number, widget.dict, seenThen)) return;
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
  const before = signedPage(pair, pageIndex);
  return before !== undefined && pair.cover.hides(before, number, now, then);
}

/** The page as it was signed that has that index in the document as it is. */
function signedPage(pair: RevisionPair, pageIndex: number): PageLeaf | undefined {
  const page = pair.pagesAfter[pageIndex];
  return pair.pagesBefore.find(({ reference }) => reference.number === page?.reference.number);
}

function isOn(document: PdfDocument, page: PageLeaf, number: number): boolean {
  const shown = document.resolveArray(page.dict.get('Annots')) ?? [];
  return shown.some((one) => one instanceof PdfReference && one.number === number);
}
