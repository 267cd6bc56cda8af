import { type CrossReferenceEntry, isSamePlace } from './cross-reference.ts';
import type { PdfDocument } from './pdf-document.ts';
import { nameOf, PdfDict, type PdfObject, PdfReference, PdfStream } from './pdf-objects.ts';
import type { RevisionPair } from './revision-pair.ts';

/**
 * An object that the signed document had, but used nowhere, and that a later revision defines anew: no writer does
 * so, while an attacker may have put it there to be exchanged. What was in use is judged where it is used.
 */
export function reportRedefinedLeftovers(pair: RevisionPair): void {
  const redefined = [...pair.before.entries].filter(([number, entry]) => isRedefined(pair, number, entry));
  if (redefined.length === 0) return;
  const used = reachableNumbers(pair.before);
  for (const [number] of redefined) {
    if (!used.has(number))
      pair.report({ code: 'unknown-object-altered', isPermitted: false, objectNumber: number });
  }
}

function isRedefined(pair: RevisionPair, number: number, entry: CrossReferenceEntry): boolean {
  const now = pair.after.entries.get(number);
  if (entry.kind === 'free' || now === undefined || now.kind === 'free' || isSamePlace(entry, now))
    return false;
  const before = pair.before.load(number, entry.kind === 'offset' ? entry.generation : 0);
  const after = pair.after.load(number, now.kind === 'offset' ? now.generation : 0);
  return !isFileStructure(before) && !pair.structure.same(before, after);
}

/** Cross-reference and object streams are part of the file, not of the document; null is nothing. */
function isFileStructure(object: PdfObject): boolean {
  const type = object instanceof PdfStream ? nameOf(object.dict.get('Type')) : undefined;
  return object === null || type === 'XRef' || type === 'ObjStm';
}

function reachableNumbers(document: PdfDocument): ReadonlySet<number> {
  const reached = new Set<number>();
  const open: PdfObject[] = [document.trailer];
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    document.budget.countSteps();
    if (object instanceof PdfStream) open.push(object.dict);
    else if (object instanceof PdfDict) for (const value of object.entries.values()) open.push(value);
    else if (Array.isArray(object)) for (const element of object as readonly PdfObject[]) open.push(element);
    else if (object instanceof PdfReference && !reached.has(object.number)) {
      reached.add(object.number);
      open.push(document.resolve(object) ?? null);
    }
  }
  return reached;
}
