import { encodeObjectIdentifier, type ObjectIdentifier } from './object-identifier.ts';

/** Identifier octets of the universal types that are written or expected (X.680 §8.6). */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** One tag-length-value with a one-byte identifier and a definite length in the fewest bytes (X.690 §10.1). */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const lengthBytes = length < 0x80 ? 0 : Math.ceil((32 - Math.clz32(length)) / 8);
  const out = new Uint8Array(2 + lengthBytes + length);
  out[0] = tag;
  out[1] = lengthBytes === 0 ? length : 0x80 | lengthBytes;
  for (let i = 0; i < lengthBytes; i++) out[2 + i] = (length >>> (8 * (lengthBytes - 1 - i))) & 0xff;
  let at = 2 + lengthBytes;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** SEQUENCE of the parts in their order (X.690 §8.9). */
export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => tlv(TAG.sequence, ...parts);

/** SET OF: the elements in ascending order of their encodings (X.690 §11.6). */
export const setOf = (...elements: readonly Uint8Array[]): Uint8Array =>
  tlv(TAG.set, ...[...elements].sort(Buffer.compare));

/** `[number] EXPLICIT`, or `[number] IMPLICIT` of a constructed type when given its content. */
export const contextConstructed = (number: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  tlv(0xa0 | number, ...parts);

/** `[number] IMPLICIT` of a primitive type, given its content bytes. */
export const contextPrimitive = (number: number, content: Uint8Array): Uint8Array =>
  tlv(0x80 | number, content);

/** INTEGER from a number, or from an unsigned big-endian magnitude (a leading zero is added where needed). */
export function integer(value: number | bigint | Uint8Array): Uint8Array {
  if (value instanceof Uint8Array) return tlv(TAG.integer, unsignedContent(value));
  if (value < 0) throw new RangeError('only non-negative integers are written');
  const hex = BigInt(value).toString(16);
  return tlv(TAG.integer, unsignedContent(Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')));
}

function unsignedContent(magnitude: Uint8Array): Uint8Array {
  let start = 0;
  while (start < magnitude.length - 1 && magnitude[start] === 0) start++;
  const trimmed = magnitude.subarray(start);
  return (trimmed[0] ?? 0) < 0x80 && trimmed.length > 0
    ? trimmed
    : Buffer.concat([Buffer.from([0]), trimmed]);
}

/** Encodings already made: the few identifiers that a signature needs are the same each time. */
const encodedIdentifiers = new Map<ObjectIdentifier, Uint8Array>();
const MAX_ENCODED_IDENTIFIERS = 256;

/** OBJECT IDENTIFIER. @throws DerError `der-value-invalid` when the text is no dotted decimal identifier */
export function objectIdentifier(dotted: ObjectIdentifier): Uint8Array {
  const known = encodedIdentifiers.get(dotted);
  if (known !== undefined) return known;
  const encoded = tlv(TAG.objectIdentifier, encodeObjectIdentifier(dotted));
  if (encodedIdentifiers.size < MAX_ENCODED_IDENTIFIERS) encodedIdentifiers.set(dotted, encoded);
  return encoded;
}

/** OCTET STRING, primitive (X.690 §8.7 and §10.2). */
export const octetString = (bytes: Uint8Array): Uint8Array => tlv(TAG.octetString, bytes);

/** BIT STRING of whole bytes; `unusedBits` of the last byte do not count. */
export const bitString = (bytes: Uint8Array, unusedBits = 0): Uint8Array =>
  tlv(TAG.bitString, Uint8Array.of(unusedBits), bytes);

/** NULL (X.690 §8.8). */
export const nullValue = (): Uint8Array => Uint8Array.of(TAG.null, 0);

/** BOOLEAN: 0xff for true, as DER wants it (X.690 §11.1). */
export const boolean = (value: boolean): Uint8Array => Uint8Array.of(TAG.boolean, 1, value ? 0xff : 0);

/** UTF8String (X.690 §8.23). */
export const utf8String = (text: string): Uint8Array => tlv(TAG.utf8String, Buffer.from(text, 'utf8'));

/** PrintableString (X.680 §41.4); the caller gives nothing but its characters. */
export const printableString = (text: string): Uint8Array =>
  tlv(TAG.printableString, Buffer.from(text, 'latin1'));

/** IA5String, as addresses are written (RFC 5280 §4.2.1.6); the caller gives ASCII. */
export const ia5String = (text: string): Uint8Array => tlv(TAG.ia5String, Buffer.from(text, 'latin1'));

/** Time as RFC 5280 §4.1.2.5 wants it: UTCTime until 2049, GeneralizedTime from 2050; whole seconds, UTC. */
export function time(instant: Date): Uint8Array {
  const digits = instant.toISOString().replace(/[-:T]|\.\d+/g, '');
  return instant.getUTCFullYear() < 2050
    ? tlv(TAG.utcTime, Buffer.from(digits.slice(2), 'latin1'))
    : generalizedTime(instant);
}

/** GeneralizedTime in whole seconds, UTC: `YYYYMMDDhhmmssZ`. */
export const generalizedTime = (instant: Date): Uint8Array =>
  tlv(TAG.generalizedTime, Buffer.from(instant.toISOString().replace(/[-:T]|\.\d+/g, ''), 'latin1'));
