import { createHash } from 'node:crypto';
import { Budget } from './budget.ts';
import { PdfDocument } from './pdf-document.ts';
import { PdfError } from './pdf-error.ts';
import { type PdfObject, PdfReference } from './pdf-objects.ts';
import { type RevisionObject, writeRevision } from './revision-writer.ts';
import { revisionBaseOf } from './seal-target-reader.ts';
import { readStoreBefore } from './security-store.ts';
import { NO_EXTENSIONS, storeCapacityBytes, storeEntries } from './security-store-writer.ts';
import { readSignatures } from './signature-reader.ts';
import type { ValidationData } from './validation-data.ts';

/**
 * Appends a revision that puts validation data into the document security store, with an entry by signature for every
 * signature and time-stamp now in the file. What the store has already stays and is not put in twice. Allowed under
 * every certification level (ISO 32000-2 §12.8.2.2), so that a finished file can be kept valid.
 *
 * @throws PdfError `pdf-encrypted`, or when the file cannot be read
 */
export function appendValidationData(
  pdf: Uint8Array,
  data: ValidationData,
  budget = new Budget(),
): Uint8Array {
  const document = PdfDocument.open(pdf, budget);
  if (document.isEncrypted) throw new PdfError('pdf-encrypted');
  const base = revisionBaseOf(document);
  const objects: RevisionObject[] = [];
  const add = (object: PdfObject): PdfReference => {
    const number = base.size + objects.length;
    objects.push({ number, object });
    return new PdfReference(number);
  };
  const extensions = document.resolveDict(document.catalog.get('Extensions')) ?? NO_EXTENSIONS;
  const entries = storeEntries(readStoreBefore(document), data, signatureNames(document), extensions, add);
  const { number, generation } = base.root;
  const catalog = { number, generation, object: document.catalog.with(entries) };
  const update = writeRevision(base, pdf.length, [...objects, catalog], storeCapacityBytes(data));
  return Buffer.concat([pdf, update.bytes]);
}

const signatureNames = (document: PdfDocument): string[] =>
  readSignatures(document).map(({ contents }) =>
    createHash('sha1').update(contents).digest('hex').toUpperCase(),
  );
