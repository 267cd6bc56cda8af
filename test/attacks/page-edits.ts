import { dict, type PdfObject, PdfReference, PdfStream } from '../../src/crypto/pdf/pdf-objects.ts';
import type { RevisionObject } from '../../src/crypto/pdf/revision-writer.ts';
import type { SealedFile } from './attack-case.ts';
import { operators } from './draft.ts';

/** Objects that show another text on the first page. */
export function pageWithText(file: SealedFile, line: string): RevisionObject[] {
  const { reference, dict: page } = file.page(0);
  const content = operators(`BT /F1 24 Tf 72 700 Td (${line}) Tj ET`);
  return [
    { number: reference.number, object: page.with({ Contents: new PdfReference(file.next) }) },
    { number: file.next, object: new PdfStream(dict({}), content) },
  ];
}

/** A page with one more annotation at the end of its list. */
export function pageWithAnnotation(
  file: SealedFile,
  pageIndex: number,
  annotation: PdfObject,
): RevisionObject {
  const { reference, dict: page } = file.page(pageIndex);
  const present = file.document.resolveArray(page.get('Annots')) ?? [];
  return { number: reference.number, object: page.with({ Annots: [...present, annotation] }) };
}
