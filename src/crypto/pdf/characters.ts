/** Classes of bytes in PDF syntax (ISO 32000-2 §7.2.3): 1 white space, 2 delimiter, 0 regular. */
const CLASS = new Uint8Array(256);
for (const byte of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) CLASS[byte] = 1;
for (const character of '()<>[]{}/%') CLASS[character.charCodeAt(0)] = 2;

/** White space of PDF syntax (ISO 32000-2 table 1); false behind the end. */
export const isWhitespace = (byte: number | undefined): boolean => byte !== undefined && CLASS[byte] === 1;

/** Neither white space nor delimiter (ISO 32000-2 §7.2.3); false behind the end. */
export const isRegular = (byte: number | undefined): boolean => byte !== undefined && CLASS[byte] === 0;

/** 0 to 9; false behind the end. */
export const isDigit = (byte: number | undefined): byte is number =>
  byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Value of a hexadecimal digit, or −1. */
export function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
