import {
  dict,
  name,
  type PdfDict,
  type PdfObject,
  PdfReference,
  PdfStream,
} from '../../src/crypto/pdf/pdf-objects.ts';
import type { RevisionObject } from '../../src/crypto/pdf/revision-writer.ts';
import { RED_RING } from '../support/sealed-pdf.ts';
import type { AttackCase, SealedFile } from './attack-case.ts';
import type { PartialSealOptions, Protection } from './attack-world.ts';
import { AT, dictIn, formXObject, picture, ref, text, widget } from './draft.ts';
import { pageWithAnnotation } from './page-edits.ts';
import { addField } from './shadow-attacks.ts';

/** Over the first line of the first page. */
const OVER_LINE = [60, 690, 540, 730];
const WHITE_COVER = '1 g 0 0 480 40 re f';
const COVER_BOX = [0, 0, 480, 40];

const fillable: readonly Protection[] = ['plain', 'P=2', 'P=3', 'locked'];

const annotated = (
  file: SealedFile,
  subtype: string,
  entries: Readonly<Record<string, PdfObject>>,
  look?: RevisionObject['object'],
): Buffer => {
  const annotation = dict({
    Type: name('Annot'),
    Subtype: name(subtype),
    Rect: OVER_LINE,
    F: 4,
    ...(look && { AP: dict({ N: ref(file.next + 1) }) }),
    ...entries,
  });
  return file.append([
    pageWithAnnotation(file, 0, ref(file.next)),
    { number: file.next, object: annotation },
    ...(look ? [{ number: file.next + 1, object: look }] : []),
  ]);
};

const evil = (
  title: string,
  carryOut: AttackCase['carryOut'],
  more: Partial<AttackCase> = {},
): AttackCase => ({
  class: 'EAA',
  title,
  carryOut,
  ...more,
});

/** Evil annotations (S&P 2021 §IV-A), under the level that permits annotations and under those that do not. */
const evilAnnotations: readonly AttackCase[] = [
  evil('FreeText over the text', (file) =>
    annotated(
      file,
      'FreeText',
      { DA: text('/Helv 24 Tf'), Contents: text('LI SI') },
      formXObject(WHITE_COVER, COVER_BOX),
    ),
  ),
  evil('Stamp over the text', (file) => annotated(file, 'Stamp', {}, formXObject(WHITE_COVER, COVER_BOX))),
  evil('Redact over the text', (file) =>
    annotated(file, 'Redact', { IC: [1, 1, 1] }, formXObject(WHITE_COVER, COVER_BOX)),
  ),
  evil('Square filled white', (file) => annotated(file, 'Square', { IC: [1, 1, 1], C: [1, 1, 1] })),
  evil('Highlight with a look that covers', (file) =>
    annotated(
      file,
      'Highlight',
      { QuadPoints: [60, 730, 540, 730, 60, 690, 540, 690] },
      formXObject(WHITE_COVER, COVER_BOX),
    ),
  ),
  evil('Text note with a look of the size of the page', (file) =>
    annotated(file, 'Text', { Rect: [0, 0, 595, 842] }, formXObject('1 g 0 0 10 10 re f')),
  ),
  evil('Link that covers and leads elsewhere', (file) =>
    annotated(file, 'Link', { A: dict({ S: name('URI'), URI: text('http://example.com/') }) }),
  ),
  evil('Text note with a script', (file) =>
    annotated(file, 'Text', { AA: dict({ PO: dict({ S: name('JavaScript'), JS: text('app.alert(1)') }) }) }),
  ),
  evil(
    'a direct annotation beside another direct one',
    (file) =>
      file.append([
        pageWithAnnotation(
          file,
          1,
          dict({
            Type: name('Annot'),
            Subtype: name('Stamp'),
            Rect: OVER_LINE,
            AP: dict({ N: ref(file.next) }),
          }),
        ),
        { number: file.next, object: formXObject(WHITE_COVER, COVER_BOX) },
      ]),
    {
      forms: ['table', 'stream', 'object-streams', 'hybrid'],
      prepare: (draft) => {
        const note = dict({ Type: name('Annot'), Subtype: name('Text'), Rect: [500, 800, 520, 820] });
        draft.set(AT.page2, dictIn(draft, AT.page2).with({ Annots: [note] }));
      },
    },
  ),
  evil(
    'a stamp that was signed is taken away',
    (file) => file.edit(file.page(1).reference.number, (page) => page.with({ Annots: [] })),
    {
      prepare: (draft) => {
        const look = dict({ N: ref(AT.free) });
        const stamp = dict({
          Type: name('Annot'),
          Subtype: name('Stamp'),
          Rect: [60, 600, 200, 640],
          AP: look,
        });
        draft.set(AT.free, formXObject('0 g 0 0 10 10 re S'));
        draft.set(AT.free + 1, stamp);
        draft.set(AT.page2, dictIn(draft, AT.page2).with({ Annots: [ref(AT.free + 1)] }));
      },
    },
  ),
];

/** Over the first line: 60…540 points from the left, 690…730 from below, on A4. */
const overLine = { xMm: 21.2, yMm: 39.5, widthMm: 169.3, heightMm: 14.1 };

type OwnLook = NonNullable<PartialSealOptions['ownLook']>;

const sneaky = (title: string, ownLook: OwnLook): AttackCase => ({
  class: 'SSA',
  title,
  protections: ['plain', 'P=2', 'P=3', 'locked'],
  carryOut: (file, { seal }) =>
    seal(file.bytes, {
      fieldName: 'Seal2',
      visible: { pageIndex: 0, place: overLine, appearance: RED_RING },
      ownLook,
    }),
});

const painting =
  (content: string, resources?: (add: Parameters<OwnLook>[0]) => Record<string, PdfObject>): OwnLook =>
  (add) =>
    formXObject(content, COVER_BOX, dict(resources?.(add) ?? {}));

const masked = (mask: PdfObject): PdfStream => {
  const { dict: entries, rawBytes } = picture(255);
  return new PdfStream(entries.with({ SMask: mask }), rawBytes);
};

const EVEN_WHITE = dict({
  ShadingType: 2,
  ColorSpace: name('DeviceGray'),
  Coords: [0, 0, 480, 0],
  Extend: [true, true],
  Function: dict({ FunctionType: 2, Domain: [0, 1], C0: [1], C1: [1], N: 1 }),
});
const HELVETICA = dict({ Type: name('Font'), Subtype: name('Type1'), BaseFont: name('Helvetica') });

/** Sneaky signatures (S&P 2021 §IV-B): the attacker's own valid seal, whose look replaces what was certified. */
const sneakySignatures: readonly AttackCase[] = [
  sneaky('a white cover with another text', painting(`${WHITE_COVER} 0 g 12 10 m 100 10 l S`)),
  sneaky(
    'a white cover inside a form in a form',
    painting('/Inner Do', (add) => ({ XObject: dict({ Inner: add(formXObject(WHITE_COVER, COVER_BOX)) }) })),
  ),
  sneaky(
    'an opaque picture',
    painting('480 0 0 40 0 0 cm /Cover Do', (add) => ({ XObject: dict({ Cover: add(picture(255)) }) })),
  ),
  sneaky(
    'a picture whose mask hides nothing',
    painting('480 0 0 40 0 0 cm /Cover Do', (add) => ({
      XObject: dict({ Cover: add(masked(add(picture(255)))) }),
    })),
  ),
  sneaky(
    'thin white stripes side by side',
    painting(Array.from({ length: 40 }, (_, y) => `1 g 0 ${y} 480 1 re f`).join(' ')),
  ),
  sneaky('one thick white stroke', painting('1 G 40 w 0 20 m 480 20 l S')),
  sneaky('a block in black', painting('0 g 0 0 480 40 re f')),
  sneaky('a block in another colour space', painting('/DeviceGray cs 1 sc 0 0 480 40 re f')),
  sneaky(
    'white blocks written as text',
    painting('BT 1 g /F1 40 Tf 0 5 Td (WWWWWWWWWWWWWWWW) Tj ET', () => ({ Font: dict({ F1: HELVETICA }) })),
  ),
  sneaky(
    'a shading',
    painting('/Sh sh', () => ({ Shading: dict({ Sh: EVEN_WHITE }) })),
  ),
  ...[
    { title: 'an empty field that was hidden with its look', flags: 2, isOnPage: true },
    { title: 'an empty field that was on no page', flags: 4, isOnPage: false },
  ].map(
    ({ title, flags, isOnPage }): AttackCase => ({
      class: 'SSA',
      title,
      protections: fillable,
      forms: ['table', 'stream', 'object-streams', 'hybrid'],
      prepare: (draft) => {
        const looks = dict({ N: ref(AT.free + 1) });
        draft.set(AT.free, widget('Sig', 'Later', OVER_LINE, { F: flags, AP: looks }));
        draft.set(AT.free + 1, formXObject(WHITE_COVER, COVER_BOX));
        const page = draft.get(AT.page1) as PdfDict;
        addField(draft, AT.free);
        if (!isOnPage) draft.set(AT.page1, page);
      },
      carryOut: async (file, { seal }) => {
        const { number } = file.field('Later');
        return seal(file.bytes, {
          fieldName: 'Later',
          existingField: {},
          alter: (objects) => [
            ...objects.map((one) =>
              one.number === number ? { ...one, object: (one.object as PdfDict).with({ F: 4 }) } : one,
            ),
            ...(isOnPage ? [] : [pageWithAnnotation(file, 0, ref(number))]),
          ],
        });
      },
    }),
  ),
  {
    class: 'SSA',
    title: 'any second seal after a certification against changes',
    protections: ['P=1'],
    carryOut: (file) => {
      const field = widget('Sig', 'Seal2', OVER_LINE, { AP: dict({ N: ref(file.next + 1) }) });
      const form = file.numberIn(file.document.catalog, 'AcroForm');
      const fields = file.dict(form).get('Fields') as readonly PdfObject[];
      return file.edit(form, (before) => before.with({ Fields: [...fields, ref(file.next)] }), [
        pageWithAnnotation(file, 0, ref(file.next)),
        { number: file.next, object: field },
        { number: file.next + 1, object: formXObject(WHITE_COVER, COVER_BOX) },
      ]);
    },
  },
];

/** Filling that paints over what the signer saw, or is none. */
const overlays: readonly AttackCase[] = [
  {
    class: 'overlay',
    title: 'a tick box over the text is ticked with a cover',
    protections: fillable,
    prepare: (draft) => {
      const looks = dict({ Yes: ref(AT.free + 1), Off: ref(AT.free + 2) });
      const box = widget('Btn', 'Box', OVER_LINE, {
        V: name('Off'),
        AS: name('Off'),
        AP: dict({ N: looks }),
      });
      draft.set(AT.free, box);
      draft.set(AT.free + 1, formXObject('0 0 m 10 10 l S'));
      draft.set(AT.free + 2, formXObject(''));
      addField(draft, AT.free);
    },
    carryOut: (file) => {
      const { number, dict: field } = file.field('Box');
      const off = file.numberIn(field, 'AP', 'N', 'Off');
      const looks = dict({ Yes: ref(file.next), Off: ref(off) });
      const ticked = field.with({ V: name('Yes'), AS: name('Yes'), AP: dict({ N: looks }) });
      return file.append([
        { number, object: ticked },
        { number: file.next, object: formXObject('1 g 0 0 10 10 re f') },
      ]);
    },
  },
  {
    class: 'overlay',
    title: 'the look of a push button is exchanged',
    prepare: (draft) => {
      draft.set(
        AT.free,
        widget('Btn', 'Push', [300, 300, 400, 340], { Ff: 65_536, AP: dict({ N: ref(AT.free + 1) }) }),
      );
      draft.set(AT.free + 1, formXObject('0 0 10 10 re S'));
      addField(draft, AT.free);
    },
    carryOut: (file) =>
      file.edit(file.field('Push').number, (field) => field.with({ AP: dict({ N: ref(file.next) }) }), [
        { number: file.next, object: formXObject('0 g 0 0 10 10 re f') },
      ]),
  },
  {
    class: 'overlay',
    title: 'a field is moved over the text',
    carryOut: (file) => file.edit(file.field('Name').number, (field) => field.with({ Rect: OVER_LINE })),
  },
  {
    class: 'overlay',
    title: 'a field is hidden by its flags',
    carryOut: (file) => file.edit(file.field('Name').number, (field) => field.with({ F: 2 })),
  },
  {
    class: 'overlay',
    title: 'a locked field is filled',
    protections: ['locked', 'P=1'],
    carryOut: (file) => file.edit(file.field('Note').number, (field) => field.with({ V: text('changed') })),
  },
  {
    class: 'overlay',
    title: 'values are shown only now (NeedAppearances)',
    carryOut: (file) =>
      file.edit(file.numberIn(file.document.catalog, 'AcroForm'), (form) =>
        form.with({ NeedAppearances: true }),
      ),
  },
  {
    class: 'overlay',
    title: 'the looks of a stamp are a field that is filled',
    prepare: (draft) => {
      const looks = dict({ FT: name('Tx'), T: text('Looks'), V: ref(AT.free + 1) });
      const stamp = { Type: name('Annot'), Subtype: name('Stamp'), Rect: [60, 600, 200, 640], AS: name('V') };
      draft.set(AT.free, looks);
      draft.set(AT.free + 1, formXObject('0 g 0 0 10 10 re S'));
      draft.set(AT.free + 2, dict({ ...stamp, AP: dict({ N: ref(AT.free) }) }));
      draft.set(AT.page2, dictIn(draft, AT.page2).with({ Annots: [ref(AT.free + 2)] }));
      const form = dictIn(draft, AT.form);
      draft.set(
        AT.form,
        form.with({ Fields: [...(form.get('Fields') as readonly PdfObject[]), ref(AT.free)] }),
      );
    },
    carryOut: (file) => {
      const looks = file.field('Looks');
      return file.edit(looks.number, (field) => field.with({ V: new PdfReference(file.next) }), [
        { number: file.next, object: formXObject('0 g 0 0 10 10 re f') },
      ]);
    },
  },
];

export const APPEARANCE_ATTACKS: readonly AttackCase[] = [
  ...evilAnnotations,
  ...sneakySignatures,
  ...overlays,
];
