import {
  chineseFont,
  drawTextPage,
  HELVETICA,
  type TextPage,
  textForm,
} from '../../../../test/support/text-page.ts';
import { Budget } from '../budget.ts';
import type { SeenPlace } from '../page-geometry.ts';
import { readPages } from '../page-tree.ts';
import { PdfDocument } from '../pdf-document.ts';
import { dict, name, PdfStream } from '../pdf-objects.ts';
import { geometryOfPage } from '../seal-target-reader.ts';
import { CharacterMap } from './character-map.ts';
import { findKeyword } from './keyword-search.ts';
import { PageTextReader } from './page-text.ts';

const MM = 25.4 / 72;

function find(page: TextPage, keyword: string): SeenPlace[] {
  const document = PdfDocument.open(drawTextPage(page), new Budget());
  const [leaf] = readPages(document);
  if (!leaf) throw new Error('no page');
  return findKeyword(new PageTextReader(document).glyphsOf(leaf), geometryOfPage(document, leaf), keyword);
}

const middlesPt = (found: readonly SeenPlace[]) =>
  found.map(({ xMm, yMm, widthMm, heightMm }) => [
    Math.round((xMm + widthMm / 2) / MM),
    Math.round((yMm + heightMm / 2) / MM),
  ]);

const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');
/** 盖章 in GBK. */
const GBK = 'b8c7d5c2';

describe('finding a keyword on a page', () => {
  it.each<[string, TextPage]>([
    ['in one string', { content: 'BT /F 20 Tf 100 700 Td (xx SEAL yy) Tj ET', fonts: { F: HELVETICA } }],
    [
      'cut by kerning and operators',
      { content: 'BT /F 20 Tf 100 700 Td (xx SE) Tj [-10 (A) 15 (L)] TJ ET', fonts: { F: HELVETICA } },
    ],
    [
      'painted out of order',
      {
        content: 'BT /F 20 Tf 152.2 700 Td (AL) Tj ET BT /F 20 Tf 125.5 700 Td (SE) Tj ET',
        fonts: { F: HELVETICA },
      },
    ],
    [
      'painted twice to look bold',
      {
        content: 'BT /F 20 Tf 125.5 700 Td (SEAL) Tj -52.5 0 Td 52.8 0 Td (SEAL) Tj ET',
        fonts: { F: HELVETICA },
      },
    ],
    [
      'in a form in a form of the page',
      {
        content: 'q 1 0 0 1 20 0 cm /Outer Do Q',
        fonts: {},
        forms: {
          Outer: textForm('BT /F 10 Tf 52.75 300 Td (SEAL) Tj ET', { F: HELVETICA }, [2, 0, 0, 2, 0, 100]),
        },
      },
    ],
  ])('%s', (_, page) => {
    expect(middlesPt(find(page, 'SEAL'))).toEqual([[expect.closeTo(152, -1), expect.closeTo(135, -1)]]);
    expect(find(page, 'SEAL')).toHaveLength(1);
    expect(find(page, 'LAES')).toHaveLength(0);
  });

  it.each([
    ['UniGB-UCS2-H', hex('（盖章）')],
    ['UniGB-UTF16-H', hex('（盖章）')],
    ['GBK-EUC-H', `a3a8${GBK}a3a9`],
    ['GBKp-EUC-H', `a3a8${GBK}a3a9`],
  ])('by the predefined CMap %s', (encoding, codes) => {
    const page = { content: `BT /F 20 Tf 100 700 Td <${codes}> Tj ET`, fonts: { F: chineseFont(encoding) } };
    expect(middlesPt(find(page, '（盖章）'))).toEqual([[140, 134]]);
    expect(find(page, '(盖 章)')).toHaveLength(1);
  });

  it('in vertical writing', () => {
    const page = {
      content: `BT /F 20 Tf 300 700 Td <${hex('请盖章')}> Tj ET`,
      fonts: { F: chineseFont('UniGB-UCS2-V') },
    };
    const [[x, y] = []] = middlesPt(find(page, '盖章'));
    expect(x).toBe(300);
    expect(y).toBe(842 - 700 + 40);
  });

  it('by ToUnicode, with ligatures and characters beyond U+FFFF', () => {
    const map =
      'begincmap 1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <41> <d842dfb7> <42> <00660066> endbfchar 1 beginbfrange <43> <44> <5370> endbfrange';
    const page = {
      content: 'BT /F 20 Tf 100 700 Td (ABCD) Tj ET',
      fonts: { F: HELVETICA },
      toUnicode: { F: new PdfStream(dict({}), Buffer.from(map)) },
    };
    expect(find(page, '𠮷ff印危')).toHaveLength(1);
  });

  it('by the names of differences', () => {
    const encoding = dict({
      Differences: [1, name('uni76D6'), name('uni7AE0'), name('eacute'), name('f_f.alt')],
    });
    const font = HELVETICA.with({ Encoding: encoding });
    const page = { content: 'BT /F 20 Tf 100 700 Td <010203> Tj ET', fonts: { F: font } };
    expect(find(page, '盖章é')).toHaveLength(1);
  });

  it('in reading order of the page as it is seen', () => {
    const content = 'BT /F 20 Tf 300 500 Td (SEAL) Tj -200 0 Td (SEAL) Tj 0 200 Td (SEAL) Tj ET';
    const places = middlesPt(find({ content, fonts: { F: HELVETICA } }, 'SEAL'));
    expect(places.map(([x = 0]) => x > 200)).toEqual([false, false, true]);
    const turned = find({ content, fonts: { F: HELVETICA }, pageEntries: { Rotate: 180 } }, 'SEAL');
    expect(middlesPt(turned).map(([x = 0]) => x > 400)).toEqual([false, true, true]);
  });

  it('nowhere across a wide gap, on another line, or without a keyword', () => {
    const apart = 'BT /F 20 Tf 100 700 Td (SE) Tj 200 0 Td (AL) Tj 0 -30 Td (SE) Tj 0 -40 Td (AL) Tj ET';
    expect(find({ content: apart, fonts: { F: HELVETICA } }, 'SEAL')).toEqual([]);
    expect(find({ content: apart, fonts: { F: HELVETICA } }, '  ')).toEqual([]);
  });

  it.each([
    ['a font that is not there', 'BT /G 20 Tf 100 700 Td (SEAL) Tj ET'],
    ['operators named like members of objects', '__proto__ constructor toString BT ET'],
    ['brackets that close nothing', ']] )) >> } BT /F 20 Tf (x) Tj ET'],
    ['too many states restored', 'Q Q Q BT /F 20 Tf (x) Tj ET'],
    ['an inline picture that never ends', 'BI /W 1 ID abc'],
  ])('nowhere, without failing, with %s', (_, content) => {
    expect(find({ content, fonts: { F: HELVETICA } }, 'SEAL')).toEqual([]);
  });

  it('skips what stands in an inline picture', () => {
    const content = 'BI /W 1 /H 1 ID (SEAL) Tj EI BT /F 20 Tf 100 700 Td (SEAL) Tj ET';
    expect(find({ content, fonts: { F: HELVETICA } }, 'SEAL')).toHaveLength(1);
  });

  it('ends by the budget where forms draw themselves', () => {
    const form = new PdfStream(dict({ Subtype: name('Form') }), Buffer.from('/Self Do /Self Do'));
    const page = { content: '/Self Do', fonts: {}, forms: { Self: form } };
    const document = PdfDocument.open(drawTextPage(page), new Budget());
    const [leaf] = readPages(document);
    expect(() => leaf && new PageTextReader(document).glyphsOf(leaf)).toThrow('pdf-budget-exceeded');
  });

  it('ends by the budget where a page shows more than any page does', () => {
    const content = `BT /F 20 Tf ${'[(SEAL)] TJ '.repeat(130_000)} ET`;
    expect(() => find({ content, fonts: { F: HELVETICA } }, 'SEAL')).toThrow('pdf-budget-exceeded');
  });

  it('follows an embedded CMap with its CIDs and widths', () => {
    const cmap =
      'begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 2 begincidrange <0200> <02ff> 50 <0100> <01ff> 10 endcidrange endcmap';
    const map = CharacterMap.read(Buffer.from(cmap), new Budget());
    expect(map.codeAt(Buffer.from('020501', 'hex'), 0)).toEqual({ code: 0x205, byteCount: 2 });
    expect([0x205, 0x101, 0x300].map((code) => map.cidOf({ code, byteCount: 2 }))).toEqual([
      55,
      11,
      undefined,
    ]);
  });
});
