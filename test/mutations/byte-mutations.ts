import type { RandomChoice } from './random-choice.ts';

/** A file made worse, or undefined where the file has nothing of the kind. */
export type Mutation = (file: Buffer, random: RandomChoice) => Buffer | undefined;

const spliced = (file: Buffer, start: number, end: number, between: Uint8Array): Buffer =>
  Buffer.concat([file.subarray(0, start), between, file.subarray(end)]);

/** One of the places where the pattern stands; the text is latin1, so that places are offsets. */
function placeOf(file: Buffer, pattern: RegExp, random: RandomChoice): RegExpExecArray | undefined {
  const found = [...file.toString('latin1').matchAll(pattern)];
  return found.length === 0 ? undefined : (random.oneOf(found) as RegExpExecArray);
}

/** Replaces one of the places where the pattern stands. */
const replacing =
  (pattern: RegExp, by: (found: RegExpExecArray, random: RandomChoice, file: Buffer) => string): Mutation =>
  (file, random) => {
    const found = placeOf(file, pattern, random);
    if (!found) return undefined;
    const text = Buffer.from(by(found, random, file), 'latin1');
    return spliced(file, found.index, found.index + found[0].length, text);
  };

/** A number near by, far away, or of another kind; of the same width as often as not, so that offsets keep. */
function otherNumber(written: string, random: RandomChoice): string {
  const value = Number(written);
  const sameWidth = String(random.below(10 ** Math.min(written.length, 9))).padStart(written.length, '0');
  return random.oneOf([
    sameWidth,
    sameWidth,
    String(value + 1).padStart(written.length, '0'),
    String(Math.max(0, value - 1)).padStart(written.length, '0'),
    `-${written}`,
    '0',
    '4294967296',
    '99999999999999999999',
    '1.5',
    'null',
  ]);
}

const NAMES =
  'Type Contents Annots Kids Parent Resources V AP N DSS VRI Perms Prev Root Sig Page Length Filter'.split(
    ' ',
  );
const otherName = (written: string, random: RandomChoice): string => {
  const fitting = NAMES.filter((name) => name.length === written.length);
  return fitting.length > 0 && random.once(2) ? random.oneOf(fitting) : random.oneOf(NAMES);
};

const objectsOf = (file: Buffer): RegExpExecArray[] =>
  [...file.toString('latin1').matchAll(/\n\d+ \d+ obj\b[\s\S]*?\nendobj\n/g)] as RegExpExecArray[];

function withObject(
  file: Buffer,
  random: RandomChoice,
  change: (object: Buffer, start: number, end: number) => Buffer,
): Buffer | undefined {
  const objects = objectsOf(file);
  if (objects.length === 0) return undefined;
  const { index, 0: text } = random.oneOf(objects);
  return change(file.subarray(index, index + text.length), index, index + text.length);
}

/** What can be done to the bytes of any file, with an eye for its tokens. */
export const BYTE_MUTATIONS: Readonly<Record<string, Mutation>> = {
  'random bytes': (file, random) => {
    const twin = Buffer.from(file);
    for (let left = 1 + random.below(8); left > 0; left--)
      twin[random.below(twin.length)] = random.below(256);
    return twin;
  },
  'one bit': (file, random) => {
    const twin = Buffer.from(file);
    const at = random.below(twin.length);
    twin[at] = (twin[at] ?? 0) ^ (1 << random.below(8));
    return twin;
  },
  'a piece taken out': (file, random) => {
    const start = random.below(file.length);
    return spliced(file, start, Math.min(file.length, start + 1 + random.below(200)), Buffer.alloc(0));
  },
  'a piece repeated': (file, random) => {
    const start = random.below(file.length);
    const piece = file.subarray(start, start + 1 + random.below(2000));
    const at = random.below(file.length);
    return spliced(file, at, at, piece);
  },
  'cut off': (file, random) => file.subarray(0, random.below(file.length)),
  'white space or a comment behind': (file, random) =>
    Buffer.concat([file, Buffer.from(random.oneOf(['\n', ' ', '\r\n\r\n', '%\n', '%%EOF', '\0']), 'latin1')]),
  'a number': replacing(/(?<=[\s[</])\d{1,12}(?=[\s\]>/])/g, ([written], random) =>
    otherNumber(written, random),
  ),
  'a name': replacing(/(?<=\/)[A-Za-z]{1,20}/g, ([written], random) => otherName(written, random)),
  'a row of a cross-reference table': replacing(/\d{10} \d{5} [nf]/g, ([row], random) =>
    random.oneOf([
      `${String(random.below(1_000_000)).padStart(10, '0')}${row.slice(10)}`,
      `${row.slice(0, 17)}${row.endsWith('n') ? 'f' : 'n'}`,
      `${row.slice(0, 11)}00001${row.slice(16)}`,
      '',
    ]),
  ),
  'where the cross-reference is': replacing(
    /(?<=(startxref\s|\/Prev |\/XRefStm ))\s*\d+/g,
    ([written], random) => otherNumber(written.trim(), random),
  ),
  'a stream length': replacing(/(?<=\/Length )\d+/g, ([written], random) => otherNumber(written, random)),
  'a filter': replacing(/\/(FlateDecode|LZWDecode|ASCIIHexDecode|DCTDecode)/g, (_, random) =>
    random.oneOf(['/LZWDecode', '/RunLengthDecode', '/ASCII85Decode', '/Crypt', '/JBIG2Decode', '[/Fl /Fl]']),
  ),
  'a byte range': replacing(/(?<=\/ByteRange ?\[)[^\]]*/g, ([written], random) => {
    const numbers = written.trim().split(/\s+/);
    const at = random.below(numbers.length);
    numbers[at] = otherNumber(numbers[at] ?? '0', random);
    return numbers.join(' ').padEnd(written.length).slice(0, Math.max(written.length, 20));
  }),
  'an object repeated at the end': (file, random) =>
    withObject(file, random, (object) => Buffer.concat([file, object])),
  'an object repeated elsewhere': (file, random) =>
    withObject(file, random, (object) => {
      const at = random.below(file.length);
      return spliced(file, at, at, object);
    }),
  'an object blotted out': (file, random) =>
    withObject(file, random, (object, start, end) =>
      spliced(file, start, end, Buffer.alloc(object.length, 0x20)),
    ),
  'two objects exchanged': (file, random) =>
    withObject(file, random, (one, start) => {
      const twin = Buffer.from(file);
      const other = random.oneOf(objectsOf(file))[0];
      twin.write(other.slice(0, one.length), start, 'latin1');
      return twin;
    }),
  'the evidence (DSS)': (file, random) => {
    const store = file.indexOf('/DSS');
    if (store < 0) return undefined;
    const twin = Buffer.from(file);
    const at = Math.max(0, store - 20_000 + random.below(24_000));
    if (at >= twin.length) return undefined;
    twin[at] = random.below(256);
    return twin;
  },
};
