import { readIndirectObject } from './indirect-object.ts';
import type { PdfDocument } from './pdf-document.ts';
import { PdfError } from './pdf-error.ts';
import { PdfParser } from './pdf-parser.ts';

/**
 * Whether the bytes behind an offset are nothing but revisions: objects that a cross-reference section leads to, the
 * sections themselves, their trailers and ends. An object that none leads to is shown by readers that search for
 * objects instead of following the sections (incremental saving attack).
 *
 * @param from offset behind the signed bytes
 * @throws PdfError `pdf-budget-exceeded`
 */
export function areRevisions(document: PdfDocument, from: number): boolean {
  const parser = new PdfParser(document.bytes, from, document.budget, true);
  const listed = listedOffsets(document, from);
  try {
    for (;;) {
      parser.skipWhitespace();
      if (parser.position >= document.bytes.length) return true;
      if (takeSection(parser)) continue;
      if (!listed.has(parser.position)) return false;
      parser.position = readIndirectObject(
        document.bytes,
        parser.position,
        document.budget,
        document.resolve,
      ).end;
    }
  } catch (cause) {
    if (cause instanceof PdfError && cause.code !== 'pdf-budget-exceeded') return false;
    throw cause;
  }
}

/** A table with its trailer, or an end with the offset of its section. */
function takeSection(parser: PdfParser): boolean {
  if (parser.takeKeyword('startxref')) return parser.takeInteger() !== undefined;
  if (!parser.takeKeyword('xref')) return false;
  while (!parser.takeKeyword('trailer')) {
    const isRow = parser.takeInteger() !== undefined && parser.takeInteger() !== undefined;
    if (!isRow) throw new PdfError('pdf-xref-damaged');
    if (!parser.takeKeyword('n')) parser.takeKeyword('f');
  }
  parser.readObject();
  return true;
}

/** Where the objects of all sections begin; an offset may point at white space before them. */
function listedOffsets(document: PdfDocument, from: number): ReadonlySet<number> {
  const offsets = new Set<number>();
  const add = (offset: number | undefined) => {
    if (offset === undefined || offset < from) return;
    const parser = new PdfParser(document.bytes, offset, document.budget, true);
    parser.skipWhitespace();
    offsets.add(parser.position);
  };
  for (const { offset, hybridOffset, entries } of document.sections) {
    add(offset);
    add(hybridOffset);
    for (const entry of entries.values()) if (entry.kind === 'offset') add(entry.offset);
  }
  return offsets;
}
