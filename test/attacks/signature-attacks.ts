import { name, PdfDict, type PdfObject, PdfReference, PdfString } from '../../src/crypto/pdf/pdf-objects.ts';
import { ByteSink, writeObject } from '../../src/crypto/pdf/pdf-serializer.ts';
import type { AttackCase, SealedFile } from './attack-case.ts';
import { operators, ref, text } from './draft.ts';
import { pageWithText } from './page-edits.ts';

/** Without the key, or with the entry put anew; undefined takes it out. */
function signatureWith(file: SealedFile, entries: Readonly<Record<string, PdfObject | undefined>>): Buffer {
  const { number } = file.signature.reference as PdfReference;
  return file.edit(number, (before) => {
    const after = new Map(before.entries);
    for (const [key, value] of Object.entries(entries)) {
      if (value === undefined) after.delete(key);
      else after.set(key, value);
    }
    return new PdfDict(after);
  });
}

/** Universal signature forgery (CCS 2019 §5.2): nothing that a careless verifier could check is left. */
const FORGERIES: readonly [title: string, entries: Readonly<Record<string, PdfObject | undefined>>][] = [
  ['Contents missing', { Contents: undefined }],
  ['Contents null', { Contents: null }],
  ['Contents empty', { Contents: new PdfString(new Uint8Array(), 'hex') }],
  ['Contents 0x00', { Contents: new PdfString(Uint8Array.of(0), 'hex') }],
  ['Contents a name', { Contents: name('x') }],
  ['ByteRange missing', { ByteRange: undefined }],
  ['ByteRange null', { ByteRange: null }],
  ['ByteRange 0', { ByteRange: 0 }],
  ['ByteRange empty', { ByteRange: [] }],
  ['ByteRange zeros', { ByteRange: [0, 0, 0, 0] }],
  ['ByteRange negative', { ByteRange: [0, -1, -1, -1] }],
  ['ByteRange beyond the file', { ByteRange: [0, 999_999_999, 999_999_999, 1] }],
  ['ByteRange of two numbers', { ByteRange: [0, 100] }],
  ['ByteRange and Contents missing', { ByteRange: undefined, Contents: undefined }],
  ['SubFilter unknown', { SubFilter: name('none') }],
];

const forgeries: readonly AttackCase[] = FORGERIES.map(([title, entries]) => ({
  class: 'USF',
  title,
  protections: ['plain', 'P=1'],
  carryOut: (file) => signatureWith(file, entries),
}));

/** The gap of the byte range is not signed: what is put into it must be one hexadecimal string and nothing else. */
const contentsAndRange: readonly AttackCase[] = [
  {
    class: 'SIWA',
    title: 'Contents as a literal string',
    carryOut: ({ bytes, signature: { contentsStart: start, contentsEnd: end, contents } }) => {
      const inside = [...contents]
        .map((byte) =>
          /[\\()\r\n]/.test(String.fromCharCode(byte))
            ? `\\${byte.toString(8).padStart(3, '0')}`
            : String.fromCharCode(byte),
        )
        .join('')
        .slice(0, end - start - 2);
      return replaced(bytes, start, `(${inside.padEnd(end - start - 2, '\0')})`);
    },
  },
  {
    class: 'SIWA',
    title: 'an entry smuggled into the gap',
    carryOut: ({ bytes, signature: { contentsEnd: end } }) =>
      replaced(bytes, end - 40, `>/Name (the mayor)${' '.repeat(22)}`),
  },
  {
    class: 'SIWA',
    title: 'a second Contents in the gap',
    isImproper: true,
    carryOut: ({ bytes, signature: { contentsEnd: end } }) =>
      replaced(bytes, end - 30, `>/Contents <00${' '.repeat(15)}>`),
  },
  {
    class: 'SIWA',
    title: 'white space in Contents',
    carryOut: ({ bytes, signature: { contentsEnd: end } }) => replaced(bytes, end - 12, '  '),
  },
  {
    class: 'SIWA',
    title: 'bytes behind the container',
    carryOut: ({ bytes, signature: { contentsEnd: end } }) => replaced(bytes, end - 9, 'deadbeef'),
  },
  ...(
    [
      ['six numbers', ([a, b, c, d]) => [a, b, c, d - 10, c + d - 10, 10]],
      ['overlapping parts', ([a, b, c, d]) => [a, b + 10, c - 10, d]],
      ['a start behind the first byte', ([, b, c, d]) => [1, b - 1, c, d]],
      ['the gap elsewhere', ([a, b, c, d]) => [a, b - 100, c - 100, d + 100]],
    ] satisfies [string, (range: [number, number, number, number]) => number[]][]
  ).map(
    ([title, change]): AttackCase => ({
      class: 'SIWA',
      title: `ByteRange with ${title}`,
      protections: ['plain'],
      carryOut: (file) =>
        signatureWith(file, {
          ByteRange: change(file.signature.byteRange as [number, number, number, number]),
        }),
    }),
  ),
  {
    class: 'SIWA',
    title: 'two fields with one signature',
    protections: ['plain'],
    carryOut: (file) => {
      const seal = file.field('Seal1');
      const formNumber = file.numberIn(file.document.catalog, 'AcroForm');
      const fields = file.dict(formNumber).get('Fields') as readonly PdfObject[];
      return file.edit(formNumber, (form) => form.with({ Fields: [...fields, ref(file.next)] }), [
        { number: file.next, object: seal.dict.with({ T: text('Twin') }) },
      ]);
    },
  },
];

const replaced = (bytes: Buffer, at: number, latin1: string): Buffer => {
  const twin = Buffer.from(bytes);
  twin.write(latin1, at, 'latin1');
  return twin;
};

/** Signature wrapping (CCS 2019 §5.4): the signed bytes are there, but others are shown. */
const wrappings: readonly AttackCase[] = [
  {
    class: 'SWA',
    title: 'second part moved to the end, objects in the gap',
    protections: ['plain', 'P=1'],
    isImproper: true,
    carryOut: (file) => movedSecondPart(file, true),
  },
  {
    class: 'SWA',
    title: 'second part moved to the end, nothing else',
    protections: ['plain', 'P=1'],
    isImproper: true,
    carryOut: (file) => movedSecondPart(file, false),
  },
  {
    class: 'SWA',
    title: 'signature dictionary written anew behind',
    carryOut: (file) => signatureWith(file, {}),
  },
  {
    class: 'SWA',
    title: 'the same with another page before it',
    carryOut: (file) => {
      const { number } = file.signature.reference as PdfReference;
      return file.append([...pageWithText(file, 'Licence of LI SI'), { number, object: file.dict(number) }]);
    },
  },
  {
    class: 'SWA',
    title: 'a gap that reaches to the end',
    protections: ['plain'],
    carryOut: (file) =>
      signatureWith(file, { ByteRange: [0, file.signature.byteRange[1] as number, file.bytes.length, 0] }),
  },
];

/**
 * Keeps the first signed part, moves the second one to the end and puts a cross-reference table of its own where the
 * signed `startxref` leads to. A copy of the signature names the two parts as they lie now.
 */
function movedSecondPart(file: SealedFile, withObjects: boolean): Buffer {
  const { bytes, signature, document } = file;
  const [, firstLength = 0, secondStart = 0] = signature.byteRange;
  const [sealing, sealed] = document.sections;
  const start = sealing?.offset ?? 0;
  const { number: signatureNumber } = signature.reference as PdfReference;
  const kept = [...(sealing?.entries ?? [])].flatMap(([number, entry]) =>
    entry.kind === 'offset' && entry.offset !== start ? [{ number, offset: entry.offset }] : [],
  );
  const evil = withObjects ? pageWithText(file, 'Licence of LI SI') : [];
  const inFirst = kept.filter(
    ({ number, offset }) =>
      offset < firstLength && number !== signatureNumber && !evil.some((one) => one.number === number),
  );
  const again = kept
    .filter(({ offset }) => offset > firstLength)
    .map(({ number }) => ({ number, object: document.load(number) }));
  const trailer = `trailer\n<</Size ${file.next + 1}/Root ${file.catalogNumber} 0 R/Prev ${sealed?.offset}>>\n`;
  const rows = inFirst.length + again.length + evil.length + 1;
  // Every row has a subsection of its own, whose number is written with ten digits too.
  const at = start + 'xref\n'.length + rows * 33 + trailer.length;
  const body = new ByteSink(1 << 14);
  const written = [...inFirst];
  for (const { number, object } of [...again, ...evil]) {
    written.push({ number, offset: at + body.length });
    body.text(`${number} 0 obj\n`);
    writeObject(body, object, new Map());
    body.text('\nendobj\n');
  }
  written.push({ number: signatureNumber, offset: at + body.length });
  const secondLength = bytes.length - secondStart;
  const copy = document.load(signatureNumber) as PdfDict;
  const range = (moved: number): number[] => [0, firstLength, moved, secondLength];
  const dictionary = (moved: number): Buffer => {
    const sink = new ByteSink(1 << 14);
    sink.text(`${signatureNumber} 0 obj\n`);
    writeObject(sink, copy.with({ ByteRange: range(moved) }), new Map());
    sink.text('\nendobj\n');
    return Buffer.from(sink.view());
  };
  const before = at + body.length;
  const moved = before + dictionary(before).length;
  const table = written.map(
    ({ number, offset }) =>
      `${String(number).padStart(10, '0')} 1\n${String(offset).padStart(10, '0')} 00000 n\r\n`,
  );
  return Buffer.concat([
    bytes.subarray(0, signature.contentsEnd),
    Buffer.alloc(start - signature.contentsEnd, 0x20),
    operators(`xref\n${table.join('')}${trailer}`),
    body.view(),
    dictionary(moved),
    bytes.subarray(secondStart),
  ]);
}

export const SIGNATURE_ATTACKS: readonly AttackCase[] = [...forgeries, ...contentsAndRange, ...wrappings];
