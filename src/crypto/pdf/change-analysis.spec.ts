import { drawPdf } from '../../../test/support/drawn-pdf.ts';
import { appendObjects, paintOver } from '../../../test/support/painted-over-pdf.ts';
import { RED_RING, sealPdf } from '../../../test/support/sealed-pdf.ts';
import { makeSigningIdentity } from '../../../test/support/signing-identity.ts';
import { Budget } from './budget.ts';
import type { DocumentChange } from './document-change.ts';
import { judgeIntegrity } from './integrity-judge.ts';
import { PdfDocument } from './pdf-document.ts';
import { dict, name, PdfDict, type PdfObject, PdfReference, PdfStream, PdfString } from './pdf-objects.ts';
import { readSignatures } from './signature-reader.ts';

const identity = makeSigningIdentity('p-256');
const text = (value: string) => new PdfString(Buffer.from(value));

/** A form with a text field (20, its look 21) on page 5, a picture (30) used by the page, then sealed. */
function sealedForm(certification?: 1 | 2 | 3, form: 'table' | 'stream' = 'table'): Uint8Array {
  const drawn = drawPdf({
    crossReference: form,
    pages: ['one', 'two'],
    catalogEntries: { AcroForm: dict({ Fields: [new PdfReference(20)] }) },
  });
  const look = new PdfStream(dict({ Subtype: name('Form'), BBox: [0, 0, 10, 10] }), Buffer.from('0 g'));
  const base = appendObjects(drawn.bytes, (document) => [
    { number: 20, object: textField('old', new PdfReference(21)) },
    { number: 21, object: look },
    { number: 30, object: look },
    {
      number: 5,
      object: (document.load(5) as PdfDict).with({
        Annots: [new PdfReference(20)],
        Resources: dict({ XObject: dict({ Photo: new PdfReference(30) }) }),
      }),
    },
  ]);
  return sealPdf(base, identity, { certification });
}

const textField = (value: string, look: PdfReference): PdfDict =>
  dict({
    FT: name('Tx'),
    T: text('Name'),
    V: text(value),
    Type: name('Annot'),
    Subtype: name('Widget'),
    Rect: [0, 0, 10, 10],
    AP: dict({ N: look }),
  });

function changesOf(pdf: Uint8Array): readonly DocumentChange[] {
  const document = PdfDocument.open(pdf, new Budget());
  const [signature] = readSignatures(document);
  if (signature === undefined) throw new Error('no signature');
  return judgeIntegrity(document, signature).changes;
}

/** The form without its first field: only the seal's is left. */
const withoutText = (catalog: PdfDict): PdfDict => {
  const form = catalog.get('AcroForm') as PdfDict;
  return form.with({ Fields: (form.get('Fields') as readonly PdfObject[]).slice(1) });
};

const edited = (pdf: Uint8Array, number: number, edit: (old: PdfDict) => PdfObject): Buffer =>
  appendObjects(pdf, (document) => [{ number, object: edit(document.load(number) as PdfDict) }]);

describe.each(['table', 'stream'] as const)('what changed since a seal, cross-reference %s', (form) => {
  const sealed = sealedForm(undefined, form);
  const look = new PdfStream(dict({ Subtype: name('Form'), BBox: [0, 0, 10, 10] }), Buffer.from('1 g'));

  it.each<[string, Buffer, Partial<DocumentChange>]>([
    ['a page painted over', paintOver(sealed), { code: 'page-content-altered', pageNumber: 1 }],
    [
      'a picture exchanged in place',
      edited(sealed, 30, () => look),
      { code: 'resources-altered', pageNumber: 1 },
    ],
    [
      'a page turned',
      edited(sealed, 7, (page) => page.with({ Rotate: 180 })),
      { code: 'page-altered', pageNumber: 2 },
    ],
    [
      'a page taken away',
      edited(sealed, 2, (tree) => tree.with({ Kids: [new PdfReference(7)] })),
      { code: 'page-removed', pageNumber: 1 },
    ],
    [
      'pages in another order',
      edited(sealed, 2, (tree) => tree.with({ Kids: [new PdfReference(7), new PdfReference(5)] })),
      { code: 'page-moved' },
    ],
    [
      'a script at opening',
      edited(sealed, 1, (catalog) => catalog.with({ OpenAction: dict({ S: name('JavaScript') }) })),
      { code: 'catalog-altered' },
    ],
    [
      'a name tree hung on',
      edited(sealed, 1, (catalog) => catalog.with({ Names: dict({}) })),
      { code: 'catalog-altered' },
    ],
    [
      'a field taken away',
      edited(sealed, 1, (catalog) => catalog.with({ AcroForm: withoutText(catalog) })),
      { code: 'field-removed' },
    ],
    [
      'a field of another kind',
      edited(sealed, 20, (field) => field.with({ FT: name('Btn') })),
      { code: 'field-altered', fieldName: 'Name' },
    ],
    [
      'a field with an action',
      edited(sealed, 20, (field) => field.with({ AA: dict({}) })),
      { code: 'field-altered', fieldName: 'Name' },
    ],
    [
      'a page count that hides the last page',
      edited(sealed, 2, (tree) => tree.with({ Count: 1 })),
      { code: 'page-tree-altered' },
    ],
    [
      'a page under another parent, from which some readers inherit',
      appendObjects(sealed, (document, next) => [
        { number: next, object: (document.load(2) as PdfDict).with({ Rotate: 180 }) },
        { number: 7, object: (document.load(7) as PdfDict).with({ Parent: new PdfReference(next) }) },
      ]),
      { code: 'page-altered', pageNumber: 2 },
    ],
  ])('names %s', (_, pdf, change) => {
    expect(changesOf(pdf)).toContainEqual(expect.objectContaining({ ...change, isPermitted: false }));
  });

  it('names a page added', () => {
    const pdf = appendObjects(sealed, (document, next) => [
      { number: next, object: document.load(7) },
      {
        number: 2,
        object: (document.load(2) as PdfDict).with({
          Kids: [5, 7, next].map((number) => new PdfReference(number)),
        }),
      },
    ]);
    expect(changesOf(pdf)).toEqual([{ code: 'page-added', isPermitted: false, pageNumber: 3 }]);
  });

  it('names an annotation added, and one that hides as a signature field without signature', () => {
    const add = (entries: Readonly<Record<string, PdfObject>>) =>
      appendObjects(sealed, (document, next) => [
        {
          number: next,
          object: dict({
            Type: name('Annot'),
            Rect: [0, 0, 600, 800],
            AP: dict({ N: new PdfReference(21) }),
            ...entries,
          }),
        },
        { number: 7, object: (document.load(7) as PdfDict).with({ Annots: [new PdfReference(next)] }) },
      ]);
    const expected = expect.objectContaining({ code: 'annotation-added', isPermitted: false, pageNumber: 2 });
    expect(changesOf(add({ Subtype: name('FreeText') }))).toEqual([expected]);
    expect(changesOf(add({ Subtype: name('Widget'), FT: name('Sig'), T: text('Sly') }))).toEqual([expected]);
  });

  it('names one more direct annotation where another was', () => {
    const note = dict({ Subtype: name('Text'), Rect: [0, 0, 9, 9] });
    const drawn = drawPdf({ crossReference: form, pageEntries: { Annots: [note] } });
    const noted = sealPdf(drawn.bytes, identity);
    const pdf = edited(noted, 5, (page) =>
      page.with({ Annots: [...(page.get('Annots') as readonly PdfObject[]), note] }),
    );
    expect(changesOf(pdf)).toMatchObject([{ code: 'annotation-added', isPermitted: false }]);
  });

  it('names a page given annotations that are no list, which some readers show no more', () => {
    const pdf = edited(sealed, 7, (page) => page.with({ Annots: text('mutated') }));
    expect(changesOf(pdf)).toMatchObject([{ code: 'page-altered', isPermitted: false, pageNumber: 2 }]);
  });

  it('says nothing of an object that names a key twice, for readers take one or the other', () => {
    const twice = edited(sealed, 7, (page) => page.with({ Twice: 1, Twicf: 1 }));
    const pdf = Buffer.from(twice.toString('latin1').replace('/Twicf', '/Twice'), 'latin1');
    expect(changesOf(pdf)).toContainEqual(
      expect.objectContaining({ code: 'content-unread', objectNumber: 7 }),
    );
  });

  it('names the look of a push button exchanged, which holds no value', () => {
    const drawn = drawPdf({
      crossReference: form,
      catalogEntries: { AcroForm: dict({ Fields: [new PdfReference(20)] }) },
    });
    const button = (face: number) =>
      textField('x', new PdfReference(face)).with({ FT: name('Btn'), Ff: 1 << 16 });
    const base = appendObjects(drawn.bytes, () => [
      { number: 20, object: button(21) },
      { number: 21, object: look },
      { number: 22, object: look },
    ]);
    const pdf = appendObjects(sealPdf(base, identity), (_, next) => [
      { number: 20, object: button(next) },
      { number: next, object: new PdfStream(dict({ Subtype: name('Form') }), Buffer.from('f')) },
    ]);
    expect(changesOf(pdf)).toMatchObject([{ code: 'field-altered', isPermitted: false }]);
  });

  it('names a field that was hidden and comes to light (shadow attack)', () => {
    const pdf = edited(sealed, 7, (page) => page.with({ Annots: [new PdfReference(20)] }));
    expect(changesOf(pdf)).toMatchObject([{ code: 'annotation-added', isPermitted: false, pageNumber: 2 }]);
  });

  it('permits filling a field, and names it', () => {
    const pdf = appendObjects(sealed, (_, next) => [
      { number: 20, object: textField('new', new PdfReference(next)) },
      { number: next, object: look },
    ]);
    expect(changesOf(pdf)).toMatchObject([
      { code: 'field-value-altered', isPermitted: true, fieldName: 'Name', pageNumber: 1 },
    ]);
  });

  it('permits objects written anew with the same content', () => {
    expect(changesOf(edited(sealed, 5, (page) => page))).toEqual([]);
  });

  it('permits validation data, and nothing else under its name', () => {
    const addStore = (entries: Readonly<Record<string, PdfObject>>) =>
      appendObjects(sealed, (document, next) => [
        { number: next, object: new PdfStream(dict({}), identity.certificateDer) },
        { number: next + 1, object: dict({ Certs: [new PdfReference(next)], ...entries }) },
        { number: 1, object: (document.load(1) as PdfDict).with({ DSS: new PdfReference(next + 1) }) },
      ]);
    expect(changesOf(addStore({}))).toEqual([{ code: 'validation-data-added', isPermitted: true }]);
    expect(changesOf(addStore({ Blah: null }))).toEqual([
      { code: 'validation-data-altered', isPermitted: false },
    ]);
  });

  it('permits a second seal, and nothing painted under it', () => {
    const visible = {
      pageIndex: 1,
      place: { xMm: 9, yMm: 9, widthMm: 42, heightMm: 42 },
      appearance: RED_RING,
    };
    const twice = sealPdf(sealed, identity, { fieldName: 'Seal2', visible });
    expect(changesOf(twice)).toMatchObject([
      { code: 'signature-added', isPermitted: true, pageNumber: 2, fieldName: 'Seal2' },
    ]);
    const painted = sealPdf(paintOver(sealed), identity, { fieldName: 'Seal2', visible });
    expect(changesOf(painted)).toContainEqual(
      expect.objectContaining({ code: 'page-content-altered', isPermitted: false }),
    );
  });
});

describe('what changed since a certification', () => {
  const fill = (pdf: Uint8Array) => edited(pdf, 20, (field) => field.with({ V: text('new') }));

  it('may not be a filled field under P=1, may be under P=2', () => {
    expect(changesOf(fill(sealedForm(1)))).toMatchObject([
      { code: 'field-value-altered', isPermitted: false },
    ]);
    expect(changesOf(fill(sealedForm(2)))).toMatchObject([
      { code: 'field-value-altered', isPermitted: true },
    ]);
  });

  it('may be an annotation only under P=3', () => {
    const annotate = (pdf: Uint8Array) =>
      edited(pdf, 7, (page) => page.with({ Annots: [dict({ Subtype: name('Text'), Rect: [0, 0, 9, 9] })] }));
    expect(changesOf(annotate(sealedForm(2)))).toMatchObject([
      { code: 'annotation-added', isPermitted: false },
    ]);
    expect(changesOf(annotate(sealedForm(3)))).toMatchObject([
      { code: 'annotation-added', isPermitted: true },
    ]);
  });
});
