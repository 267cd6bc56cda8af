import { Budget } from './budget.ts';
import { freeFieldName } from './free-field-name.ts';
import { PdfDocument } from './pdf-document.ts';
import { type AppendRevision, appendByCopy } from './revision-appending.ts';
import { TIME_STAMP_SUB_FILTER } from './seal-options.ts';
import { type PreparedSeal, prepareSeal } from './seal-preparation.ts';

/**
 * Appends the revision of a document time-stamp over the whole file so far (ISO 32000-2 §12.8.5): what is stamped is
 * `messageDigest`, SHA-256; the token goes to `embed`.
 *
 * @param reservedTokenBytes room for the DER of the token
 * @throws PdfError as `prepareSeal`; a file certified against changes takes it (§12.8.2.2)
 */
export function prepareDocumentTimeStamp(
  pdf: Uint8Array,
  reservedTokenBytes: number,
  budget = new Budget(),
  append: AppendRevision = appendByCopy,
): PreparedSeal {
  return prepareSeal(pdf, {
    subFilter: TIME_STAMP_SUB_FILTER,
    digest: 'sha256',
    reservedCmsBytes: reservedTokenBytes,
    fieldName: freeFieldName(PdfDocument.open(pdf, budget), 'TimeStamp'),
    budget,
    append,
  });
}
