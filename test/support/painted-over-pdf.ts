import { Budget } from '../../src/crypto/pdf/budget.ts';
import { readPages } from '../../src/crypto/pdf/page-tree.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import { dict, type PdfObject, PdfReference, PdfStream } from '../../src/crypto/pdf/pdf-objects.ts';
import { type RevisionObject, writeRevision } from '../../src/crypto/pdf/revision-writer.ts';
import { revisionBaseOf } from '../../src/crypto/pdf/seal-target-reader.ts';

/** Appends a revision as an attacker would: well-formed, behind everything that is signed. */
export function appendObjects(
  pdf: Uint8Array,
  objectsOf: (document: PdfDocument, nextNumber: number) => readonly RevisionObject[],
): Buffer {
  const document = PdfDocument.open(pdf, new Budget());
  const base = revisionBaseOf(document);
  const revision = writeRevision(base, pdf.length, objectsOf(document, base.size));
  return Buffer.concat([pdf, revision.bytes]);
}

/** Paints a white box and another name over the first page by a second content stream. */
export function paintOver(pdf: Uint8Array): Buffer {
  return appendObjects(pdf, (document, next) => {
    const [page] = readPages(document);
    if (page === undefined) throw new Error('no page');
    const paint = Buffer.from(
      '1 g 60 690 400 40 re f 0 g BT /F1 24 Tf 72 700 Td (Licence of LI SI) Tj ET',
      'latin1',
    );
    const contents: PdfObject = [page.dict.get('Contents') ?? null, new PdfReference(next)];
    return [
      { number: page.reference.number, object: page.dict.with({ Contents: contents }) },
      { number: next, object: new PdfStream(dict({}), paint) },
    ];
  });
}
