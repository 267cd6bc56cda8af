import sharp from 'sharp';
import { differingArea, frameArea, type Pixels } from './differing-area.ts';
import type { DrawingRequest, DrawnPage } from './drawn-pages.ts';
import { preparePageRenderer } from './page-codes.ts';

/** More would be no help to anyone who looks. */
const MOST_PAGES = 6;
const DRAWN_DPI = 96;
const POINTS_PER_INCH = 72;
const MAX_SIDE_PX = 1600;

/**
 * Draws pages as they were signed and as they are, with a red frame around what differs. The renderer is handed a
 * hostile file: call it in an inspection process only.
 */
export async function drawChangedPages(
  file: Uint8Array,
  { draw: { coveredLength, pages } }: DrawingRequest,
): Promise<DrawnPage[]> {
  const wanted = pages.slice(0, MOST_PAGES);
  const before = await drawPages(file.subarray(0, coveredLength), wanted);
  const after = await drawPages(file, wanted);
  return Promise.all(wanted.map((page) => framed(page, before.get(page), after.get(page))));
}

/** By page number; pages that are not there are left out, all of them where the file does not open. */
async function drawPages(pdf: Uint8Array, pages: readonly number[]): Promise<ReadonlyMap<number, Pixels>> {
  const pdfium = await preparePageRenderer();
  const document = await pdfium.loadDocument(pdf).catch(() => null);
  const drawn = new Map<number, Pixels>();
  if (!document) return drawn;
  try {
    for (const page of pages) {
      if (page > document.getPageCount()) continue;
      const { originalWidth, originalHeight } = document.getPage(page - 1).getOriginalSize();
      const longest = Math.max(originalWidth, originalHeight, 1);
      const scale = Math.min(DRAWN_DPI / POINTS_PER_INCH, MAX_SIDE_PX / longest);
      const options = { scale, render: 'bitmap', renderFormFields: true } as const;
      const { data, width, height } = await document.getPage(page - 1).render(options);
      drawn.set(page, { data: rgbaOf(data), width, height });
    }
    return drawn;
  } finally {
    document.destroy();
  }
}

/** The renderer gives BGRA. */
function rgbaOf(bgra: Uint8Array): Uint8Array {
  const rgba = Uint8Array.from(bgra);
  for (let at = 0; at < rgba.length; at += 4) {
    rgba[at] = bgra[at + 2] as number;
    rgba[at + 2] = bgra[at] as number;
  }
  return rgba;
}

async function framed(
  page: number,
  before: Pixels | undefined,
  after: Pixels | undefined,
): Promise<DrawnPage> {
  const area = before && after ? differingArea(before, after) : null;
  if (before && after && area) for (const picture of [before, after]) frameArea(picture, area);
  return { page, before: before ? await pngOf(before) : null, after: after ? await pngOf(after) : null };
}

async function pngOf({ data, width, height }: Pixels): Promise<string> {
  const raw = { width, height, channels: 4 } as const;
  return (await sharp(data, { raw }).removeAlpha().png().toBuffer()).toString('base64');
}
