import { dict, PdfReference, PdfStream } from '../../src/crypto/pdf/pdf-objects.ts';
import type { AttackCase, SealedFile } from './attack-case.ts';
import { operators, ref } from './draft.ts';
import { pageWithText } from './page-edits.ts';

/** The object that paints another text, as bytes; a reader that searches for objects finds it last. */
const evilContent = (file: SealedFile): Buffer => {
  const number = file.numberIn(file.page(0).dict, 'Contents');
  const content = 'BT /F1 24 Tf 72 700 Td (Licence of LI SI) Tj ET';
  return operators(`${number} 0 obj\n<</Length ${content.length}>>\nstream\n${content}\nendstream\nendobj\n`);
};

const oldStart = ({ document }: SealedFile): number => document.sections[0]?.offset ?? 0;

const bodyThen = (tail: (file: SealedFile, bodyEnd: number) => string) => (file: SealedFile) => {
  const body = Buffer.concat([operators('\n'), evilContent(file)]);
  return Buffer.concat([file.bytes, body, operators(tail(file, file.bytes.length + body.length))]);
};

const trailerOf = (file: SealedFile): string =>
  `trailer\n<</Size ${file.next}/Root ${file.catalogNumber} 0 R/Prev ${oldStart(file)}>>\n`;

/** Incremental saving (CCS 2019 §5.3): the signed bytes stay, a revision behind them shows other content. */
export const SAVING_ATTACKS: readonly AttackCase[] = [
  {
    class: 'ISA',
    title: 'update with cross-reference and trailer',
    carryOut: (file) => file.append(pageWithText(file, 'Licence of LI SI')),
  },
  { class: 'ISA', title: 'objects alone', isImproper: true, carryOut: bodyThen(() => '') },
  {
    class: 'ISA',
    title: 'objects and a trailer',
    isImproper: true,
    carryOut: bodyThen((file) => `${trailerOf(file)}startxref\n${oldStart(file)}\n%%EOF\n`),
  },
  {
    class: 'ISA',
    title: 'objects and the old startxref',
    isImproper: true,
    carryOut: bodyThen((file) => `startxref\n${oldStart(file)}\n%%EOF\n`),
  },
  {
    class: 'ISA',
    title: 'objects and a cross-reference that forgets them',
    isImproper: true,
    carryOut: bodyThen((file, at) => `xref\n0 0\n${trailerOf(file)}startxref\n${at}\n%%EOF\n`),
  },
  {
    class: 'ISA',
    title: 'an update without its end mark',
    isImproper: true,
    carryOut: (file) => {
      const whole = file.append(pageWithText(file, 'Licence of LI SI'));
      return whole.subarray(0, whole.lastIndexOf('%%EOF'));
    },
  },
  {
    class: 'ISA',
    title: 'update with a copy of the signature',
    carryOut: (file) => {
      const { number } = file.signature.reference as PdfReference;
      return file.append([...pageWithText(file, 'Licence of LI SI'), { number, object: file.dict(number) }]);
    },
  },
  {
    class: 'ISA',
    title: 'update that does not lead back',
    protections: ['plain'],
    isImproper: true,
    carryOut: (file) => {
      const whole = file.append(pageWithText(file, 'Licence of LI SI')).toString('latin1');
      const at = whole.lastIndexOf('/Prev');
      return operators(`${whole.slice(0, at)}/Gone${whole.slice(at + 5)}`);
    },
  },
  {
    class: 'ISA',
    title: 'objects under a permitted second seal',
    protections: ['plain', 'P=2', 'P=3', 'locked'],
    carryOut: (file, { seal }) =>
      seal(file.append(pageWithText(file, 'Licence of LI SI')), { fieldName: 'Seal2' }),
  },
  {
    class: 'ISA',
    title: 'objects that no cross-reference leads to, before a permitted update',
    isImproper: true,
    carryOut: (file) => {
      const stuffed = Buffer.concat([file.bytes, operators('\n'), evilContent(file)]);
      const base = { length: stuffed.length, crossReferenceOffset: oldStart(file) };
      const note = { number: file.next, object: new PdfStream(dict({}), operators('nothing')) };
      const appended = file.append([note], { base }).subarray(file.bytes.length);
      return Buffer.concat([stuffed, appended]);
    },
  },
  {
    class: 'ISA',
    title: 'a whole other file behind, which leads back',
    protections: ['plain'],
    carryOut: (file) => {
      const { number } = file.page(0).reference;
      const pages = file.numberIn(file.document.catalog, 'Pages');
      return file.append([
        {
          number: pages,
          object: file
            .dict(pages)
            .with({ Kids: [ref(file.next), ...(file.dict(pages).get('Kids') as []).slice(1)] }),
        },
        { number: file.next, object: file.dict(number).with({ Contents: ref(file.next + 1) }) },
        {
          number: file.next + 1,
          object: new PdfStream(dict({}), operators('BT /F1 24 Tf 72 700 Td (LI SI) Tj ET')),
        },
      ]);
    },
  },
];
