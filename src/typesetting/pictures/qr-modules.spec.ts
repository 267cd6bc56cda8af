import decodeQr from 'qr/decode.js';
import { encodeQrModules, qrSideModules } from './qr-modules.ts';

const ADDRESS = 'HTTPS://ZZ.JINCHENG.GOV.CN/V/A1B2C3D4E5F6G7H8J9K0';
const STATEMENT = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.repeat(7);

/** A picture of the modules, four dots each, with the quiet zone. */
function pictureOf(rows: readonly (readonly boolean[])[]) {
  const side = (rows.length + 8) * 4;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (rows[Math.floor(y / 4) - 4]?.[Math.floor(x / 4) - 4])
        data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { width: side, height: side, data };
}

/** Level M in the format information: the two bits beside the upper left finder, unmasked (ISO/IEC 18004 §7.9). */
function levelBits(rows: readonly (readonly boolean[])[]): number {
  const first = rows[8]?.[0] ? 1 : 0;
  const second = rows[8]?.[1] ? 1 : 0;
  return ((first << 1) | second) ^ 0b10;
}

describe('encodeQrModules', () => {
  it.each([ADDRESS, STATEMENT, 'A'.repeat(311)])('gives a symbol that reads back (%#)', (text) => {
    expect(decodeQr(pictureOf(encodeQrModules(text)))).toBe(text);
  });

  it('uses alphanumeric mode: what takes version 3 would take version 4 in bytes', () => {
    expect(encodeQrModules(ADDRESS)).toHaveLength(17 + 4 * 3);
    expect(encodeQrModules('A'.repeat(61))).toHaveLength(29);
    expect(encodeQrModules('A'.repeat(62))).toHaveLength(33);
  });

  it('draws a statement of 224 characters in version 9 and never more than version 10', () => {
    expect(encodeQrModules(STATEMENT)).toHaveLength(53);
    expect(encodeQrModules('A'.repeat(311))).toHaveLength(57);
    expect(() => encodeQrModules('A'.repeat(312))).toThrow(RangeError);
  });

  it('uses error correction level M', () => {
    expect(levelBits(encodeQrModules(ADDRESS))).toBe(0b00);
    expect(levelBits(encodeQrModules(STATEMENT))).toBe(0b00);
  });

  it('agrees with the side that templates are checked by', () => {
    for (const length of [1, 20, 21, 38, 39, 61, 62, 90, 154, 155, 178, 221, 222, 262, 263, 311])
      expect(encodeQrModules('Z'.repeat(length)).length + 8).toBe(qrSideModules(length));
    expect(qrSideModules(312)).toBeUndefined();
  });

  it('refuses small letters, which alphanumeric mode does not have', () => {
    expect(() => encodeQrModules('https://')).toThrow(RangeError);
  });
});
