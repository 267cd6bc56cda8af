import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, rgb } from 'pdf-lib';
import type { PageItem, TextItem } from '../../src/typesetting/page-description.ts';
import { libPdfSigner } from '../../test/support/libpdf-signer.ts';
import type { SigningIdentity } from '../../test/support/signing-identity.ts';

const POINTS_PER_MM = 72 / 25.4;
const FONT = '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf';

/** What the usual npm packages need for one licence: the parsed font and the imported key are kept. */
export interface Peer {
  draw(items: readonly PageItem[], widthMm: number, heightMm: number): Promise<Uint8Array>;
  seal(pdf: Uint8Array): Promise<Uint8Array>;
}

/**
 * `pdf-lib` with its font parsed once, and `@libpdf/core` with a kept key. It is spared what we draw besides: ground,
 * fallback fonts, XMP, attachments, the seal's picture.
 */
export async function makePeer(identity: SigningIdentity): Promise<Peer> {
  const bytes = readFileSync(createRequire(import.meta.url).resolve(FONT));
  const parsed = fontkit.create(bytes);
  const cachedFontkit = { create: () => parsed } as typeof fontkit;
  return {
    draw: (items, widthMm, heightMm) => draw(items, widthMm, heightMm, bytes, cachedFontkit),
    seal: await libPdfSigner(identity),
  };
}

async function draw(
  items: readonly PageItem[],
  widthMm: number,
  heightMm: number,
  fontBytes: Uint8Array,
  cachedFontkit: typeof fontkit,
): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(cachedFontkit);
  const font = await document.embedFont(fontBytes, { subset: true });
  const page = document.addPage([widthMm * POINTS_PER_MM, heightMm * POINTS_PER_MM]);
  for (const item of items) {
    if (item.kind === 'text')
      page.drawText(item.text, { ...placeOf(item, heightMm), size: item.sizePt, font });
    else if (item.kind === 'path') {
      const svg = item.segments.map(
        ([operator, ...numbers]) => `${operator}${numbers.map((n) => n * POINTS_PER_MM).join(' ')}`,
      );
      page.drawSvgPath(svg.join(''), { x: 0, y: heightMm * POINTS_PER_MM, color: rgb(0, 0, 0) });
    }
  }
  return document.save();
}

const placeOf = ({ xMm, baselineMm }: TextItem, heightMm: number) => ({
  x: xMm * POINTS_PER_MM,
  y: (heightMm - baselineMm) * POINTS_PER_MM,
});
