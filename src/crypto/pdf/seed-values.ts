import type { PdfDocument } from './pdf-document.ts';
import { nameOf, type PdfDict } from './pdf-objects.ts';

/** Bits of a seed value dictionary's `/Ff` (ISO 32000-2 table 237): which of its wishes are demands. */
const FILTER = 1 << 0;
const SUB_FILTER = 1 << 1;
/** The version that a reader must know of seed values. */
const VERSION = 1 << 2;

/**
 * Whether a seal of that kind meets what the author of a field demands of its signature. A demand that we do not know
 * how to meet (a reason from a list, a certain certificate, a certain time-stamp) is not met.
 *
 * @throws PdfError
 */
export function meetsSeedValues(document: PdfDocument, field: PdfDict, subFilter: string): boolean {
  const seed = document.resolveDict(field.get('SV'));
  const flags = document.entry(seed, 'Ff');
  if (seed === undefined || typeof flags !== 'number') return true;
  if ((flags & ~(FILTER | SUB_FILTER | VERSION)) !== 0) return false;
  const allows = (bit: number, key: string, value: string) => {
    const wished = namesIn(document, seed, key);
    return (flags & bit) === 0 || wished.length === 0 || wished.includes(value);
  };
  return allows(FILTER, 'Filter', 'Adobe.PPKLite') && allows(SUB_FILTER, 'SubFilter', subFilter);
}

function namesIn(document: PdfDocument, seed: PdfDict, key: string): string[] {
  const value = document.entry(seed, key);
  const all = document.resolveArray(value) ?? [value];
  return all.flatMap((one) => nameOf(document.resolve(one)) ?? []);
}
