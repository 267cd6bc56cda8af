import { readDer } from '../der/der-reader.ts';
import {
  bitString,
  boolean,
  contextConstructed,
  objectIdentifier,
  octetString,
  sequence,
  TAG,
  tlv,
} from '../der/der-writer.ts';
import { Deviations, isStrictDer } from './ses-deviations.ts';
import {
  bitsField,
  certificateField,
  extensionsField,
  listField,
  textField,
  timeField,
} from './ses-fields.ts';

const text = (written: string) => Buffer.from(written, 'latin1');

describe('a time in a seal', () => {
  it.each([
    ['GeneralizedTime, as it should be', tlv(TAG.generalizedTime, text('20261123080000Z')), []],
    ['UTCTime instead', tlv(TAG.utcTime, text('261123080000Z')), ['time-of-other-type']],
    ['GeneralizedTime without zone', tlv(TAG.generalizedTime, text('20261123160000')), ['time-without-zone']],
    ['ISO text in an OCTET STRING', octetString(text('2026-11-23T08:00:00.000Z')), ['time-as-text']],
    ['a text with a space', octetString(text('2026-11-23 16:00:00')), ['time-as-text', 'time-without-zone']],
    ['digits in a BIT STRING', bitString(text('20261123080000Z')), ['time-as-text']],
  ])('is read from %s', (_, der, expected) => {
    const deviations = new Deviations();
    expect(timeField(readDer(der), TAG.generalizedTime, deviations)).toEqual(
      new Date('2026-11-23T08:00:00Z'),
    );
    expect(deviations.list).toEqual(expected);
  });

  it.each(['', 'now', '20261323080000Z', '2026-02-30T00:00:00Zx', '9'.repeat(400)])(
    'is refused as “%s”',
    (written) => {
      expect(() => timeField(readDer(octetString(text(written))), TAG.utcTime, new Deviations())).toThrow();
    },
  );
});

describe('the extensions of a seal', () => {
  const extension = (...flag: Uint8Array[]) =>
    sequence(objectIdentifier('1.2.3'), ...flag, octetString(text('x')));

  it('are read bare and under [0], and what is unusual at the place is told', () => {
    const bare = sequence(extension());
    const read = (der: Uint8Array, tagged: boolean) => {
      const deviations = new Deviations();
      const [first] = extensionsField(readDer(der), tagged, deviations);
      expect(first).toMatchObject({ oid: '1.2.3', critical: false });
      return deviations.list;
    };
    expect(read(bare, false)).toEqual([]);
    expect(read(bare, true)).toEqual(['extensions-tagged-otherwise']);
    expect(read(contextConstructed(0, bare), true)).toEqual([]);
    expect(read(contextConstructed(0, bare), false)).toEqual(['extensions-tagged-otherwise']);
    expect(read(sequence(extension(boolean(false))), false)).toEqual(['default-written']);
  });
});

describe('other fields of a seal', () => {
  it('are read from the type that real seals have', () => {
    const deviations = new Deviations();
    expect(Buffer.from(bitsField(readDer(octetString(text('x'))), deviations)).toString()).toBe('x');
    expect(textField(readDer(tlv(TAG.utf8String, text('ES'))), TAG.ia5String, deviations)).toBe('ES');
    expect(certificateField(readDer(sequence()), deviations)).toHaveLength(2);
    expect(deviations.list).toEqual([
      'octet-string-for-bit-string',
      'text-of-other-type',
      'certificate-not-wrapped',
    ]);
  });

  it('are refused where a list has more parts than any seal', () => {
    const list = (count: number) =>
      readDer(sequence(...Array.from({ length: count }, () => octetString(text('x')))));
    expect(listField(list(1000))).toHaveLength(1000);
    expect(() => listField(list(1001))).toThrow('ses-malformed');
  });

  it('are strict DER only with the shortest lengths and the one true BOOLEAN', () => {
    const strict = (hex: string) => isStrictDer(readDer(Buffer.from(hex, 'hex')));
    expect(strict('3003010101')).toBe(false);
    expect(strict('30030101ff')).toBe(true);
    expect(strict('3081030101ff')).toBe(false);
    expect(strict('30800101ff0000')).toBe(false);
  });
});
