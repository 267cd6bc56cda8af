import { dict, name, type PdfDict, PdfReference, PdfStream } from '../../src/crypto/pdf/pdf-objects.ts';
import type { AttackCase, SealedFile } from './attack-case.ts';
import { AT, dictIn, operators, ref } from './draft.ts';

/** The page written by hand: its dictionary as bytes, for what no honest writer can be made to write. */
const handWrittenPage = (file: SealedFile, entries: string): Buffer => {
  const { number } = file.page(0).reference;
  const marker = dict({ Marker: name('here') });
  const whole = file.append([{ number, object: marker }], { form: 'table' }).toString('latin1');
  const padded = '<</Marker /here\n>>';
  if (!whole.includes(padded)) throw new Error('marker not found');
  const made = whole.replace(padded, () => `<<${entries}>>`);
  // Only the offsets behind the page move: those of the cross-reference section itself.
  const start = made.lastIndexOf('xref\n', made.lastIndexOf('startxref') - 1);
  return operators(made.replace(/startxref\n\d+\n%%EOF\n$/, `startxref\n${start}\n%%EOF\n`));
};

const pageEntries = (file: SealedFile): string => {
  const { dict: page } = file.page(0);
  const annotations = (page.get('Annots') as readonly PdfReference[])
    .map(({ number }) => `${number} 0 R`)
    .join(' ');
  const inherited = file.form === 'linearized' ? '' : '/Type/Page';
  return `${inherited}/Parent ${(page.get('Parent') as PdfReference).number} 0 R/Annots [${annotations}]`;
};

/** Where readers differ on what the bytes mean, one of them is shown something else than the judge. */
export const STRUCTURE_ATTACKS: readonly AttackCase[] = [
  {
    class: 'structure',
    title: 'a page under another parent, which only readers that inherit upwards follow',
    forms: ['table', 'stream', 'object-streams', 'hybrid'],
    carryOut: (file) => {
      const tree = file.numberIn(file.document.catalog, 'Pages');
      return file.edit(file.page(0).reference.number, (page) => page.with({ Parent: ref(file.next) }), [
        { number: file.next, object: file.dict(tree).with({ Rotate: 180 }) },
      ]);
    },
  },
  {
    class: 'structure',
    title: 'a page count that hides the last page',
    carryOut: (file) =>
      file.edit(file.numberIn(file.document.catalog, 'Pages'), (tree) => tree.with({ Count: 1 })),
  },
  {
    class: 'structure',
    title: 'a page with its content named twice',
    isImproper: true,
    forms: ['table', 'hybrid'],
    carryOut: (file) => {
      const good = file.numberIn(file.page(0).dict, 'Contents');
      const evil = file.numberIn(file.page(1).dict, 'Contents');
      return handWrittenPage(file, `${pageEntries(file)}/Contents ${evil} 0 R/Contents ${good} 0 R`);
    },
  },
  {
    class: 'structure',
    title: 'an object in the table and elsewhere in its hybrid stream',
    forms: ['table', 'hybrid'],
    isImproper: true,
    carryOut: (file) => {
      const number = file.numberIn(file.page(0).dict, 'Contents');
      const content = new PdfStream(dict({}), operators('BT /F1 24 Tf 72 700 Td (Licence of LI SI) Tj ET'));
      const withStream = file.append([{ number, object: content }], { form: 'stream' });
      const [streamStart] = startsOf(withStream);
      const place = file.document.entries.get(number);
      const offset = place?.kind === 'offset' ? place.offset : 0;
      const at = withStream.length;
      const table = `xref\n${number} 1\n${String(offset).padStart(10, '0')} 00000 n\r\n`;
      const previous = file.document.sections[0]?.offset;
      const trailer = `trailer\n<</Size ${file.next + 2}/Root ${file.catalogNumber} 0 R/Prev ${previous}/XRefStm ${streamStart}`;
      const id = '/ID [<07070707070707070707070707070707><00>]';
      return Buffer.concat([withStream, operators(`${table}${trailer}${id}>>\nstartxref\n${at}\n%%EOF\n`)]);
    },
  },
  {
    class: 'structure',
    title: 'another generation of an object',
    carryOut: (file) => {
      const number = file.numberIn(file.page(0).dict, 'Contents');
      const content = new PdfStream(dict({}), operators('BT /F1 24 Tf 72 700 Td (Licence of LI SI) Tj ET'));
      return file.append([{ number, generation: 1, object: content }]);
    },
  },
  {
    class: 'structure',
    title: 'a script that runs when the file is opened',
    carryOut: (file) =>
      file.edit(file.catalogNumber, (catalog: PdfDict) =>
        catalog.with({ OpenAction: dict({ S: name('JavaScript'), JS: name('x') }) }),
      ),
  },
  {
    class: 'structure',
    title: 'a page from elsewhere at the end',
    carryOut: (file) => {
      const tree = file.numberIn(file.document.catalog, 'Pages');
      const kids = file.dict(tree).get('Kids') as readonly PdfReference[];
      return file.edit(tree, (before) => before.with({ Kids: [...kids, ref(file.next)], Count: 3 }), [
        { number: file.next, object: file.page(1).dict },
      ]);
    },
  },
  {
    class: 'structure',
    title: 'the unit of a page is changed',
    forms: ['table', 'stream', 'object-streams', 'hybrid'],
    prepare: (draft) => {
      draft.set(AT.page2, dictIn(draft, AT.page2).with({ UserUnit: 1 }));
    },
    carryOut: (file) => file.edit(file.page(1).reference.number, (page) => page.with({ UserUnit: 2 })),
  },
];

/** Offsets that the `startxref` of the last revision names. */
const startsOf = (bytes: Buffer): number[] =>
  [
    ...bytes
      .subarray(-200)
      .toString('latin1')
      .matchAll(/startxref\s+(\d+)/g),
  ].map(([, at]) => Number(at));
