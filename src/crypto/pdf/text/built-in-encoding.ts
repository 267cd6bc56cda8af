import type { PdfDocument } from '../pdf-document.ts';
import { type PdfDict, PdfStream } from '../pdf-objects.ts';
import { decodeStream } from '../stream-filters.ts';

/**
 * The encoding that a Type 1 font program brings itself: lines `dup 58 /period put` in its part in clear (Adobe Type 1
 * Font Format §2.2). TeX relies on it.
 *
 * @returns names by code; empty where the program has none of its own
 * @throws PdfError
 */
export function builtInNames(document: PdfDocument, font: PdfDict): Map<number, string> {
  const names = new Map<number, string>();
  const descriptor = document.resolveDict(font.get('FontDescriptor'));
  const program = document.entry(descriptor, 'FontFile');
  if (!(program instanceof PdfStream)) return names;
  const clearBytes = document.entry(program.dict, 'Length1');
  const bytes = decodeStream(program, document.budget, document.resolve);
  const clear = bytes.subarray(0, typeof clearBytes === 'number' ? clearBytes : bytes.length);
  const text = Buffer.from(clear).toString('latin1');
  for (const [, code, glyphName] of text.matchAll(/dup\s+(\d{1,3})\s*\/([^\s/]+)\s+put/g)) {
    names.set(Number(code), glyphName ?? '');
  }
  return names;
}
