import type { Mutation } from './byte-mutations.ts';
import type { RandomChoice } from './random-choice.ts';

interface Tlv {
  readonly start: number;
  readonly contentStart: number;
  readonly end: number;
}

/** All elements of a DER value that can be made out, the outer ones first. */
function elementsOf(der: Buffer, start: number, end: number, depth = 0): Tlv[] {
  const found: Tlv[] = [];
  for (let at = start; at + 2 <= end && found.length < 2000; ) {
    const [tag = 0, first = 0] = der.subarray(at, at + 2);
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
    if (lengthBytes > 4 || at + 2 + lengthBytes > end) return found;
    const length = lengthBytes === 0 ? first : der.readUIntBE(at + 2, lengthBytes);
    const contentStart = at + 2 + lengthBytes;
    if (contentStart + length > end) return found;
    found.push({ start: at, contentStart, end: contentStart + length });
    if ((tag & 0x20) !== 0 && depth < 12)
      found.push(...elementsOf(der, contentStart, contentStart + length, depth + 1));
    at = contentStart + length;
  }
  return found;
}

/** The container with one element changed: its tag, its length, its content, its place. */
function otherContainer(der: Buffer, random: RandomChoice): Buffer {
  const elements = elementsOf(der, 0, der.length);
  if (elements.length === 0) return der;
  const { start, contentStart, end } = random.oneOf(elements);
  const twin = Buffer.from(der);
  switch (random.below(6)) {
    case 0:
      twin[start] = random.below(256);
      return twin;
    case 1:
      twin[start + 1] = random.oneOf([0, 0x7f, 0x80, 0x81, 0x84, 0xff, ((twin[start + 1] ?? 0) + 1) & 0xff]);
      return twin;
    case 2:
      if (end > contentStart) twin[contentStart + random.below(end - contentStart)] = random.below(256);
      return twin;
    case 3:
      return Buffer.concat([der.subarray(0, start), der.subarray(end)]);
    case 4:
      return Buffer.concat([der.subarray(0, end), der.subarray(start)]);
    default: {
      const other = random.oneOf(elements);
      return Buffer.concat([der.subarray(0, start), der.subarray(other.start, other.end), der.subarray(end)]);
    }
  }
}

/** An element of the signature container: the part of a file that no signature covers. */
export const containerMutation: Mutation = (file, random) => {
  const found = [...file.toString('latin1').matchAll(/\/Contents ?<([0-9A-Fa-f]{200,})>/g)];
  if (found.length === 0) return undefined;
  const { index, 0: whole, 1: hex = '' } = random.oneOf(found) as RegExpExecArray;
  const changed = otherContainer(Buffer.from(hex, 'hex'), random).toString('hex');
  const twin = Buffer.from(file);
  twin.write(
    changed.slice(0, hex.length).padEnd(hex.length, '0'),
    index + whole.length - 1 - hex.length,
    'latin1',
  );
  return twin;
};
