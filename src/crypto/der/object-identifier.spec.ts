import { decodeObjectIdentifier, encodeObjectIdentifier } from './object-identifier.ts';

describe('an object identifier', () => {
  it.each([
    ['1.2.840.113549.1.7.2', '2a864886f70d010702'],
    ['2.5.4.3', '550403'],
    ['1.2.156.10197.1.501', '2a811ccf55018375'],
    ['2.999.1', '883701'],
  ])('%s is encoded as X.690 says and read back', (dotted, hex) => {
    expect(Buffer.from(encodeObjectIdentifier(dotted)).toString('hex')).toBe(hex);
    expect(decodeObjectIdentifier(Buffer.from(hex, 'hex'))).toBe(dotted);
  });

  it.each(['', '1', '3.1', '1.40', '1.2.', '1.02', 'a.b'])('written as “%s” is refused', (dotted) => {
    expect(() => encodeObjectIdentifier(dotted)).toThrow('der-value-invalid');
  });

  it.each([
    ['empty', ''],
    ['cut off in an arc', '2a86'],
    ['padded with a leading 0x80', '2a8001'],
    ['longer than any registered', '2a'.padEnd(2 * 200, '01')],
  ])('is refused when %s', (_, hex) => {
    expect(() => decodeObjectIdentifier(Buffer.from(hex, 'hex'))).toThrow('der-value-invalid');
  });
});
