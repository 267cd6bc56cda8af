import type { PdfDocument } from './pdf-document.ts';

/** DocMDP `/P` of the document's certification signature; 2 where it names none; undefined when it is not certified. @throws PdfError */
export function certificationLevelOf(document: PdfDocument): number | undefined {
  const permissions = document.resolveDict(document.catalog.get('Perms'));
  const signature = document.resolveDict(permissions?.get('DocMDP'));
  if (signature === undefined) return undefined;
  const [reference] = document.resolveArray(signature.get('Reference')) ?? [];
  const parameters = document.resolveDict(document.resolveDict(reference)?.get('TransformParams'));
  const level = document.entry(parameters, 'P');
  return typeof level === 'number' ? level : 2;
}
