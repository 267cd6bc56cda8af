import { readDer } from '../der/der-reader.ts';
import { readDistinguishedName, writeDistinguishedName } from './distinguished-name.ts';
import type { GeneralName } from './general-name.ts';
import { namesAreWithin } from './name-constraints.ts';
import { ATTRIBUTE } from './object-identifiers.ts';

const name = (...organisations: string[]) =>
  readDistinguishedName(
    readDer(
      writeDistinguishedName(organisations.map((value) => ({ type: ATTRIBUTE.organizationName, value }))),
    ),
  );
const nobody = name();
const directory = (...organisations: string[]): GeneralName => ({
  kind: 'directoryName',
  name: name(...organisations),
});
type TextKind = 'rfc822Name' | 'dNSName' | 'uniformResourceIdentifier';
const text = (kind: TextKind, value: string): GeneralName => ({ kind, text: value });
const address = (...bytes: number[]): GeneralName => ({ kind: 'iPAddress', bytes: Uint8Array.from(bytes) });

describe('names under constraints', () => {
  it.each<[TextKind, string, string, boolean]>([
    ['dNSName', 'www.jincheng.gov.cn', 'jincheng.gov.cn', true],
    ['dNSName', 'jincheng.gov.cn', 'JINCHENG.gov.cn', true],
    ['dNSName', 'evil-jincheng.gov.cn', 'jincheng.gov.cn', false],
    ['rfc822Name', 'a@mail.gov.cn', 'mail.gov.cn', true],
    ['rfc822Name', 'a@x.mail.gov.cn', 'mail.gov.cn', false],
    ['rfc822Name', 'a@x.mail.gov.cn', '.mail.gov.cn', true],
    ['rfc822Name', 'a@mail.gov.cn', 'b@mail.gov.cn', false],
    ['uniformResourceIdentifier', 'https://a.gov.cn:8443/x', 'a.gov.cn', true],
    ['uniformResourceIdentifier', 'https://a.gov.cn@evil.com/', 'a.gov.cn', false],
    ['uniformResourceIdentifier', 'https://b.a.gov.cn/', '.a.gov.cn', true],
    ['uniformResourceIdentifier', 'urn:a.gov.cn', 'a.gov.cn', false],
  ])('%s %s under %s is permitted: %s', (kind, value, base, expected) => {
    const limits = { permitted: [[text(kind, base)]], excluded: [] };
    expect(namesAreWithin(limits, nobody, [text(kind, value)])).toBe(expected);
  });

  it('must satisfy every certificate of the path, and be excluded by none', () => {
    const limits = { permitted: [[directory('甲'), directory('乙')], [directory('乙')]], excluded: [] };
    expect(namesAreWithin(limits, name('乙', '丙'), [])).toBe(true);
    expect(namesAreWithin(limits, name('甲'), [])).toBe(false);
    expect(namesAreWithin({ ...limits, excluded: [directory('乙', '丙')] }, name('乙', '丙'), [])).toBe(
      false,
    );
  });

  it('are free where no constraint speaks of their kind', () => {
    const limits = { permitted: [[directory('甲')]], excluded: [] };
    expect(namesAreWithin(limits, name('甲'), [text('dNSName', 'anything.example')])).toBe(true);
  });

  it('are compared bit by bit for addresses', () => {
    const limits = { permitted: [[address(10, 0, 0, 0, 255, 0, 0, 0)]], excluded: [] };
    expect(namesAreWithin(limits, nobody, [address(10, 1, 2, 3)])).toBe(true);
    expect(namesAreWithin(limits, nobody, [address(11, 1, 2, 3)])).toBe(false);
  });

  it('of a kind that cannot be compared are refused once a constraint speaks of it', () => {
    const other: GeneralName = { kind: 'otherName', der: Uint8Array.of(1) };
    expect(namesAreWithin({ permitted: [[other]], excluded: [] }, nobody, [other])).toBe(false);
    expect(namesAreWithin({ permitted: [], excluded: [other] }, nobody, [other])).toBe(false);
  });

  it('are refused when comparing them would be work without end', () => {
    const many = Array.from({ length: 600 }, (_, at) => text('dNSName', `h${at}.example`));
    expect(namesAreWithin({ permitted: [many], excluded: [] }, nobody, many)).toBe(false);
  });
});
