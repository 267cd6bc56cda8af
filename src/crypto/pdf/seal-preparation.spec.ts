import { drawPdf } from '../../../test/support/drawn-pdf.ts';
import { appendObjects } from '../../../test/support/painted-over-pdf.ts';
import { RED_RING, sealPdf } from '../../../test/support/sealed-pdf.ts';
import { makeSigningIdentity } from '../../../test/support/signing-identity.ts';
import { Budget } from './budget.ts';
import { PdfDocument } from './pdf-document.ts';
import { dict, PdfDict, type PdfObject, PdfReference, PdfString } from './pdf-objects.ts';
import type { SealOptions } from './seal-options.ts';
import { prepareSeal } from './seal-preparation.ts';
import { readSignatures } from './signature-reader.ts';

const identity = makeSigningIdentity('p-256');
const OPTIONS: SealOptions = {
  subFilter: 'ETSI.CAdES.detached',
  digest: 'sha256',
  reservedCmsBytes: 2000,
  fieldName: 'Seal1',
};
const VISIBLE = {
  pageIndex: 1,
  place: { xMm: 10, yMm: 10, widthMm: 42, heightMm: 42 },
  appearance: RED_RING,
};

const withCatalog = (entries: Readonly<Record<string, PdfObject>>) =>
  drawPdf({ catalogEntries: entries }).bytes;

describe('sealing', () => {
  it('gives the same bytes with a known layout as by reading the file', () => {
    const drawn = drawPdf({ pages: ['one', 'two'] });
    const known = prepareSeal(drawn.bytes, { ...OPTIONS, visible: VISIBLE }, drawn.layout);
    const read = prepareSeal(drawn.bytes, { ...OPTIONS, visible: VISIBLE });
    expect(Buffer.from(known.messageDigest)).toEqual(Buffer.from(read.messageDigest));
    expect(Buffer.from(known.embed(Buffer.from('30')))).toEqual(Buffer.from(read.embed(Buffer.from('30'))));
  });

  it('keeps the file as a strict prefix and covers all but /Contents', () => {
    const { bytes } = drawPdf();
    const { byteRange, embed } = prepareSeal(bytes, OPTIONS);
    const file = embed(Buffer.from('3000', 'hex'));
    expect(Buffer.from(file.subarray(0, bytes.length))).toEqual(bytes);
    expect(byteRange[2] - byteRange[1]).toBe(OPTIONS.reservedCmsBytes * 2 + 2);
    expect(byteRange[2] + byteRange[3]).toBe(file.length);
  });

  it('writes Chinese texts that are read back whole', () => {
    const sealed = sealPdf(drawPdf().bytes, identity, {
      reason: '颁发证照',
      signerName: '晋城市𬭎',
      location: 'Jincheng',
    });
    const [signature] = readSignatures(PdfDocument.open(sealed, new Budget()));
    expect(signature).toMatchObject({
      reason: '颁发证照',
      signerName: '晋城市𬭎',
      location: 'Jincheng',
      signingTimeText: "D:20261123170000+08'00'",
      fieldName: 'Seal1',
    });
  });

  it('adds to the fields and annotations that are there, wherever they lie', () => {
    const base = appendObjects(
      drawPdf({ catalogEntries: { AcroForm: new PdfReference(20) } }).bytes,
      (document) => [
        { number: 20, object: dict({ Fields: new PdfReference(21), DA: new PdfString(Buffer.from('x')) }) },
        { number: 21, object: [new PdfReference(22)] },
        { number: 22, object: dict({ T: new PdfString(Buffer.from('Text')) }) },
        { number: 5, object: (document.load(5) as PdfDict).with({ Annots: new PdfReference(23) }) },
        { number: 23, object: [dict({})] },
      ],
    );
    const document = PdfDocument.open(sealPdf(base, identity), new Budget());
    const form = document.resolveDict(document.catalog.get('AcroForm'));
    expect(document.resolveArray(form?.get('Fields'))).toHaveLength(2);
    expect(form?.get('SigFlags')).toBe(3);
    expect(document.resolveArray(new PdfReference(23))).toHaveLength(2);
  });

  it('finds out before signing nothing, but at embedding, that the space is too small', () => {
    const { embed } = prepareSeal(drawPdf().bytes, { ...OPTIONS, reservedCmsBytes: 10 });
    expect(() => embed(new Uint8Array(11))).toThrow('pdf-contents-too-small');
  });

  it.each([
    ['pdf-page-missing', drawPdf().bytes, { visible: VISIBLE }],
    ['pdf-xfa', withCatalog({ AcroForm: dict({ Fields: [], XFA: [] }) }), {}],
    ['pdf-field-name-taken', sealPdf(drawPdf().bytes, identity), {}],
    [
      'pdf-certification-not-first',
      sealPdf(drawPdf().bytes, identity),
      { fieldName: 'Seal2', certification: 2 as const },
    ],
    [
      'pdf-certified-against-changes',
      sealPdf(drawPdf().bytes, identity, { certification: 1 }),
      { fieldName: 'Seal2' },
    ],
    ['pdf-header-missing', Buffer.from('no PDF'), {}],
  ])('is refused with %s', (code, bytes, options: Partial<SealOptions>) => {
    expect(() => prepareSeal(bytes, { ...OPTIONS, ...options })).toThrow(code);
  });

  it('is refused for encrypted files', () => {
    const text = drawPdf()
      .bytes.toString('latin1')
      .replace('trailer\n<<', 'trailer\n<</Encrypt <</Filter /Standard>> ');
    expect(() => prepareSeal(Buffer.from(text, 'latin1'), OPTIONS)).toThrow('pdf-encrypted');
  });
});
