import { DerError } from './der-error.ts';
import { children, type DerNode } from './der-reader.ts';
import { TAG } from './der-writer.ts';
import { decodeObjectIdentifier, type ObjectIdentifier } from './object-identifier.ts';

/** Dotted decimal of an OBJECT IDENTIFIER node. @throws DerError */
export function readObjectIdentifier(node: DerNode | undefined): ObjectIdentifier {
  return decodeObjectIdentifier(primitive(node, TAG.objectIdentifier));
}

/** Value of an INTEGER (two's complement). @throws DerError */
export function readInteger(node: DerNode | undefined): bigint {
  const content = primitive(node, TAG.integer);
  if (content.length === 0) throw new DerError('der-value-invalid');
  const unsigned = BigInt(`0x${Buffer.from(content).toString('hex')}`);
  return (content[0] ?? 0) < 0x80 ? unsigned : unsigned - (1n << BigInt(content.length * 8));
}

/** An INTEGER that must be a small non-negative number, such as a version. @throws DerError */
export function readSmallInteger(node: DerNode | undefined): number {
  const value = readInteger(node);
  if (value < 0n || value > 0x7fffffffn) throw new DerError('der-value-invalid');
  return Number(value);
}

/**
 * Bytes of an OCTET STRING. BER's constructed form (parts put together) is read too: some signers make it.
 *
 * @throws DerError
 */
export function readOctetString(node: DerNode | undefined): Uint8Array {
  if (node?.tagClass === 'universal' && node.tagNumber === TAG.octetString && node.constructed) {
    return Buffer.concat(children(node).map(readOctetString));
  }
  return primitive(node, TAG.octetString);
}

/** Bytes of a BIT STRING and how many bits of the last byte do not count. @throws DerError */
export function readBitString(node: DerNode | undefined): { bytes: Uint8Array; unusedBits: number } {
  const content = primitive(node, TAG.bitString);
  const unusedBits = content[0] ?? 8;
  if (unusedBits > 7 || (content.length === 1 && unusedBits > 0)) throw new DerError('der-value-invalid');
  return { bytes: content.subarray(1), unusedBits };
}

/** BOOLEAN; any byte but zero is true, as BER says. @throws DerError */
export function readBoolean(node: DerNode | undefined): boolean {
  const content = primitive(node, TAG.boolean);
  if (content.length !== 1) throw new DerError('der-value-invalid');
  return content[0] !== 0;
}

/**
 * Text of any of ASN.1's string types. TeletexString is read as Latin-1, as everyone does. Names in Chinese
 * certificates come as UTF8String or BMPString, and now and then as PrintableString with UTF-8 inside: bytes above
 * 0x7F in a string that may hold ASCII only are read as UTF-8.
 *
 * @throws DerError `der-unexpected-tag | der-value-invalid`
 */
export function readText(node: DerNode): string {
  const bytes = Buffer.from(node.content);
  switch (node.tag) {
    case TAG.utf8String:
    case TAG.printableString:
    case TAG.ia5String:
    case TAG.numericString:
    case TAG.visibleString:
      return bytes.toString('utf8');
    case TAG.teletexString:
      return bytes.toString('latin1');
    case TAG.bmpString:
      return readUtf16(bytes);
    case TAG.universalString:
      return readUtf32(bytes);
    default:
      throw new DerError('der-unexpected-tag');
  }
}

function readUtf16(bytes: Buffer): string {
  if (bytes.length % 2 !== 0) throw new DerError('der-value-invalid');
  return bytes.swap16().toString('utf16le');
}

function readUtf32(bytes: Buffer): string {
  if (bytes.length % 4 !== 0) throw new DerError('der-value-invalid');
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const codePoint = bytes.readUInt32BE(at);
    if (codePoint > 0x10ffff) throw new DerError('der-value-invalid');
    text += String.fromCodePoint(codePoint);
  }
  return text;
}

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})$/;
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:[.,](\d+))?(Z|[+-]\d{4})$/;

/**
 * Instant of a UTCTime or GeneralizedTime. Two-digit years follow RFC 5280 §4.1.2.5.1 (50–99 are 19xx). Seconds may
 * be missing and an offset may stand for `Z`, as BER allows; a local time without zone is refused.
 *
 * @throws DerError `der-unexpected-tag | der-value-invalid`
 */
export function readTime(node: DerNode | undefined): Date {
  if (node === undefined) throw new DerError('der-unexpected-tag');
  const text = Buffer.from(node.content).toString('latin1');
  if (node.tag === TAG.utcTime) {
    const match = UTC_TIME.exec(text);
    if (match === null) throw new DerError('der-value-invalid');
    const [, yy, month, day, hour, minute, second = '00', zone] = match;
    return instantOf(`${Number(yy) < 50 ? '20' : '19'}${yy}`, month, day, hour, minute, second, '0', zone);
  }
  if (node.tag !== TAG.generalizedTime) throw new DerError('der-unexpected-tag');
  const match = GENERALIZED_TIME.exec(text);
  if (match === null) throw new DerError('der-value-invalid');
  const [, year, month, day, hour, minute, second = '00', fraction = '0', zone] = match;
  return instantOf(year, month, day, hour, minute, second, fraction, zone);
}

function instantOf(...parts: readonly (string | undefined)[]): Date {
  const [year, month, day, hour, minute, second, fraction, zone] = parts as string[];
  const offset = zone === 'Z' ? 'Z' : `${zone?.slice(0, 3)}:${zone?.slice(3)}`;
  const instant = new Date(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction?.slice(0, 3).padEnd(3, '0')}${offset}`,
  );
  const dayOfMonth = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate();
  if (Number.isNaN(instant.getTime()) || dayOfMonth !== Number(day)) throw new DerError('der-value-invalid');
  return instant;
}

function primitive(node: DerNode | undefined, tag: number): Uint8Array {
  if (node === undefined || node.tag !== tag) throw new DerError('der-unexpected-tag');
  return node.content;
}
