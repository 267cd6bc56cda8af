import { readDer } from './der-reader.ts';
import { readBitString, readInteger, readOctetString, readText, readTime } from './der-values.ts';
import { bitString, generalizedTime, integer, time, tlv, utf8String } from './der-writer.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('values of DER', () => {
  it.each([0n, 1n, 127n, 128n, 255n, 256n, 2n ** 2048n - 1n])(
    'an INTEGER of %s is read as it was written',
    (value) => {
      expect(readInteger(readDer(integer(value)))).toBe(value);
    },
  );

  it('a negative INTEGER is two’s complement', () => {
    expect(readInteger(readDer(hex('0202ff7f')))).toBe(-129n);
  });

  it('a BIT STRING keeps its unused bits and refuses more than seven', () => {
    expect(readBitString(readDer(bitString(hex('c0'), 6)))).toEqual({ bytes: hex('c0'), unusedBits: 6 });
    expect(() => readBitString(readDer(hex('030208c0')))).toThrow('der-value-invalid');
  });

  it('an OCTET STRING in parts, as BER allows, is put together', () => {
    expect(Buffer.from(readOctetString(readDer(hex('24 08 0402beef 0402cafe')))).toString('hex')).toBe(
      'beefcafe',
    );
  });

  it.each([
    ['UTF8String', utf8String('晋城市𬭎')],
    ['BMPString', tlv(0x1e, Buffer.from('晋城市𬭎', 'utf16le').swap16())],
    ['UniversalString', tlv(0x1c, hex('0000664b 000057ce 00005e02 0002cb4e'))],
    ['PrintableString with UTF-8 in it, as some authorities write', tlv(0x13, Buffer.from('晋城市𬭎'))],
  ])('a Chinese name in %s is read whole', (_, der) => {
    expect(readText(readDer(der))).toBe('晋城市𬭎');
  });

  it('a BMPString of an odd count of bytes is refused', () => {
    expect(() => readText(readDer(hex('1e03664b57')))).toThrow('der-value-invalid');
  });

  it.each([
    ['2026-11-23T09:00:00.000Z', time(new Date('2026-11-23T09:00:00Z'))],
    ['2051-01-01T00:00:00.000Z', time(new Date('2051-01-01T00:00:00Z'))],
    ['1999-12-31T23:59:59.000Z', tlv(0x17, Buffer.from('991231235959Z'))],
    ['2026-11-23T01:00:00.000Z', tlv(0x17, Buffer.from('2611230900+0800'))],
    ['2026-11-23T09:00:00.250Z', tlv(0x18, Buffer.from('20261123090000.25Z'))],
    ['2026-11-23T09:00:00.000Z', generalizedTime(new Date('2026-11-23T09:00:00Z'))],
  ])('a time of %s is read from its form', (instant, der) => {
    expect(readTime(readDer(der)).toISOString()).toBe(instant);
  });

  it.each(['20260230000000Z', '20261123090000', '2026', '20261323090000Z'])(
    'a GeneralizedTime “%s” is refused',
    (text) => {
      expect(() => readTime(readDer(tlv(0x18, Buffer.from(text))))).toThrow('der-value-invalid');
    },
  );
});
