import { readFormFields } from './form-fields.ts';
import type { PdfDocument } from './pdf-document.ts';

/** A field name that the file has not yet: the given word with the first free number from 1. @throws PdfError */
export function freeFieldName(document: PdfDocument, word: string): string {
  const taken = new Set(readFormFields(document).map(({ fullName }) => fullName));
  let number = 1;
  while (taken.has(`${word}${number}`)) number++;
  return `${word}${number}`;
}
