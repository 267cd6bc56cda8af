import type { PdfDocument } from '../pdf-document.ts';
import type { PdfDict, PdfObject } from '../pdf-objects.ts';

/** Where a descriptor says nothing, or nonsense: the height of ideographs. */
const ASCENT_EM = 0.88;
const DESCENT_EM = -0.12;

/** How far the font reaches above and below the baseline, from its descriptor. @throws PdfError */
export function verticalExtent(
  document: PdfDocument,
  descriptor: PdfDict | undefined,
): { readonly ascentEm: number; readonly descentEm: number } {
  const ascent = numberIn(document, descriptor, 'Ascent') / 1000;
  const descent = numberIn(document, descriptor, 'Descent') / 1000;
  return {
    ascentEm: ascent > 0.3 && ascent < 1.5 ? ascent : ASCENT_EM,
    descentEm: descent < 0 && descent > -1 ? descent : DESCENT_EM,
  };
}

/** A number in a dictionary, 0 where there is none. @throws PdfError */
export function numberIn(document: PdfDocument, dict: PdfDict | undefined, key: string): number {
  const value = document.entry(dict, key);
  return typeof value === 'number' ? value : 0;
}

/** The numbers of an array, in place; 0 for what is none. @throws PdfError */
export const numbersOf = (document: PdfDocument, object: PdfObject | undefined): number[] =>
  (document.resolveArray(object) ?? []).map((one) => {
    const value = document.resolve(one);
    return typeof value === 'number' ? value : 0;
  });
