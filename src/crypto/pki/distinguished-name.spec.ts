import { readDer } from '../der/der-reader.ts';
import { objectIdentifier, printableString, sequence, setOf, tlv, utf8String } from '../der/der-writer.ts';
import {
  formatName,
  isWithinName,
  readDistinguishedName,
  sameName,
  writeDistinguishedName,
} from './distinguished-name.ts';
import { ATTRIBUTE } from './object-identifiers.ts';

const read = (der: Uint8Array) => readDistinguishedName(readDer(der));
const organisation = (valueDer: Uint8Array) =>
  read(sequence(setOf(sequence(objectIdentifier(ATTRIBUTE.organizationName), valueDer))));
const written = (...values: string[]) =>
  read(writeDistinguishedName(values.map((value) => ({ type: ATTRIBUTE.organizationName, value }))));

describe('two names', () => {
  it('are the same in another encoding, case, width and spacing', () => {
    const name = organisation(utf8String('Good CA'));
    expect(sameName(name, organisation(printableString('good  ca ')))).toBe(true);
    expect(sameName(name, organisation(utf8String('ＧＯＯＤ　ＣＡ')))).toBe(true);
    const bmp = tlv(0x1e, Buffer.from('晋城市', 'utf16le').swap16());
    expect(sameName(organisation(bmp), organisation(utf8String('晋城市')))).toBe(true);
  });

  it('differ by a character, by an attribute type, by order and by length', () => {
    expect(sameName(written('晋城市'), written('晋城巿'))).toBe(false);
    const commonName = read(writeDistinguishedName([{ type: ATTRIBUTE.commonName, value: '甲' }]));
    expect(sameName(written('甲'), commonName)).toBe(false);
    expect(sameName(written('甲', '乙'), written('乙', '甲'))).toBe(false);
    expect(sameName(written('甲', '乙'), written('甲'))).toBe(false);
  });

  it('cannot be made the same by putting one attribute into another’s value', () => {
    const one = written('a+2.5.4.10=b');
    const two = read(
      sequence(
        setOf(
          sequence(objectIdentifier(ATTRIBUTE.organizationName), utf8String('a')),
          sequence(objectIdentifier(ATTRIBUTE.organizationName), utf8String('b')),
        ),
      ),
    );
    expect(sameName(one, two)).toBe(false);
  });
});

describe('a name', () => {
  it('lies within a name that it begins with', () => {
    expect(isWithinName(written('甲', '乙'), written('甲').comparable)).toBe(true);
    expect(isWithinName(written('甲'), written('甲', '乙').comparable)).toBe(false);
    expect(isWithinName(written('乙', '甲'), written('甲').comparable)).toBe(false);
  });

  it('is shown in the order of its encoding, odd types as hex', () => {
    expect(formatName(organisation(tlv(0x04, Buffer.from('ab'))))).toBe('O=#04026162');
    expect(formatName(written('甲', '乙'))).toBe('O=甲, O=乙');
  });
});
