import { coversPage } from './looks/cover-report.ts';
import type { PageLeaf } from './page-tree.ts';
import { PdfDict, type PdfObject, PdfReference } from './pdf-objects.ts';
import { isRemark } from './remark-annotations.ts';
import { changedEntries, type RevisionPair } from './revision-pair.ts';
import { signatureOfStamp } from './stamp-of-signature.ts';

/** Compares the annotations of a page: what went, what changed, what came. @throws PdfError */
export function compareAnnotations(
  pair: RevisionPair,
  before: PageLeaf,
  after: PageLeaf,
  pageNumber: number,
): void {
  const listBefore = pair.before.resolveArray(before.dict.get('Annots')) ?? [];
  const listAfter = pair.after.resolveArray(after.dict.get('Annots')) ?? [];
  const known = new Set(listBefore.map(numberOf));
  const kept = listAfter.filter((annotation) => known.has(numberOf(annotation)));
  if (kept.length < listBefore.length) reportRemoved(pair, listBefore, kept, pageNumber);
  else {
    listBefore.forEach((annotation, i) => {
      if (!sameAnnotation(pair, annotation, kept[i])) reportAltered(pair, annotation, kept[i], pageNumber);
    });
  }
  // Direct ones are all alike to `known`: more of them than there were have come since.
  for (const annotation of kept.slice(listBefore.length)) reportAdded(pair, annotation, pageNumber);
  for (const annotation of listAfter) {
    if (!known.has(numberOf(annotation)) && !isJudgedWithItsField(pair, annotation))
      reportAdded(pair, annotation, pageNumber);
  }
}

/** Where annotating is permitted, remarks may be taken away; a stamp that was signed may not. */
function reportRemoved(
  pair: RevisionPair,
  listBefore: readonly PdfObject[],
  kept: readonly PdfObject[],
  pageNumber: number,
): void {
  const left = new Set(kept.map(numberOf));
  const gone = listBefore.filter((one) => !(one instanceof PdfReference) || !left.has(one.number));
  const isPermitted = pair.permissions.mayAnnotate && gone.every((one) => isRemark(pair.before, one));
  pair.report({ code: 'annotation-removed', isPermitted, pageNumber });
}

function reportAltered(
  pair: RevisionPair,
  before: PdfObject,
  after: PdfObject | undefined,
  pageNumber: number,
): void {
  const areRemarks = isRemark(pair.before, before) && isRemark(pair.after, after);
  const isPermitted = pair.permissions.mayAnnotate && areRemarks;
  pair.report({ code: 'annotation-altered', isPermitted, pageNumber });
  const then = pair.before.resolve(before);
  reportCovered(pair, after ?? null, pageNumber, then instanceof PdfDict ? then : undefined);
}

/** Direct annotations share the number −1 and are told apart by their place in the list. */
const numberOf = (annotation: PdfObject): number =>
  annotation instanceof PdfReference ? annotation.number : -1;

/** Widgets of form fields are judged with their field; all others must be the same in every entry. */
function sameAnnotation(pair: RevisionPair, before: PdfObject, after: PdfObject | undefined): boolean {
  if (after === undefined || numberOf(before) !== numberOf(after)) return false;
  if (pair.fieldsBefore.has(numberOf(before))) return true;
  const [dictBefore, dictAfter] = [pair.before.resolve(before), pair.after.resolve(after)];
  if (!(dictBefore instanceof PdfDict) || !(dictAfter instanceof PdfDict)) return false;
  return changedEntries(pair, dictBefore, dictAfter).size === 0;
}

/**
 * A widget of a field that came since, which the form rule judges. One of a field that was there already comes to
 * light only now, prepared before the signature to hide what was signed; but for a signature field that has just
 * been signed, which the form rule judges too.
 */
function isJudgedWithItsField(pair: RevisionPair, annotation: PdfObject): boolean {
  const number = numberOf(annotation);
  const before = pair.fieldsBefore.get(number);
  if (before === undefined) return pair.fieldsAfter.has(number);
  return before.type === 'Sig' && before.dict.get('V') === undefined && pair.signaturesAfter.has(number);
}

function reportAdded(pair: RevisionPair, annotation: PdfObject, pageNumber: number): void {
  reportCovered(pair, annotation, pageNumber);
  const signature = pair.permissions.mayStamp ? signatureOfStamp(pair, annotation) : undefined;
  if (signature) {
    const { fieldName } = signature;
    pair.report({ code: 'signature-added', isPermitted: true, fieldName, pageNumber });
    return;
  }
  const isPermitted = pair.permissions.mayAnnotate && isRemark(pair.after, annotation);
  pair.report({ code: 'annotation-added', isPermitted, pageNumber, objectNumber: numberOf(annotation) });
}

/** Asked only where the change itself may pass: what is refused anyway needs no second reason. */
function reportCovered(pair: RevisionPair, annotation: PdfObject, pageNumber: number, then?: PdfDict): void {
  const { mayAnnotate, mayStamp } = pair.permissions;
  if (!mayAnnotate && !mayStamp) return;
  const objectNumber = numberOf(annotation);
  if (coversPage(pair, pageNumber - 1, objectNumber, pair.after.resolve(annotation), then))
    pair.report({ code: 'content-covered', isPermitted: false, pageNumber, objectNumber });
}
