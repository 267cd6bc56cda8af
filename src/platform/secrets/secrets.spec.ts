import { createCipheriv, createHash } from 'node:crypto';
import { BlindIndex } from './blind-index.ts';
import { GM_SUITE, INTL_SUITE, SUITES } from './crypto-suite.ts';
import type { MasterKeys, NamedKey } from './master-keys.ts';
import { SealBroken, SealedBox } from './sealed-box.ts';

const keyNamed = (label: string): NamedKey => ({
  kid: createHash('sha256').update(`kid ${label}`).digest('hex').slice(0, 16),
  bytes: createHash('sha256').update(label).digest(),
});

const first = keyNamed('first');
const second = keyNamed('second');
const ROW = 'licence_versions/1/content';
const TEXT = Buffer.from('公民身份号码 110101199003078515');

describe.each(Object.entries(SUITES))('a sealed box of the suite %s', (_name, suite) => {
  const boxOf = (keys: MasterKeys, purpose = 'licence.content') => new SealedBox(purpose, keys, suite);

  it('opens what it sealed, also an empty value', () => {
    const box = boxOf([first]);
    expect(box.open(box.seal(TEXT, ROW), ROW)).toEqual(TEXT);
    expect(box.open(box.seal(Buffer.alloc(0), ROW), ROW)).toHaveLength(0);
  });

  it('never makes the same bytes twice and shows nothing of the text', () => {
    const box = boxOf([first]);
    expect(box.seal(TEXT, ROW).equals(box.seal(TEXT, ROW))).toBe(false);
    expect(box.seal(TEXT, ROW).includes('110101')).toBe(false);
  });

  it('refuses a change of any single byte', () => {
    const box = boxOf([first]);
    const sealed = box.seal(TEXT, ROW);
    for (let position = 0; position < sealed.length; position += 1) {
      const tampered = Buffer.from(sealed);
      tampered[position] = (tampered[position] ?? 0) ^ 1;
      expect(() => box.open(tampered, ROW)).toThrow(SealBroken);
    }
  });

  it('refuses every shortened value', () => {
    const box = boxOf([first]);
    const sealed = box.seal(TEXT, ROW);
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => box.open(sealed.subarray(0, length), ROW)).toThrow(SealBroken);
  });

  it('refuses the value of another row, another purpose or an unknown key', () => {
    const sealed = boxOf([first]).seal(TEXT, ROW);
    expect(() => boxOf([first]).open(sealed, 'licence_versions/2/content')).toThrow(SealBroken);
    expect(() => boxOf([first], 'holder.name').open(sealed, ROW)).toThrow(SealBroken);
    expect(() => boxOf([second]).open(sealed, ROW)).toThrow(SealBroken);
  });

  it('reads under the previous key during a rotation and says what is to be sealed anew', () => {
    const old = boxOf([first]).seal(TEXT, ROW);
    const rotating = boxOf([second, first]);
    expect(rotating.open(old, ROW)).toEqual(TEXT);
    expect(rotating.isOutdated(old)).toBe(true);
    expect(rotating.isOutdated(rotating.seal(TEXT, ROW))).toBe(false);
  });
});

describe('the suites together', () => {
  it("read each other's values, so that a service can change from one to the other", () => {
    const sealed = new SealedBox('p', [first], INTL_SUITE).seal(TEXT, ROW);
    const gm = new SealedBox('p', [first], GM_SUITE);
    expect(gm.open(sealed, ROW)).toEqual(TEXT);
    expect(gm.isOutdated(sealed)).toBe(true);
  });

  it('compute SM4 and HMAC as the standards do', () => {
    // GB/T 32907 annex A.1: one block; with a zero block as plaintext, CTR shows the encrypted counter.
    const key = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
    const block = createCipheriv('sm4-ctr', key, key).update(Buffer.alloc(16));
    expect(block.toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
    // RFC 4231 test case 2.
    expect(INTL_SUITE.mac(Buffer.from('Jefe'), 'what do ya want for nothing?').toString('hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });
});

describe.each(Object.entries(SUITES))('a blind index of the suite %s', (_name, suite) => {
  const indexOf = (keys: MasterKeys, purpose = 'holder.code') =>
    new BlindIndex(purpose, keys, suite, (value) => value.trim().toUpperCase());

  it('is equal for values that normalise alike and for no others', () => {
    const index = indexOf([first]);
    expect(index.of(' 11010119900307851x')).toEqual(index.of('11010119900307851X'));
    expect(index.of('110101199003078515')).not.toEqual(index.of('110101199003078523'));
  });

  it('differs by purpose and by key', () => {
    const value = '110101199003078515';
    expect(indexOf([first]).of(value)).not.toEqual(indexOf([first], 'holder.name').of(value));
    expect(indexOf([first]).of(value)).not.toEqual(indexOf([second]).of(value));
  });

  it('finds rows of the previous key while keys are changed', () => {
    const value = '110101199003078515';
    expect(indexOf([second, first]).candidates(value)).toContainEqual(indexOf([first]).of(value));
  });
});
