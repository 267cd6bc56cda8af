import { Budget } from '../../src/crypto/pdf/budget.ts';
import { readPages } from '../../src/crypto/pdf/page-tree.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import type { PdfObject } from '../../src/crypto/pdf/pdf-objects.ts';
import { placeSeal } from '../../src/crypto/pdf/placement/place-seal.ts';
import type { SealPlacement } from '../../src/crypto/pdf/placement/seal-placement.ts';
import { geometryOfPage } from '../../src/crypto/pdf/seal-target-reader.ts';
import { findKeyword } from '../../src/crypto/pdf/text/keyword-search.ts';
import { PageTextReader } from '../../src/crypto/pdf/text/page-text.ts';
import { drawPdf } from '../support/drawn-pdf.ts';
import { paintOver } from '../support/painted-over-pdf.ts';
import { askOfFile, askPdfsig } from '../support/pdf-judges.ts';
import { drawSampleLicence } from '../support/sealed-licence.ts';
import { RED_RING, sealPdf } from '../support/sealed-pdf.ts';
import { withSignatureField } from '../support/signature-field-pdf.ts';
import { makeSigningIdentity } from '../support/signing-identity.ts';
import { drawTextPage, HELVETICA, textForm } from '../support/text-page.ts';
import { itJudgedBy } from '../support/tools.ts';

const MM = 25.4 / 72;

interface Word {
  readonly text: string;
  readonly middleMm: readonly [number, number];
  readonly heightMm: number;
}

/** What poppler finds on the first page, with its boxes. */
async function wordsByPdftotext(pdf: Uint8Array): Promise<Word[]> {
  const { text } = await askOfFile('sh', ['-c', 'pdftotext -bbox -cropbox -f 1 -l 1 "$0" -'], pdf);
  const words = /xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]+)</g;
  return [...text.matchAll(words)].map(([, left, top, right, bottom, word = '']) => ({
    text: word
      .replace(/&amp;/g, '&')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"'),
    middleMm: [((Number(left) + Number(right)) / 2) * MM, ((Number(top) + Number(bottom)) / 2) * MM],
    heightMm: (Number(bottom) - Number(top)) * MM,
  }));
}

/** The words that we do not find where poppler has them, a half height off at most. */
function missed(pdf: Uint8Array, words: readonly Word[]): string[] {
  const document = PdfDocument.open(pdf, new Budget());
  const [page] = readPages(document);
  if (!page) throw new Error('no page');
  const glyphs = new PageTextReader(document).glyphsOf(page);
  const geometry = geometryOfPage(document, page);
  const isFound = ({ text, middleMm: [x, y], heightMm }: Word) =>
    findKeyword(glyphs, geometry, text).some(
      (box) =>
        Math.abs(box.xMm + box.widthMm / 2 - x) < heightMm / 2 &&
        Math.abs(box.yMm + box.heightMm / 2 - y) < heightMm / 2,
    );
  return words.filter((word) => !isFound(word)).map(({ text }) => text);
}

const turned = (Rotate: number, entries: Readonly<Record<string, PdfObject>> = {}) =>
  drawPdf({ pages: ['Licence of ZHANG SAN'], pageEntries: { Rotate, ...entries } }).bytes;

const TEXTS: readonly (readonly [string, () => Uint8Array])[] = [
  ['a licence as we draw it, with our own subsets', () => drawSampleLicence().pdf],
  ['a page turned by a quarter', () => turned(90)],
  ['a page turned upside down, in a crop box', () => turned(180, { CropBox: [40, 40, 500, 800] })],
  ['a page turned by three quarters', () => turned(270)],
  [
    'text in a form, scaled and stretched',
    () =>
      drawTextPage({
        content: 'q 1.5 0 0 1.5 30 -200 cm /Form Do Q',
        fonts: {},
        forms: {
          Form: textForm(
            'BT 80 Tz 3 Tc /F 14 Tf 20 300 Td (SEAL HERE) Tj ET',
            { F: HELVETICA },
            [1, 0, 0, 1, 9, 40],
          ),
        },
      }),
  ],
];

describe('the text of a page before poppler', () => {
  for (const [title, draw] of TEXTS) {
    itJudgedBy('pdftotext')(`stands where pdftotext has it: ${title}`, async () => {
      const pdf = draw();
      const words = await wordsByPdftotext(pdf);
      expect(words.length).toBeGreaterThan(0);
      expect(missed(pdf, words)).toEqual([]);
    });
  }
});

const identity = makeSigningIdentity('p-256');
const IMPRESSION = {
  appearance: RED_RING,
  sealBoxPt: [0, 0, 120, 120],
  widthMm: 42,
  heightMm: 42,
} as const;
const PLACEMENTS: readonly SealPlacement[] = [
  { at: 'keyword', keyword: 'ZHANG SAN', occurrence: 'every', pages: 'all' },
  { at: 'edge', edge: 'right', pages: 'all', maxPagesPerImpression: 20 },
];

function sealAtAll(pdf: Uint8Array, fieldName: string): Uint8Array {
  const placed = placeSeal(PdfDocument.open(pdf, new Budget()), PLACEMENTS, IMPRESSION);
  if ('problems' in placed) throw new Error(JSON.stringify(placed.problems));
  return sealPdf(pdf, identity, { fieldName, visible: placed.visible });
}

describe.each(['table', 'stream'] as const)(
  'one seal at many places, cross-reference %s',
  (crossReference) => {
    const pages = ['Licence of ZHANG SAN', 'Annex for ZHANG SAN', 'End'];
    const sealed = sealAtAll(drawPdf({ pages, crossReference }).bytes, 'Seal1');
    const twice = sealAtAll(sealed, 'Seal2');

    itJudgedBy('pdfsig', 'certutil')(
      'is one valid signature to pdfsig, and none when painted over inside',
      async () => {
        const { text } = await askPdfsig(sealed, identity.authorityCertificateDer);
        expect(text.match(/^Signature #/gm)).toHaveLength(1);
        expect(text).toContain('Signature is Valid');
        expect(text).toContain('Total document signed');
        const twin = Buffer.from(sealed);
        twin[twin.indexOf('/Stamp') + 1] = 's'.charCodeAt(0);
        expect((await askPdfsig(twin, identity.authorityCertificateDer)).text).not.toContain(
          'Signature is Valid',
        );
      },
    );

    itJudgedBy('pdfsig', 'certutil')('leaves the seal before it valid', async () => {
      const { text } = await askPdfsig(twice, identity.authorityCertificateDer);
      expect(text.match(/Signature is Valid/g)).toHaveLength(2);
    });

    itJudgedBy('mutool')('is unchanged since signing to mutool, and the painted twin is not', async () => {
      const { text } = await askOfFile('mutool', ['sign', '-v'], sealed);
      expect(text).toContain('unchanged since signing');
      expect((await askOfFile('mutool', ['sign', '-v'], paintOver(sealed))).text).not.toContain(
        'unchanged since signing',
      );
    });

    itJudgedBy('qpdf')('is sound to qpdf', async () => {
      expect(await askOfFile('qpdf', ['--check'], twice)).toMatchObject({ exitCode: 0 });
    });
  },
);

describe.each([
  ['is its own widget', false],
  ['has its widget beneath', true],
])('a seal in a field that %s', (_, widgetBeneath) => {
  const options = { fieldName: 'Approval', existingField: { appearance: RED_RING } };
  const first = sealPdf(withSignatureField(widgetBeneath), identity);
  const both = sealPdf(first, identity, options);
  const twin = Buffer.from(both);
  twin[twin.indexOf('/MediaBox [0 0 595') + 17] = 0x36;

  itJudgedBy('pdfsig', 'certutil')('is valid to pdfsig, and so is the one before', async () => {
    const { text } = await askPdfsig(both, identity.authorityCertificateDer);
    expect(text.match(/Signature is Valid/g)).toHaveLength(2);
    expect(text).not.toContain('not signed');
    expect((await askPdfsig(twin, identity.authorityCertificateDer)).text).not.toContain(
      'Signature is Valid',
    );
  });

  itJudgedBy('mutool')('has the right digest to mutool', async () => {
    expect((await askOfFile('mutool', ['sign', '-v'], both)).text).not.toContain('Digest error');
    expect((await askOfFile('mutool', ['sign', '-v'], twin)).text).toContain('Digest error');
  });
});
