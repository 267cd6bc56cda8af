import {
  dict,
  name,
  PdfDict,
  type PdfObject,
  PdfReference,
  PdfStream,
} from '../../src/crypto/pdf/pdf-objects.ts';
import type { AttackCase } from './attack-case.ts';
import { AT, dictIn, formXObject, operators, pageText, picture, ref, text, widget } from './draft.ts';
import type { FileForm } from './file-forms.ts';

/** A cover over the first line, to be taken away later. */
const coverFirstLine = '1 g 60 690 480 40 re f 0 g BT /F1 24 Tf 72 700 Td (Licence of nobody) Tj ET';

/** qpdf drops what no page tree leads to. */
const NOT_LINEARIZED: readonly FileForm[] = ['table', 'stream', 'object-streams', 'hybrid'];

/** Shadow attacks (NDSS 2021): the attacker writes the file, has it signed, and brings to light what lay hidden in it. */
export const SHADOW_ATTACKS: readonly AttackCase[] = [
  {
    class: 'shadow hide',
    title: 'a covering content stream is emptied',
    prepare: (draft) => {
      draft.set(AT.page1, dictIn(draft, AT.page1).with({ Contents: [ref(AT.text1), ref(AT.free)] }));
      draft.set(AT.free, new PdfStream(dict({}), operators(coverFirstLine)));
    },
    carryOut: (file) => {
      const [, cover] = file.page(0).dict.get('Contents') as readonly PdfReference[];
      return file.append([
        { number: (cover as PdfReference).number, object: new PdfStream(dict({}), operators(' ')) },
      ]);
    },
  },
  {
    class: 'shadow hide',
    title: 'a covering content stream is freed by the cross-reference alone',
    isImproper: true,
    prepare: (draft) => {
      draft.set(AT.page1, dictIn(draft, AT.page1).with({ Contents: [ref(AT.text1), ref(AT.free)] }));
      draft.set(AT.free, new PdfStream(dict({}), operators(coverFirstLine)));
    },
    carryOut: (file) => {
      const [, cover] = file.page(0).dict.get('Contents') as readonly PdfReference[];
      return file.append([], { freed: [(cover as PdfReference).number] });
    },
  },
  {
    class: 'shadow hide',
    title: 'a covering picture is turned into nothing',
    prepare: (draft) => {
      draft.set(AT.free, formXObject('1 g 0 0 10 10 re f'));
      draft.set(AT.free + 1, new PdfStream(dict({}), operators('q 48 0 0 4 60 690 cm /Cover Do Q')));
      draft.set(
        AT.page1,
        dictIn(draft, AT.page1).with({
          Contents: [ref(AT.text1), ref(AT.free + 1)],
          Resources: dict({
            Font: dict({ F1: ref(AT.font) }),
            XObject: dict({ Photo: ref(AT.photo), Cover: ref(AT.free) }),
          }),
        }),
      );
    },
    carryOut: (file) => {
      const number = file.numberIn(file.page(0).dict, 'Resources', 'XObject', 'Cover');
      return file.append([{ number, object: formXObject('') }]);
    },
  },
  {
    class: 'shadow hide',
    title: 'an optional content group is switched',
    prepare: (draft) => {
      const groups = { OCGs: [ref(AT.free)], D: dict({ ON: [ref(AT.free)], OFF: [] }) };
      draft.set(AT.catalog, dictIn(draft, AT.catalog).with({ OCProperties: dict(groups) }));
      draft.set(AT.free, dict({ Type: name('OCG'), Name: text('cover') }));
    },
    carryOut: (file) => {
      const groups = file.document.catalog.get('OCProperties') as PdfDict;
      const all = groups.get('OCGs') as readonly PdfObject[];
      const D = dict({ OFF: [...all], ON: [] });
      return file.edit(file.catalogNumber, (catalog) => catalog.with({ OCProperties: groups.with({ D }) }));
    },
  },
  {
    class: 'shadow replace',
    title: 'the picture is exchanged',
    carryOut: (file) => {
      const number = file.resource('XObject', 'Photo');
      return file.append([{ number, object: picture(0) }]);
    },
  },
  {
    class: 'shadow replace',
    title: 'the font is exchanged',
    carryOut: (file) => {
      const number = file.resource('Font', 'F1');
      const Differences = [0x31, name('nine')];
      return file.edit(number, (font) =>
        font.with({ Encoding: dict({ Type: name('Encoding'), Differences }) }),
      );
    },
  },
  {
    class: 'shadow replace',
    title: 'the font of the form is exchanged',
    prepare: (draft) => {
      const DR = dict({ Font: dict({ F1: ref(AT.font), Own: ref(AT.free) }) });
      draft.set(AT.form, dictIn(draft, AT.form).with({ DR }));
      draft.set(AT.free, dictIn(draft, AT.font).with({ Name: name('Own') }));
      draft.set(
        AT.noteField,
        dictIn(draft, AT.noteField).with({ V: text('100'), DA: text('/Own 12 Tf 0 g') }),
      );
    },
    carryOut: (file) => {
      const number = file.numberIn(file.document.catalog, 'AcroForm', 'DR', 'Font', 'Own');
      const Differences = [0x31, name('nine')];
      return file.edit(number, (font) =>
        font.with({ Encoding: dict({ Type: name('Encoding'), Differences }) }),
      );
    },
  },
  {
    class: 'shadow replace',
    title: 'a font that a signed field lacked comes into the form',
    prepare: (draft) => {
      draft.set(
        AT.noteField,
        dictIn(draft, AT.noteField).with({ V: text('100'), DA: text('/Own 12 Tf 0 g') }),
      );
    },
    carryOut: (file) => {
      const number = file.numberIn(file.document.catalog, 'AcroForm');
      const fonts = (file.dict(number).get('DR') as PdfDict).get('Font') as PdfDict;
      const Differences = [0x31, name('nine')];
      const own = dict({
        ...{ Type: name('Font'), Subtype: name('Type1'), BaseFont: name('Helvetica') },
        Encoding: dict({ Type: name('Encoding'), Differences }),
      });
      return file.edit(
        number,
        (form) => form.with({ DR: dict({ Font: fonts.with({ Own: ref(file.next) }) }) }),
        [{ number: file.next, object: own }],
      );
    },
  },
  {
    class: 'shadow replace',
    title: 'a field over the text is filled with a cover',
    prepare: (draft) => {
      draft.set(AT.free, widget('Tx', 'Cover', [60, 690, 540, 730], {}));
      addField(draft, AT.free);
    },
    carryOut: (file) => {
      const cover = file.field('Cover');
      const look = formXObject(
        '/Tx BMC 1 g 0 0 480 40 re f 0 g BT /F1 24 Tf 12 10 Td (Licence of LI SI) Tj ET EMC',
        [0, 0, 480, 40],
        dict({ Font: dict({ F1: ref(file.resource('Font', 'F1')) }) }),
      );
      return file.edit(
        cover.number,
        (field) => field.with({ V: text('Licence of LI SI'), AP: dict({ N: ref(file.next) }) }),
        [{ number: file.next, object: look }],
      );
    },
  },
  {
    class: 'shadow hide-and-replace',
    title: 'another page tree',
    forms: NOT_LINEARIZED,
    prepare: (draft) => otherPages(draft),
    carryOut: (file) => {
      const shadow = file.numberIn(file.document.catalog, 'Shadow');
      return file.edit(file.catalogNumber, (catalog) => catalog.with({ Pages: ref(shadow) }));
    },
  },
  {
    class: 'shadow hide-and-replace',
    title: 'another catalog',
    forms: NOT_LINEARIZED,
    prepare: (draft) => {
      otherPages(draft);
      draft.set(AT.free + 4, dictIn(draft, AT.catalog).with({ Pages: ref(AT.free) }));
      draft.set(AT.catalog, dictIn(draft, AT.catalog).with({ Second: ref(AT.free + 4) }));
    },
    carryOut: (file) => {
      const second = file.numberIn(file.document.catalog, 'Second');
      const form = file.document.catalog.get('AcroForm') ?? null;
      return file.append([{ number: second, object: file.dict(second).with({ AcroForm: form }) }], {
        root: ref(second),
      });
    },
  },
  {
    class: 'shadow hide-and-replace',
    title: 'kids of the page tree exchanged',
    forms: NOT_LINEARIZED,
    prepare: (draft) => otherPages(draft),
    carryOut: (file) => {
      const shadow = file.dict(file.numberIn(file.document.catalog, 'Shadow'));
      const tree = file.numberIn(file.document.catalog, 'Pages');
      return file.edit(tree, (pages) => pages.with({ Kids: shadow.get('Kids') ?? [] }));
    },
  },
  {
    class: 'shadow hide-and-replace',
    title: 'the text object takes over what an unused object holds',
    prepare: (draft) => otherPages(draft),
    carryOut: (file) => {
      const number = file.numberIn(file.page(1).dict, 'Contents');
      return file.append([{ number, object: pageText('Another second page') }]);
    },
  },
  {
    class: 'shadow hide-and-replace',
    title: 'an unused object is exchanged',
    prepare: (draft) => draft.set(AT.free, pageText('unused')),
    forms: NOT_LINEARIZED,
    carryOut: (file) => file.append([{ number: AT.free, object: pageText('still unused') }]),
  },
  {
    class: 'shadow hide-and-replace',
    title: 'a cross-reference alone leads to the other text',
    forms: ['table', 'stream', 'hybrid'],
    prepare: (draft) => {
      const inside = 'BT /F1 24 Tf 72 700 Td (Licence of LI SI) Tj ET';
      const hidden = `\n${AT.text1} 0 obj\n<</Length ${inside.length}>>\nstream\n${inside}\nendstream\nendobj\n`;
      draft.set(AT.free, new PdfStream(dict({}), operators(hidden)));
      draft.set(AT.catalog, dictIn(draft, AT.catalog).with({ Kept: ref(AT.free) }));
    },
    carryOut: (file) => {
      const needle = `\n${AT.text1} 0 obj\n<</Length `;
      const offset = file.bytes.lastIndexOf(needle) + 1;
      const real = file.append([{ number: AT.text1, object: formXObject('') }]);
      const entry = file.form === 'stream' ? Buffer.alloc(0) : operators(String(offset).padStart(10, '0'));
      if (entry.length === 0)
        return crossReferenceStreamTo(file.bytes, file.next, AT.text1, offset, file.catalogNumber);
      const at = real.lastIndexOf(`${AT.text1} 1\n`) + `${AT.text1} 1\n`.length;
      return Buffer.concat([real.subarray(0, at), entry, real.subarray(at + 10)]);
    },
    isImproper: true,
  },
];

function crossReferenceStreamTo(
  bytes: Buffer,
  number: number,
  target: number,
  offset: number,
  root: number,
): Buffer {
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(bytes.toString('latin1'))?.[1];
  const rows = Buffer.alloc(10);
  const start = bytes.length + 1;
  rows.writeUInt8(1, 0);
  rows.writeUInt32BE(offset, 1);
  rows.writeUInt8(1, 5);
  rows.writeUInt32BE(start, 6);
  const entries = `/Type/XRef/W [1 4 0]/Index [${target} 1 ${number} 1]/Size ${number + 1}/Root ${root} 0 R/Prev ${previous}/Length 10`;
  const head = operators(`\n${number} 0 obj\n<<${entries}>>\nstream\n`);
  return Buffer.concat([bytes, head, rows, operators(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`)]);
}

/** Puts a prepared field into the form and on the first page. */
export function addField(draft: Map<number, PdfObject>, number: number): void {
  const form = dictIn(draft, AT.form);
  const page = dictIn(draft, AT.page1);
  draft.set(AT.form, form.with({ Fields: [...(form.get('Fields') as readonly PdfObject[]), ref(number)] }));
  draft.set(AT.page1, page.with({ Annots: [...(page.get('Annots') as readonly PdfObject[]), ref(number)] }));
}

/** A second page tree with other texts, which the catalog keeps but no reader shows. */
function otherPages(draft: Map<number, PdfObject>): void {
  const tree = dictIn(draft, AT.pageTree);
  draft.set(AT.free, tree.with({ Kids: [ref(AT.free + 1)], Count: 1 }));
  draft.set(AT.free + 1, dictIn(draft, AT.page2).with({ Parent: ref(AT.free), Contents: ref(AT.free + 2) }));
  draft.set(AT.free + 2, pageText('Licence of LI SI'));
  draft.set(AT.catalog, dictIn(draft, AT.catalog).with({ Shadow: ref(AT.free) }));
}
