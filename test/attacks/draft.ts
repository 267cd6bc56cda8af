import { deflateSync } from 'node:zlib';
import {
  dict,
  name,
  PdfDict,
  type PdfObject,
  PdfReference,
  PdfStream,
  PdfString,
} from '../../src/crypto/pdf/pdf-objects.ts';
import { type FileForm, writeFileOf } from './file-forms.ts';

/** Objects of a file before it is signed, by number; what an attacker prepares goes in here. */
export type Draft = Map<number, PdfObject>;

/** Numbers that the drafts of the attacks use. After linearization they are others: find objects by their role then. */
export const AT = {
  catalog: 1,
  pageTree: 2,
  font: 3,
  form: 4,
  page1: 5,
  text1: 6,
  page2: 7,
  text2: 8,
  photo: 9,
  nameField: 20,
  noteField: 21,
  fieldLook: 22,
  agreeField: 23,
  ticked: 24,
  unticked: 25,
  /** The first number that a preparation may take. */
  free: 30,
} as const;

export const ref = (number: number): PdfReference => new PdfReference(number);
export const text = (value: string): PdfString => new PdfString(Buffer.from(value));
export const operators = (content: string): Buffer => Buffer.from(content, 'latin1');

export const formXObject = (
  content: string,
  bbox: readonly number[] = [0, 0, 10, 10],
  resources: PdfDict = dict({}),
): PdfStream =>
  new PdfStream(
    dict({ Type: name('XObject'), Subtype: name('Form'), BBox: [...bbox], Resources: resources }),
    operators(content),
  );

/** A grey picture of 2 × 2 pixels. */
export const picture = (grey: number): PdfStream =>
  new PdfStream(
    dict({
      Type: name('XObject'),
      Subtype: name('Image'),
      Width: 2,
      Height: 2,
      ColorSpace: name('DeviceGray'),
      BitsPerComponent: 8,
    }),
    Buffer.alloc(4, grey),
  );

export const pageText = (line: string): PdfStream =>
  new PdfStream(
    dict({ Filter: name('FlateDecode') }),
    deflateSync(operators(`BT /F1 24 Tf 72 700 Td (${line}) Tj ET`)),
  );

export const widget = (
  fieldType: string,
  title: string,
  rect: readonly number[],
  entries: Record<string, PdfObject>,
) =>
  dict({
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name(fieldType),
    T: text(title),
    F: 4,
    P: ref(AT.page1),
    Rect: [...rect],
    ...entries,
  });

/** Two pages with text and a picture; a form with two text fields and a tick box on empty ground of the first. */
export function standardDraft(): Draft {
  const fonts = dict({ F1: ref(AT.font) });
  const page = (contents: number, entries: Record<string, PdfObject>) =>
    dict({ Type: name('Page'), Parent: ref(AT.pageTree), Contents: ref(contents), ...entries });
  const photo = 'q 100 0 0 100 400 500 cm /Photo Do Q';
  return new Map<number, PdfObject>([
    [AT.catalog, dict({ Type: name('Catalog'), Pages: ref(AT.pageTree), AcroForm: ref(AT.form) })],
    [
      AT.pageTree,
      dict({
        Type: name('Pages'),
        Kids: [ref(AT.page1), ref(AT.page2)],
        Count: 2,
        MediaBox: [0, 0, 595, 842],
        Resources: dict({ Font: fonts, XObject: dict({ Photo: ref(AT.photo) }) }),
      }),
    ],
    [AT.font, dict({ Type: name('Font'), Subtype: name('Type1'), BaseFont: name('Helvetica') })],
    [
      AT.form,
      dict({
        Fields: [ref(AT.nameField), ref(AT.noteField), ref(AT.agreeField)],
        DA: text('/F1 12 Tf 0 g'),
        DR: dict({ Font: fonts }),
      }),
    ],
    [AT.page1, page(AT.text1, { Annots: [ref(AT.nameField), ref(AT.noteField), ref(AT.agreeField)] })],
    [
      AT.text1,
      new PdfStream(
        dict({}),
        operators(`BT /F1 24 Tf 72 700 Td (Licence of ZHANG SAN, 100 yuan) Tj ET ${photo}`),
      ),
    ],
    [AT.page2, page(AT.text2, {})],
    [AT.text2, pageText('Second page')],
    [AT.photo, picture(128)],
    [
      AT.nameField,
      widget('Tx', 'Name', [72, 400, 272, 420], { V: text('old'), AP: dict({ N: ref(AT.fieldLook) }) }),
    ],
    [AT.noteField, widget('Tx', 'Note', [72, 360, 272, 380], { DA: text('/F1 12 Tf 0 g') })],
    [AT.fieldLook, fieldLook('old')],
    [
      AT.agreeField,
      widget('Btn', 'Agree', [72, 320, 92, 340], {
        V: name('Off'),
        AS: name('Off'),
        AP: dict({ N: dict({ Yes: ref(AT.ticked), Off: ref(AT.unticked) }) }),
      }),
    ],
    [AT.ticked, formXObject('0 0 m 10 10 l S')],
    [AT.unticked, formXObject('0 0 10 10 re S')],
  ]);
}

/** The look of a filled text field, as form fillers write it (ISO 32000-2 §12.7.4.3). */
export const fieldLook = (value: string): PdfStream =>
  formXObject(
    `/Tx BMC q BT /F1 12 Tf 0 g 2 5 Td (${value}) Tj ET Q EMC`,
    [0, 0, 200, 20],
    dict({ Font: dict({ F1: ref(AT.font) }) }),
  );

export function writeDraft(form: FileForm, draft: Draft): Buffer {
  const objects = [...draft].map(([number, object]) => ({ number, object }));
  return writeFileOf(form, objects, ref(AT.catalog));
}

/** The dictionary with that number, to be edited by a preparation. */
export function dictIn(draft: Draft, number: number): PdfDict {
  const object = draft.get(number);
  if (!(object instanceof PdfDict)) throw new Error(`object ${number} is no dictionary`);
  return object;
}
