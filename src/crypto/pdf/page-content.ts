import type { PageLeaf } from './page-tree.ts';
import type { PdfDocument } from './pdf-document.ts';
import { type PdfObject, PdfStream } from './pdf-objects.ts';
import { decodeStream } from './stream-filters.ts';

/**
 * What a page paints: the streams of `/Contents`, which are one, parted between tokens (ISO 32000-2 §7.8.2).
 *
 * @throws PdfError when a stream cannot be decoded, or the budget is spent
 */
export function pageContent(document: PdfDocument, page: PageLeaf): Buffer {
  const contents = document.resolve(page.dict.get('Contents'));
  const streams = Array.isArray(contents) ? (contents as readonly PdfObject[]) : [contents];
  const parts = streams.flatMap((one) => {
    const stream = document.resolve(one);
    if (!(stream instanceof PdfStream)) return [];
    return [decodeStream(stream, document.budget, document.resolve), Buffer.from('\n')];
  });
  return Buffer.concat(parts);
}
