import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';

const POINTS_PER_INCH = 72;

let library: Promise<PDFiumLibrary> | undefined;

/**
 * The first page of a PDF as a printer would put it on paper.
 *
 * @returns PNG bytes
 */
export async function printPage(pdf: Uint8Array, dpi: number): Promise<Uint8Array> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(pdf);
  try {
    const page = await document.getPage(0).render({
      scale: dpi / POINTS_PER_INCH,
      renderFormFields: true,
      render: ({ data, width, height }) => pngOfBgra(data, width, height),
    });
    return page.data;
  } finally {
    document.destroy();
  }
}

/** PDFium gives blue, green, red, alpha. */
function pngOfBgra(pixels: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const rgba = Buffer.from(pixels);
  for (let at = 0; at < rgba.length; at += 4) {
    const blue = rgba[at] ?? 0;
    rgba[at] = rgba[at + 2] ?? 0;
    rgba[at + 2] = blue;
  }
  return sharp(rgba, { raw: { width, height, channels: 4 } })
    .flatten({ background: '#ffffff' })
    .png()
    .toBuffer();
}

/** The pixels of a picture, red, green, blue, alpha. */
export async function pixelsOf(
  picture: Uint8Array,
): Promise<{ data: Uint8ClampedArray; width: number; height: number }> {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
}
