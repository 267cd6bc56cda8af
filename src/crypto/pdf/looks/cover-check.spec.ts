import { drawPdf } from '../../../../test/support/drawn-pdf.ts';
import { appendObjects } from '../../../../test/support/painted-over-pdf.ts';
import { Budget } from '../budget.ts';
import { readPages } from '../page-tree.ts';
import { PdfDocument } from '../pdf-document.ts';
import { dict, name, type PdfDict, type PdfObject, PdfReference, PdfStream } from '../pdf-objects.ts';
import { CoverCheck } from './cover-check.ts';

/** The line “Licence of ZHANG SAN” begins at (72, 700) in 24 points. */
const signed = drawPdf().bytes;
const OVER_LINE = [60, 690, 500, 730];

const look = (content: string, resources: Readonly<Record<string, PdfObject>> = {}): PdfStream =>
  new PdfStream(
    dict({ Subtype: name('Form'), BBox: [0, 0, 440, 40], Resources: dict(resources) }),
    Buffer.from(content),
  );

/** Whether an annotation with that look, and others as they were signed, hides something of the first page. */
function hides(content: PdfStream, rect: readonly number[] = OVER_LINE, earlier?: PdfStream): boolean {
  const annotation = (reference: number): PdfDict =>
    dict({ Rect: [...rect], AP: dict({ N: new PdfReference(reference) }) });
  const before = PdfDocument.open(
    appendObjects(signed, () => [{ number: 50, object: earlier ?? null }]),
    new Budget(),
  );
  const after = PdfDocument.open(
    appendObjects(before.bytes, () => [{ number: 51, object: content }]),
    new Budget(),
  );
  const [page] = readPages(before);
  if (page === undefined) throw new Error('no page');
  return new CoverCheck(before, after).hides(page, 60, annotation(51), earlier && annotation(50));
}

const ghost = (entries: Readonly<Record<string, PdfObject>>) => ({
  ExtGState: dict({ Ghost: dict(entries) }),
});
const WHITE = '1 g 0 0 440 40 re f';

describe('what a later look hides', () => {
  it.each<[string, PdfStream]>([
    ['a white ground', look(WHITE)],
    ['white stripes', look(Array.from({ length: 40 }, (_, y) => `1 1 1 rg 0 ${y} 440 1 re f`).join(' '))],
    ['a wide white line', look('1 G 40 w 0 20 m 440 20 l S')],
    ['a white ground that is nearly opaque', look(`/Ghost gs ${WHITE}`, ghost({ ca: 0.9 }))],
    [
      'a ground that mixes again after it was mixed',
      look(`/Ghost gs ${WHITE}`, ghost({ BM: name('Normal') })),
    ],
    ['a black block over the whole line', look('0 g 0 0 440 40 re f')],
    ['a curve filled white', look('1 g 0 0 m 0 80 440 80 440 0 c h f')],
    ['a white patch over one glyph', look('1 g 12 10 20 20 re f')],
    ['an inline picture', look('440 0 0 40 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI')],
  ])('is told of %s', (_, content) => {
    expect(hides(content)).toBe(true);
  });

  it.each<[string, PdfStream]>([
    ['nothing painted', look('')],
    ['a ring', look('1 0 0 RG 3 w 0 0 440 40 re S')],
    ['dark text', look('BT /F1 12 Tf 2 5 Td (filled) Tj ET')],
    ['a white ground that multiplies', look(`/Ghost gs ${WHITE}`, ghost({ BM: name('Multiply') }))],
    ['a white ground that is nearly clear', look(`/Ghost gs ${WHITE}`, ghost({ ca: 0.2 }))],
    ['a red star over a few glyphs', look('1 0 0 rg 12 0 60 40 re f')],
    ['a path that is only clipped to', look('0 0 440 40 re W n')],
  ])('is not told of %s', (_, content) => {
    expect(hides(content)).toBe(false);
  });

  it('is not told where the page shows nothing, nor of what was hidden when it was signed', () => {
    expect(hides(look(WHITE), [60, 100, 500, 140])).toBe(false);
    expect(hides(look(WHITE), OVER_LINE, look(WHITE))).toBe(false);
  });

  it('is asked of other annotations too', () => {
    const stamp = dict({ Rect: [100, 100, 200, 140], AP: dict({ N: new PdfReference(40) }) });
    const stamped = appendObjects(drawPdf({ pageEntries: { Annots: [stamp] } }).bytes, () => [
      { number: 40, object: look('0 g 100 10 40 20 re f') },
      { number: 41, object: look(WHITE) },
    ]);
    const document = PdfDocument.open(stamped, new Budget());
    const [page] = readPages(document);
    if (page === undefined) throw new Error('no page');
    const cover = dict({ Rect: [90, 90, 210, 150], AP: dict({ N: new PdfReference(41) }) });
    expect(new CoverCheck(document, document).hides(page, 60, cover, undefined)).toBe(true);
  });

  it('follows no more saved states than it can', () => {
    expect(() => hides(look(`${'q '.repeat(600)}${WHITE}`))).toThrow('pdf-object-damaged');
  });
});
