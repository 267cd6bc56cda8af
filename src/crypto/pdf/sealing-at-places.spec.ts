import { drawPdf } from '../../../test/support/drawn-pdf.ts';
import { appendObjects } from '../../../test/support/painted-over-pdf.ts';
import { RED_RING, sealPdf } from '../../../test/support/sealed-pdf.ts';
import { withSignatureField } from '../../../test/support/signature-field-pdf.ts';
import { makeSigningIdentity } from '../../../test/support/signing-identity.ts';
import { Budget } from './budget.ts';
import { judgeIntegrity } from './integrity-judge.ts';
import { readPages } from './page-tree.ts';
import { PdfDocument } from './pdf-document.ts';
import { dict, name, PdfDict, PdfReference, PdfStream } from './pdf-objects.ts';
import type { SealOptions, VisibleSeal } from './seal-options.ts';
import { readSignatures } from './signature-reader.ts';

const identity = makeSigningIdentity('p-256');
const at = (pageIndex: number, partPt?: VisibleSeal['partPt']): VisibleSeal => ({
  pageIndex,
  place: { xMm: 20, yMm: 30, widthMm: 42, heightMm: 42 },
  appearance: RED_RING,
  ...(partPt && { partPt }),
});
const THREE_PLACES = [at(0), at(1, [0, 0, 60, 120]), at(1)];
const TWO_PAGES = { pages: ['one', 'two'] };

const UNCHANGED = { isIntact: true, forbidden: [] };

const opened = (pdf: Uint8Array) => PdfDocument.open(pdf, new Budget());
const judged = (pdf: Uint8Array) => {
  const document = opened(pdf);
  return readSignatures(document).map((signature) => {
    const { isIntact, coversWholeFile, changes } = judgeIntegrity(document, signature);
    return { isIntact, coversWholeFile, forbidden: changes.filter(({ isPermitted }) => !isPermitted) };
  });
};

const INTO_FIELD: Partial<SealOptions> = {
  fieldName: 'Approval',
  existingField: { appearance: RED_RING },
};

describe('a seal seen at several places', () => {
  const sealed = sealPdf(drawPdf(TWO_PAGES).bytes, identity, { visible: THREE_PLACES, signerName: '局' });

  it('is one signature, whose field has one widget and whose picture lies in the file once', () => {
    const document = opened(sealed);
    expect(judged(sealed)).toMatchObject([{ ...UNCHANGED, coversWholeFile: true }]);
    const subtypes = readPages(document).map((page) =>
      document.resolveArray(page.dict.get('Annots'))?.map((one) => document.resolveDict(one)?.get('Subtype')),
    );
    expect(subtypes).toEqual([[name('Widget')], [name('Stamp'), name('Stamp')]]);
    const pictures = [...document.entries.keys()].filter((number) => {
      const object = document.load(number);
      return object instanceof PdfStream && Buffer.compare(object.rawBytes, RED_RING.contentStream) === 0;
    });
    expect(pictures).toHaveLength(1);
  });

  it('leaves an earlier seal unchanged', () => {
    const first = sealPdf(drawPdf(TWO_PAGES).bytes, identity, { visible: at(0) });
    const both = sealPdf(first, identity, { fieldName: 'Seal2', visible: THREE_PLACES });
    expect(judged(both)).toMatchObject([UNCHANGED, UNCHANGED]);
  });

  it.each<[string, (stamp: PdfDict) => PdfDict]>([
    ['with another picture', (stamp) => stamp.with({ AP: dict({ N: new PdfReference(3) }) })],
    ['with an action', (stamp) => stamp.with({ A: dict({ S: name('JavaScript') }) })],
    ['of another kind', (stamp) => stamp.with({ Subtype: name('FreeText') })],
    ['as it is, but behind the signature', (stamp) => stamp],
  ])('does not excuse a stamp added %s', (_, altered) => {
    const first = sealPdf(drawPdf(TWO_PAGES).bytes, identity);
    const both = sealPdf(first, identity, { fieldName: 'Seal2', visible: THREE_PLACES });
    const forged = appendObjects(both, (document, next) => {
      const [page, second] = readPages(document);
      const [stamp] = document.resolveArray(second?.dict.get('Annots')) ?? [];
      const annotations = [
        ...(document.resolveArray(page?.dict.get('Annots')) ?? []),
        new PdfReference(next),
      ];
      return [
        { number: next, object: altered(document.resolveDict(stamp) ?? new PdfDict()) },
        { number: 5, object: (document.load(5) as PdfDict).with({ Annots: annotations }) },
      ];
    });
    const added = [{ code: 'annotation-added', pageNumber: 1 }];
    expect(judged(forged)).toMatchObject([{ forbidden: added }, { forbidden: added }]);
  });

  it('is refused where a certification takes signatures but no annotations, at one place it is not', () => {
    const certified = sealPdf(drawPdf(TWO_PAGES).bytes, identity, { certification: 2 });
    const again = (visible: readonly VisibleSeal[]) =>
      sealPdf(certified, identity, { fieldName: 'Seal2', visible });
    expect(() => again(THREE_PLACES)).toThrow('pdf-certified-against-annotations');
    expect(judged(again([at(1)]))).toMatchObject([UNCHANGED, UNCHANGED]);
  });
});

describe('a seal in a field that is there', () => {
  it.each([
    ['is its own widget', false],
    ['has its widget beneath', true],
  ])('signs a field that %s, and no earlier seal is harmed', (_, widgetBeneath) => {
    const first = sealPdf(withSignatureField(widgetBeneath), identity);
    const both = sealPdf(first, identity, INTO_FIELD);
    expect(judged(both)).toMatchObject([UNCHANGED, UNCHANGED]);
    const widget = opened(both).resolveDict(new PdfReference(widgetBeneath ? 21 : 20));
    expect(widget?.get('AP')).toBeInstanceOf(PdfDict);
    expect(widget?.get('Rect')).toEqual([100, 100, 300, 200]);
  });

  it('may show on the pages too', () => {
    const sealed = sealPdf(withSignatureField(false), identity, { ...INTO_FIELD, visible: at(0) });
    expect(judged(sealed)).toMatchObject([{ ...UNCHANGED, coversWholeFile: true }]);
  });

  it('locks what the field demands, and refuses a later seal in what is locked', () => {
    const lock = dict({ Type: name('SigFieldLock'), Action: name('All') });
    const sealed = sealPdf(withSignatureField(false, { Lock: lock }), identity, INTO_FIELD);
    expect(readSignatures(opened(sealed))).toMatchObject([{ fieldLocks: [{ action: 'All' }] }]);
    expect(() => sealPdf(sealed, identity, { fieldName: 'Seal2' })).toThrow('pdf-field-locked');
  });

  it('locks the fields that are named, and leaves the others', () => {
    const fieldLock = { action: 'Include', fieldNames: ['Approval'] } as const;
    const sealed = sealPdf(withSignatureField(false), identity, { fieldLock });
    expect(() => sealPdf(sealed, identity, INTO_FIELD)).toThrow('pdf-field-locked');
    expect(judged(sealPdf(sealed, identity, { fieldName: 'Seal2' }))).toMatchObject([UNCHANGED, UNCHANGED]);
  });

  it.each<[string, Buffer | Uint8Array, Partial<SealOptions>]>([
    ['pdf-field-missing', drawPdf().bytes, INTO_FIELD],
    ['pdf-field-not-signature', withSignatureField(false, { FT: name('Tx') }), INTO_FIELD],
    ['pdf-field-signed', sealPdf(drawPdf().bytes, identity, { fieldName: 'Approval' }), INTO_FIELD],
    [
      'pdf-field-demands',
      withSignatureField(false, { SV: dict({ Ff: 2, SubFilter: [name('adbe.x509.rsa_sha1')] }) }),
      INTO_FIELD,
    ],
  ])('is refused with %s', (code, pdf, options) => {
    expect(() => sealPdf(pdf, identity, options)).toThrow(code);
  });
});
