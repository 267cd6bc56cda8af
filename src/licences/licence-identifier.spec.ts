import { formatLicenceIdentifier, readLicenceIdentifier } from './licence-identifier.ts';
import { newLicenceSerial } from './licence-serial.ts';

const IN_USE = [
  '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U',
  '1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F',
  '1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0',
  '1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9',
  '1.2.156.3005.2.062301.1101101102.0624_001.001.U',
  '1.2.156.3005.2.11140500MB9A000141001.11140500MB9A000141.A1B2C3D4E5F6A7B8C9D0.001.J',
  '1.2.156.3005.2.11140500MB9A000141001.11140500MB9A000141.A1B2C3D4E5F6A7B8C9D0.002.H',
];

describe('readLicenceIdentifier', () => {
  it.each(IN_USE)('reads %s', (text) => {
    expect(readLicenceIdentifier(text)).toMatchObject({ kind: 'read', text });
  });

  it('says when the check character does not fit', () => {
    const text =
      '1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M';
    expect(readLicenceIdentifier(text)).toEqual({ kind: 'wrong-check-character' });
    expect(readLicenceIdentifier(text.replace(/M$/, 'D')).kind).toBe('read');
  });

  it('accepts full width, spaces, small letters and Chinese stops', () => {
    const written =
      '１．2.156.3005.2。11140500mb9a000141001. 11140500MB9A000141·a1b2c3d4e5f6a7b8c9d0.001.j\n';
    expect(readLicenceIdentifier(written)).toMatchObject({ kind: 'read', text: IN_USE[5] });
  });

  it.each(['', '1.2.156.3005.2', '2.2.156.3005.2.A.B.C.001.U', '照章', `${IN_USE[0]}\u0000`])(
    'says wrong form of %j',
    (text) => {
      expect(readLicenceIdentifier(text)).toEqual({ kind: 'wrong-form' });
    },
  );

  it('finds every single wrong character of a serial', () => {
    const text = IN_USE[5] ?? '';
    const at = text.indexOf('A1B2');
    for (let offset = 0; offset < 20; offset += 1) {
      const swapped = text[at + offset] === '7' ? '8' : '7';
      const wrong = text.slice(0, at + offset) + swapped + text.slice(at + offset + 1);
      expect(readLicenceIdentifier(wrong).kind).toBe('wrong-check-character');
    }
  });
});

describe('formatLicenceIdentifier', () => {
  it('writes what is read', () => {
    for (const text of IN_USE) {
      const reading = readLicenceIdentifier(text);
      if (reading.kind !== 'read') throw new Error(text);
      expect(formatLicenceIdentifier(reading.identifier)).toBe(text);
    }
  });
});

describe('newLicenceSerial', () => {
  it('gives twenty characters of the alphabet, another each time', () => {
    expect(newLicenceSerial()).toMatch(/^[0-9A-Z]{20}$/);
    expect(newLicenceSerial()).not.toBe(newLicenceSerial());
  });
});
