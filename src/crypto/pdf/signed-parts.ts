import type { PdfDocument } from './pdf-document.ts';

/**
 * The parts of the file that a byte range names, in their order; what lies outside the file is empty, and a structure
 * problem already.
 *
 * @throws PdfError `pdf-budget-exceeded`
 */
export function signedParts({ bytes, budget }: PdfDocument, byteRange: readonly number[]): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let i = 0; i + 1 < byteRange.length; i += 2) {
    const start = Math.max(0, byteRange[i] as number);
    parts.push(bytes.subarray(start, start + Math.max(0, byteRange[i + 1] as number)));
  }
  // A file may name thousands of signatures over all of itself: what is digested is work like any other.
  for (const part of parts) budget.countSteps(part.length >> 8);
  return parts;
}
