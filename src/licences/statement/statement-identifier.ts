import type { LicenceIdentifier } from '../licence-identifier.ts';

const CREDIT_CODE = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SERIAL = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIGITS = '0123456789';

/** What the packed number is made of, first to last: 301.7 bits in all, so 38 bytes hold it. */
const PARTS: readonly { readonly alphabet: string; readonly length: number }[] = [
  { alphabet: CREDIT_CODE, length: 18 },
  { alphabet: DIGITS, length: 3 },
  { alphabet: CREDIT_CODE, length: 18 },
  { alphabet: SERIAL, length: 20 },
  { alphabet: DIGITS, length: 3 },
];
const PACKED_LENGTH = 38;

/**
 * The identifier as one big-endian number of mixed radix: each character is a digit in the radix of its alphabet. Root
 * and check character are left out, they follow from the rest.
 *
 * @throws RangeError for an identifier that is not 21 + 18 + 20 characters of these alphabets
 */
export function packIdentifier(identifier: LicenceIdentifier): Uint8Array {
  const version = String(identifier.version).padStart(3, '0');
  const text = identifier.typeCode + identifier.issuerCode + identifier.serial + version;
  const alphabets = PARTS.flatMap(({ alphabet, length }) => Array<string>(length).fill(alphabet));
  if (text.length !== alphabets.length)
    throw new RangeError('an identifier of another length has no statement');
  let packed = 0n;
  alphabets.forEach((alphabet, at) => {
    const digit = alphabet.indexOf(text.charAt(at));
    if (digit < 0) throw new RangeError('an identifier with such a character has no statement');
    packed = packed * BigInt(alphabet.length) + BigInt(digit);
  });
  return toBytes(packed);
}

/** The identifier of 38 packed bytes, or `null` when no identifier packs to them. */
export function unpackIdentifier(bytes: Uint8Array): LicenceIdentifier | null {
  let rest = bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
  const texts: string[] = [];
  for (const { alphabet, length } of [...PARTS].reverse()) {
    const radix = BigInt(alphabet.length);
    let text = '';
    for (let at = 0; at < length; at += 1, rest /= radix) text = alphabet.charAt(Number(rest % radix)) + text;
    texts.unshift(text);
  }
  const [definer = '', ordinal = '', issuerCode = '', serial = '', version = ''] = texts;
  if (rest !== 0n || version === '000') return null;
  return { typeCode: definer + ordinal, issuerCode, serial, version: Number(version) };
}

function toBytes(number: bigint): Uint8Array {
  const bytes = new Uint8Array(PACKED_LENGTH);
  let rest = number;
  for (let at = PACKED_LENGTH - 1; at >= 0; at -= 1, rest >>= 8n) bytes[at] = Number(rest & 0xffn);
  return bytes;
}
