import type { PdfDocument } from './pdf-document.ts';
import { type PdfDict, PdfString } from './pdf-objects.ts';
import { readTextString } from './text-string.ts';

/** The partial names down to a field, joined by full stops; a node without one has the name above (ISO 32000-2 §12.7.4.2). */
export function fullFieldName(document: PdfDocument, field: PdfDict, nameAbove: string): string {
  const title = document.entry(field, 'T');
  if (!(title instanceof PdfString)) return nameAbove;
  const partial = readTextString(title);
  return nameAbove === '' ? partial : `${nameAbove}.${partial}`;
}
