import { type DrawnPdfOptions, drawPdf } from '../../../../test/support/drawn-pdf.ts';
import { appendObjects } from '../../../../test/support/painted-over-pdf.ts';
import { RED_RING } from '../../../../test/support/sealed-pdf.ts';
import { Budget } from '../budget.ts';
import { PdfDocument } from '../pdf-document.ts';
import { dict, name, PdfStream } from '../pdf-objects.ts';
import type { Impression } from './impression.ts';
import { placeSeal } from './place-seal.ts';
import type { SealPlacement } from './seal-placement.ts';

const IMPRESSION: Impression = {
  appearance: RED_RING,
  sealBoxPt: [0, 0, 120, 120],
  widthMm: 42,
  heightMm: 42,
};
/** A4 in points, rounded as the fixture has it. */
const [WIDTH_MM, HEIGHT_MM] = [(595 / 72) * 25.4, (842 / 72) * 25.4];

const place = (
  placements: readonly SealPlacement[],
  options: DrawnPdfOptions = {},
  impression: Impression = IMPRESSION,
) => placeSeal(PdfDocument.open(drawPdf(options).bytes, new Budget()), placements, impression);

const POINT: SealPlacement = { at: 'point', pages: [1], centreXMm: 100, centreYMm: 50 };
const KEYWORD: SealPlacement = { at: 'keyword', pages: 'all', keyword: 'ZHANG', occurrence: 'every' };
const EDGE: SealPlacement = { at: 'edge', edge: 'right', pages: 'all', maxPagesPerImpression: 20 };
const pagesOf = (count: number) => ({ pages: Array.from({ length: count }, (_, at) => `page ${at + 1}`) });

describe('placing a seal', () => {
  it('puts its middle on the point, on each page chosen', () => {
    expect(place([{ ...POINT, pages: 'all' }], pagesOf(2))).toMatchObject({
      visible: [
        { pageIndex: 0, place: { xMm: 79, yMm: 29, widthMm: 42, heightMm: 42 } },
        { pageIndex: 1, place: { xMm: 79, yMm: 29, widthMm: 42, heightMm: 42 } },
      ],
    });
  });

  it('keeps the middle of the seal itself where a line stands beneath it', () => {
    const withLine = { ...IMPRESSION, appearance: { ...RED_RING, bboxPt: [0, -20, 120, 120] as const } };
    expect(place([POINT], {}, withLine)).toMatchObject({
      visible: [{ place: { xMm: 79, yMm: 29, heightMm: 49 } }],
    });
  });

  it('finds a keyword whatever spaces and widths it is written with, and stays on the page', () => {
    const found = place([{ ...KEYWORD, keyword: 'ＺＨＡＮＧ　San' }], { pages: ['Z H A NG  San'] });
    if ('problems' in found) throw new Error('not found');
    const [{ place: at } = { place: { xMm: 0, yMm: 0 } }] = found.visible;
    expect(at.xMm).toBeGreaterThan(20);
    expect(at.yMm).toBeCloseTo(((842 - 700) / 72) * 25.4 - 24, 0);
  });

  it.each([
    [0, 1],
    [90, 1],
    [180, 1],
    [270, 2],
  ])('splits over the edges of pages turned by %i degrees with UserUnit %i', (turn, unit) => {
    const options = { ...pagesOf(3), pageEntries: { Rotate: turn, UserUnit: unit } };
    const placed = place([EDGE], options);
    const seenWidthMm = (turn % 180 === 0 ? WIDTH_MM : HEIGHT_MM) * unit;
    expect(placed).toMatchObject({
      visible: [0, 1, 2].map((index) => ({
        pageIndex: index,
        place: { xMm: expect.closeTo(seenWidthMm - 14), widthMm: 14, heightMm: 42 },
        partPt: [index * 40, 0, (index + 1) * 40, 120],
      })),
    });
  });

  it.each([
    [
      'left',
      [
        [60, 0, 120, 120],
        [0, 0, 60, 120],
      ],
    ],
    [
      'top',
      [
        [0, 0, 120, 60],
        [0, 60, 120, 120],
      ],
    ],
    [
      'bottom',
      [
        [0, 60, 120, 120],
        [0, 0, 120, 60],
      ],
    ],
  ] as const)('gives the first page, on top of the fan, the strip at its own side: %s', (edge, parts) => {
    expect(place([{ ...EDGE, edge }], pagesOf(2))).toMatchObject({
      visible: parts.map((partPt) => ({ partPt })),
    });
  });

  it('parts many pages into even groups, none of them of one page', () => {
    const placed = place([{ ...EDGE, maxPagesPerImpression: 3 }], pagesOf(7));
    if ('problems' in placed) throw new Error('missed');
    expect(placed.visible.map(({ place: { widthMm } }) => Math.round(42 / widthMm))).toEqual([
      2, 2, 3, 3, 3, 2, 2,
    ]);
  });

  it('takes several placements of one seal, and the names of pages in any order', () => {
    const placed = place([{ ...POINT, pages: [2, 1, 2] }, EDGE], pagesOf(2));
    expect(placed).toMatchObject({
      visible: [{ pageIndex: 0 }, { pageIndex: 1 }, { pageIndex: 0 }, { pageIndex: 1 }],
    });
  });

  it.each<[string, string, SealPlacement, Record<string, unknown>]>([
    ['page-out-of-range', 'pages', { ...POINT, pages: [2] }, { pageCount: 1 }],
    ['page-out-of-range', 'pages', { ...POINT, pages: [0] }, { pageCount: 1 }],
    ['outside-page', 'centreXMm', { ...POINT, centreXMm: 10 }, { minXMm: 21, minYMm: 21 }],
    ['keyword-not-found', 'keyword', { ...KEYWORD, keyword: '（盖章）' }, { pageCount: 1 }],
    ['occurrence-out-of-range', 'occurrence', { ...KEYWORD, occurrence: 2 }, { found: 1 }],
    ['outside-page', 'offsetMm', { ...KEYWORD, offsetMm: { right: 0, down: -90 } }, { pageNumber: 1 }],
    ['too-few-pages', 'pages', EDGE, { pageCount: 1 }],
    ['field-missing', 'fieldName', { at: 'field', fieldName: 'Approval' }, { fieldNames: [] }],
  ])('says of a placement that misses %s at %s', (code, member, placement, details) => {
    const placed = place([POINT, placement]);
    expect(placed).toMatchObject({ problems: [{ code, member, index: 1, details }] });
  });

  it('says where the text cannot be read, and where the seal is larger than the page', () => {
    const unread = new PdfStream(dict({ Filter: name('JBIG2Decode') }), Buffer.from('x'));
    const pdf = appendObjects(drawPdf().bytes, () => [{ number: 6, object: unread }]);
    expect(placeSeal(PdfDocument.open(pdf, new Budget()), [KEYWORD], IMPRESSION)).toMatchObject({
      problems: [{ code: 'text-unreadable', details: { pageNumber: 1 } }],
    });
    expect(place([POINT], { pageEntries: { MediaBox: [0, 0, 100, 100] } })).toMatchObject({
      problems: [{ code: 'larger-than-page' }],
    });
    const short = { ...pagesOf(2), pageEntries: { MediaBox: [0, 0, 100, 100] } };
    expect(place([EDGE], short)).toMatchObject({ problems: [{ code: 'outside-page', member: 'alongMm' }] });
  });
});
