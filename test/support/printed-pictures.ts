import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { renderSVG } from 'uqr';

const A4_POINTS: [number, number] = [595.28, 841.89];

/** A page as somebody photographs it: a little tilted, compressed. */
export const photoOf = (page: Uint8Array): Promise<Buffer> =>
  sharp(page).rotate(3, { background: '#dddddd' }).jpeg({ quality: 60 }).toBuffer();

/** A PDF that is only a scan. */
export async function pdfOfPicture(picture: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const embedded = await document.embedJpg(await sharp(picture).jpeg({ quality: 85 }).toBuffer());
  const [width, height] = A4_POINTS;
  document.addPage(A4_POINTS).drawImage(embedded, { x: 0, y: 0, width, height });
  return document.save();
}

/** Codes beside each other on white, as PNG. */
export async function codesSideBySide(texts: readonly string[]): Promise<Buffer> {
  const side = 320;
  const codes = texts.map(async (text, at) => ({
    input: await sharp(Buffer.from(renderSVG(text, { border: 4 })))
      .resize(side, side)
      .flatten({ background: '#ffffff' })
      .png()
      .toBuffer(),
    left: at * side,
    top: 0,
  }));
  const canvas = { width: side * texts.length, height: side, channels: 3, background: '#ffffff' } as const;
  return sharp({ create: canvas })
    .composite(await Promise.all(codes))
    .png()
    .toBuffer();
}
