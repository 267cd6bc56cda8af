import { DerError } from './der-error.ts';

/** An OBJECT IDENTIFIER in dotted decimal, such as `1.2.840.113549.1.7.2`. */
export type ObjectIdentifier = string;

/** Arcs longer than this are no identifiers anyone has registered, only work for the reader. */
const MAX_OID_BYTES = 128;

/**
 * Content bytes (without tag and length) of an OBJECT IDENTIFIER, X.690 §8.19.
 *
 * @throws DerError `der-value-invalid` when the text is no dotted decimal identifier
 */
export function encodeObjectIdentifier(dotted: ObjectIdentifier): Uint8Array {
  if (!/^[0-2](\.(0|[1-9]\d*))+$/.test(dotted)) throw new DerError('der-value-invalid');
  const [first, second, ...rest] = dotted.split('.').map(BigInt) as [bigint, bigint, ...bigint[]];
  if (first < 2n && second > 39n) throw new DerError('der-value-invalid');
  return Uint8Array.from([first * 40n + second, ...rest].flatMap(base128));
}

/**
 * Dotted decimal of an OBJECT IDENTIFIER's content bytes.
 *
 * @throws DerError `der-value-invalid` for empty, overlong, padded or cut-off encodings
 */
export function decodeObjectIdentifier(content: Uint8Array): ObjectIdentifier {
  const last = content.at(-1);
  if (last === undefined || last >= 0x80 || content.length > MAX_OID_BYTES) {
    throw new DerError('der-value-invalid');
  }
  const [head, ...rest] = readArcs(content) as [bigint, ...bigint[]];
  const first = head < 40n ? 0n : head < 80n ? 1n : 2n;
  return [first, head - first * 40n, ...rest].join('.');
}

function readArcs(content: Uint8Array): bigint[] {
  const arcs: bigint[] = [];
  let arc = 0n;
  let atStart = true;
  for (const byte of content) {
    if (atStart && byte === 0x80) throw new DerError('der-value-invalid');
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    atStart = byte < 0x80;
    if (atStart) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  return arcs;
}

function base128(arc: bigint): number[] {
  const digits = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) digits.unshift(Number(rest & 0x7fn) | 0x80);
  return digits;
}
