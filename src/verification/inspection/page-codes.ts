import { PDFiumLibrary } from '@hyzyla/pdfium';
import { codesOfPixels } from './picture-codes.ts';

/** The code of a licence stands on its first page; a scanned booklet may begin with its cover. */
const SEARCHED_PAGES = 3;
const DRAWN_DPI = 200;
const MAX_SIDE_PX = 3000;
const POINTS_PER_INCH = 72;
/** A renderer that broke after taking so much broke for want of more; an ordinary page takes a third of it. */
const SPENT_BYTES = 150 << 20;

let library: Promise<PDFiumLibrary> | undefined;

/** Loads the renderer once. */
export function preparePageRenderer(): Promise<PDFiumLibrary> {
  library ??= PDFiumLibrary.init();
  return library;
}

/**
 * QR codes on the first pages of a PDF, as they would be seen on paper: page by page until one is found.
 * The renderer is handed a hostile file: call it in an inspection process only.
 *
 * @returns no codes too where the renderer cannot open or draw the file
 * @throws what the renderer threw when memory gave out: the file asks for too much, and nothing is known of it
 */
export async function codesOfPages(pdf: Uint8Array): Promise<readonly string[]> {
  const pdfium = await preparePageRenderer();
  const residentBefore = process.memoryUsage.rss();
  const document = await pdfium.loadDocument(pdf).catch(() => null);
  if (!document) return [];
  try {
    const codes = await codesOfDocument(document);
    document.destroy();
    return codes;
  } catch (error) {
    // It throws bare numbers, as out of a page tree that counts pages it has not, and may be in any state then: the
    // next file gets a renderer of its own.
    library = undefined;
    if (process.memoryUsage.rss() - residentBefore > SPENT_BYTES) throw error;
    return [];
  }
}

type Document = Awaited<ReturnType<PDFiumLibrary['loadDocument']>>;

async function codesOfDocument(document: Document): Promise<readonly string[]> {
  const pages = Math.min(SEARCHED_PAGES, document.getPageCount());
  for (let index = 0; index < pages; index += 1) {
    const codes = await codesOfPage(document.getPage(index));
    if (codes.length > 0) return codes;
  }
  return [];
}

type Page = ReturnType<Document['getPage']>;

async function codesOfPage(page: Page): Promise<readonly string[]> {
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const longest = Math.max(originalWidth, originalHeight, 1);
  const scale = Math.min(DRAWN_DPI / POINTS_PER_INCH, MAX_SIDE_PX / longest);
  // Red and blue change places, which no QR code minds.
  const { data, width, height } = await page.render({ scale, render: 'bitmap', renderFormFields: true });
  return codesOfPixels({ data: new Uint8ClampedArray(data), width, height });
}
