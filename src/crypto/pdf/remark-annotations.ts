import type { PdfDocument } from './pdf-document.ts';
import { nameOf, PdfDict, type PdfObject } from './pdf-objects.ts';

/**
 * Annotations that comment on a page. Of the others FreeText, Stamp and Redact look like a part of the page, and links,
 * media and attachments do more than remark: published attacks on certified files use them (S&P 2021, Evil Annotation).
 */
const REMARKS = new Set([
  ...['Text', 'Popup', 'Highlight', 'Underline', 'Squiggly', 'StrikeOut', 'Caret'],
  ...['Ink', 'Line', 'Square', 'Circle', 'Polygon', 'PolyLine'],
]);

/** Whether an annotation is a remark that does nothing by itself, as DocMDP P=3 is meant to permit. @throws PdfError */
export function isRemark(document: PdfDocument, annotation: PdfObject | undefined): boolean {
  const dict = document.resolve(annotation);
  if (!(dict instanceof PdfDict) || !REMARKS.has(nameOf(document.entry(dict, 'Subtype')) ?? '')) return false;
  return dict.get('A') === undefined && dict.get('AA') === undefined && dict.get('OC') === undefined;
}
