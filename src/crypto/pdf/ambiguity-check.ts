import { type CrossReferenceEntry, isSamePlace } from './cross-reference.ts';
import { PdfDict, type PdfObject, PdfStream } from './pdf-objects.ts';
import type { RevisionPair } from './revision-pair.ts';

/**
 * Dictionaries with a key twice in what later revisions brought. Readers take the first or the last of them, so the
 * judge's reading is not everybody's: nothing can be said of what such an object shows.
 */
export function reportAmbiguousObjects(pair: RevisionPair): void {
  for (const [number, entry] of pair.after.entries) {
    if (entry.kind === 'free' || isAsBefore(pair, number, entry)) continue;
    const object = pair.after.load(number, entry.kind === 'offset' ? entry.generation : 0);
    if (isAmbiguous(pair, object))
      pair.report({ code: 'content-unread', isPermitted: false, objectNumber: number });
  }
  if (isAmbiguous(pair, pair.after.trailer)) pair.report({ code: 'content-unread', isPermitted: false });
}

function isAsBefore(pair: RevisionPair, number: number, entry: CrossReferenceEntry): boolean {
  const before = pair.before.entries.get(number);
  return before !== undefined && isSamePlace(before, entry);
}

function isAmbiguous(pair: RevisionPair, object: PdfObject): boolean {
  pair.after.budget.countSteps();
  if (object instanceof PdfStream) return isAmbiguous(pair, object.dict);
  if (Array.isArray(object)) return (object as readonly PdfObject[]).some((one) => isAmbiguous(pair, one));
  if (!(object instanceof PdfDict)) return false;
  return object.hasDuplicateKeys || [...object.entries.values()].some((one) => isAmbiguous(pair, one));
}
