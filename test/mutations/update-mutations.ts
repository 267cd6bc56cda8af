import { Budget } from '../../src/crypto/pdf/budget.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import { PdfError } from '../../src/crypto/pdf/pdf-error.ts';
import {
  name,
  PdfDict,
  PdfName,
  type PdfObject,
  PdfReference,
  PdfStream,
  PdfString,
} from '../../src/crypto/pdf/pdf-objects.ts';
import type { RevisionObject } from '../../src/crypto/pdf/revision-writer.ts';
import { revisionBaseOf } from '../../src/crypto/pdf/seal-target-reader.ts';
import { type FileForm, writeSection } from '../attacks/file-forms.ts';
import type { Mutation } from './byte-mutations.ts';
import type { RandomChoice } from './random-choice.ts';

const KEYS =
  'Contents Resources Annots AP V Rect F Kids Count Parent AS MK DA FT T Rotate MediaBox Metadata DSS'.split(
    ' ',
  );

/** A well-formed revision with one or two objects changed: what a judge of changes must see, whatever it is. */
export const updateMutation: Mutation = (file, random) => {
  try {
    const document = PdfDocument.open(file, new Budget());
    if (document.isEncrypted) return undefined;
    const { root, size, crossReferenceOffset } = revisionBaseOf(document);
    const numbers = [...document.entries].flatMap(([number, entry]) =>
      entry.kind === 'free' ? [] : [number],
    );
    const objects = new Map<number, RevisionObject>();
    for (let left = 1 + random.below(2); left > 0; left--) {
      const number = random.oneOf(numbers);
      const object = document.load(number);
      const isStructure = object instanceof PdfStream && ['XRef', 'ObjStm'].includes(typeOf(object.dict));
      if (!isStructure) objects.set(number, { number, object: changed(object, random, numbers) });
    }
    if (random.once(4)) objects.set(size, { number: size, object: document.load(random.oneOf(numbers)) });
    const newest = document.sections[0]?.kind ?? 'table';
    const form: FileForm =
      newest === 'table' ? random.oneOf(['table', 'hybrid']) : random.oneOf(['stream', 'object-streams']);
    const base = { length: file.length, crossReferenceOffset };
    const freed = random.once(12) ? [random.oneOf(numbers)].filter((number) => !objects.has(number)) : [];
    const info = document.trailer.get('Info');
    const id = document.trailer.get('ID');
    const trailer = { ...(info && { Info: info }), ...(id && { ID: id }) };
    const update = writeSection({
      objects: [...objects.values()],
      form,
      root,
      size: size + 1,
      base,
      freed,
      trailer,
    });
    return Buffer.concat([file, update]);
  } catch (cause) {
    if (cause instanceof PdfError) return undefined;
    throw cause;
  }
};

const typeOf = (dict: PdfDict): string => {
  const type = dict.get('Type');
  return type instanceof PdfName ? type.value : '';
};

function changed(object: PdfObject, random: RandomChoice, numbers: readonly number[]): PdfObject {
  if (object instanceof PdfStream) {
    if (random.once(2)) return new PdfStream(changedDict(object.dict, random, numbers), object.rawBytes);
    return new PdfStream(object.dict, otherBytes(object.rawBytes, random));
  }
  if (object instanceof PdfDict) return changedDict(object, random, numbers);
  if (Array.isArray(object)) return changedArray(object as readonly PdfObject[], random, numbers);
  if (object instanceof PdfString) return new PdfString(otherBytes(object.bytes, random), object.form);
  return otherValue(random, numbers);
}

function changedDict(dict: PdfDict, random: RandomChoice, numbers: readonly number[]): PdfDict {
  const entries = new Map(dict.entries);
  const keys = [...entries.keys()];
  const key = keys.length > 0 && !random.once(3) ? random.oneOf(keys) : random.oneOf(KEYS);
  const value = entries.get(key);
  if (value === undefined) entries.set(key, otherValue(random, numbers));
  else if (random.once(3)) entries.delete(key);
  else entries.set(key, random.once(2) ? changed(value, random, numbers) : otherValue(random, numbers));
  return new PdfDict(entries);
}

function changedArray(
  array: readonly PdfObject[],
  random: RandomChoice,
  numbers: readonly number[],
): PdfObject[] {
  const at = random.below(array.length + 1);
  const before = array.slice(0, at);
  switch (random.below(3)) {
    case 0:
      return [...before, ...array.slice(at + 1)];
    case 1:
      return [...before, otherValue(random, numbers), ...array.slice(at)];
    default:
      return [
        ...before,
        ...array.slice(at, at + 1).map((one) => changed(one, random, numbers)),
        ...array.slice(at + 1),
      ];
  }
}

function otherValue(random: RandomChoice, numbers: readonly number[]): PdfObject {
  return random.oneOf<() => PdfObject>([
    () => new PdfReference(random.oneOf(numbers)),
    () => new PdfReference(random.oneOf(numbers)),
    () => random.below(1000),
    () => null,
    () => name('Off'),
    () => new PdfString(Buffer.from('mutated')),
    () => [],
    () => new PdfDict(),
  ])();
}

function otherBytes(bytes: Uint8Array, random: RandomChoice): Uint8Array {
  if (bytes.length === 0) return Buffer.from('0 g');
  const twin = Uint8Array.from(bytes);
  twin[random.below(twin.length)] = random.below(256);
  return twin;
}
