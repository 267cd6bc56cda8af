import type { PdfDocument } from './pdf-document.ts';
import { PdfDict, type PdfObject, PdfReference, PdfStream } from './pdf-objects.ts';

/**
 * How often an object is referred to, from the trailer and from all objects of the document, used or not.
 *
 * @throws PdfError
 */
export function countReferences(document: PdfDocument, objectNumber: number): number {
  let count = 0;
  const open: PdfObject[] = [document.trailer];
  for (const [number, entry] of document.entries) {
    if (entry.kind !== 'free')
      open.push(document.load(number, entry.kind === 'offset' ? entry.generation : 0));
  }
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    document.budget.countSteps();
    if (object instanceof PdfReference && object.number === objectNumber) count++;
    else for (const part of partsOf(object)) open.push(part);
  }
  return count;
}

function partsOf(object: PdfObject): readonly PdfObject[] {
  if (object instanceof PdfStream) return [object.dict];
  if (object instanceof PdfDict) return [...object.entries.values()];
  return Array.isArray(object) ? (object as readonly PdfObject[]) : [];
}
