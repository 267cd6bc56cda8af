import { reportAmbiguousObjects } from './ambiguity-check.ts';
import { compareCatalogs, compareTrailers } from './catalog-comparison.ts';
import { permissionsAfter } from './change-permissions.ts';
import type { ChangeCode, DocumentChange } from './document-change.ts';
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
    reportAmbiguousObjects(pair);
  } catch (cause) {
    if (!(cause instanceof PdfError) || cause.code === 'pdf-budget-exceeded') throw cause;
    const code = cause.code === 'pdf-encrypted' ? 'content-encrypted' : 'content-unread';
    report({ code, isPermitted: false });
  }
  if (after.isEncrypted && [...changes.values()].some(needsReading))
    report({ code: 'content-encrypted', isPermitted: false });
  return [...changes.values()];
}

/** What may follow in an encrypted document although nobody can read it: it is shown on no page. */
const NEVER_SHOWN: ReadonlySet<ChangeCode> = new Set<ChangeCode>([
  'document-time-stamp-added',
  'validation-data-added',
  'metadata-altered',
  'extensions-altered',
  'version-altered',
]);

/** Allowed by its structure, but what it shows is encrypted: filled fields, appearances of later seals. */
const needsReading = ({ code, isPermitted }: DocumentChange): boolean =>
  isPermitted && !NEVER_SHOWN.has(code);
