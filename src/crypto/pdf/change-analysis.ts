import { compareCatalogs, compareTrailers } from './catalog-comparison.ts';
import { permissionsAfter } from './change-permissions.ts';
import type { DocumentChange } from './document-change.ts';
import { compareForms } from './form-comparison.ts';
import { comparePages } from './page-comparison.ts';
import type { PdfDocument } from './pdf-document.ts';
import { PdfError } from './pdf-error.ts';
import type { PdfSignature } from './pdf-signature.ts';
import { reportRedefinedLeftovers } from './redefinition-check.ts';
import { pairRevisions } from './revision-pair.ts';
import { readSignatures } from './signature-reader.ts';

/**
 * Every difference between the signed revision and the document as it is, object by object from the trailer down.
 * What a rule knows to be harmless is reported as permitted, everything else is a change. A signature alone does not
 * tell: a page painted over by an appended revision leaves its digest right.
 *
 * @param before the signed bytes, read by themselves
 * @param after the whole file
 * @throws PdfError `pdf-budget-exceeded`
 */
export function compareRevisions(
  before: PdfDocument,
  after: PdfDocument,
  signature: PdfSignature,
): DocumentChange[] {
  const changes = new Map<string, DocumentChange>();
  const report = (change: DocumentChange) => {
    const { code, pageNumber, fieldName, isPermitted } = change;
    const key = [code, pageNumber, fieldName, isPermitted].join();
    if (!changes.has(key)) changes.set(key, change);
  };
  try {
    const permissions = permissionsAfter(before, signature);
    const pair = pairRevisions(before, after, permissions, readSignatures(after), report);
    compareTrailers(pair);
    compareCatalogs(pair);
    comparePages(pair);
    compareForms(pair);
    reportRedefinedLeftovers(pair);
  } catch (cause) {
    if (!(cause instanceof PdfError) || cause.code === 'pdf-budget-exceeded') throw cause;
    report({ code: 'content-unread', isPermitted: false });
  }
  return [...changes.values()];
}
