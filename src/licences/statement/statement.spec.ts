import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { decodeBase32, encodeBase32 } from './base32.ts';
import {
  encodeStatement,
  LAST_STATEMENT_DAY,
  readStatement,
  type Statement,
  writeStatement,
} from './statement.ts';

const STATEMENT: Statement = {
  keyId: 0xbeef,
  identifier: {
    typeCode: '11140500MB9A000141001',
    issuerCode: '11140500MB9A000141',
    serial: 'A1B2C3D4E5F6A7B8C9D0',
    version: 2,
  },
  issuedOn: '2026-11-23',
  effectiveOn: '2026-11-24',
  expiresOn: null,
  holders: '张*明、李*',
};
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

function signed(statement: Statement): string {
  const bytes = encodeStatement(statement);
  return writeStatement(bytes, sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }));
}

describe('a statement', () => {
  it('reads back what was written, and its signature holds', () => {
    const reading = readStatement(signed(STATEMENT));
    if (reading.kind !== 'read') throw new Error(reading.kind);
    expect(reading.statement).toEqual(STATEMENT);
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', reading.signedBytes, key, reading.signature)).toBe(true);
  });

  it('fits 140 bytes and 224 characters of the alphanumeric mode with the longest content', () => {
    const longest = {
      ...STATEMENT,
      identifier: {
        typeCode: 'YYYYYYYYYYYYYYYYYY999',
        issuerCode: 'YYYYYYYYYYYYYYYYYY',
        serial: 'ZZZZZZZZZZZZZZZZZZZZ',
        version: 999,
      },
      expiresOn: LAST_STATEMENT_DAY,
      holders: '晋城市城区很长很长的名字餐饮管理有限责任公司第一分店',
    };
    const text = signed(longest);
    expect(text).toMatch(/^[A-Z2-7]{1,224}$/);
    const reading = readStatement(text);
    expect(reading).toMatchObject({
      kind: 'read',
      statement: { ...longest, holders: '晋城市城区很长很长的名字餐…' },
    });
  });

  it.each(['J*** S***', '𠮷*明、龘*', '', 'Công ty A', '\ufeff张*'])('carries the holder %j', (holders) => {
    expect(readStatement(signed({ ...STATEMENT, holders }))).toMatchObject({
      kind: 'read',
      statement: { holders },
    });
  });

  it('breaks its signature with any changed character', () => {
    const text = signed(STATEMENT);
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    for (let at = 0; at < text.length; at += 1) {
      const changed = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
      const reading = readStatement(changed);
      if (reading.kind === 'read')
        expect(verify('sha256', reading.signedBytes, key, reading.signature)).toBe(false);
    }
  });

  it.each(['', 'AAAA', 'not base 32!', '1'.repeat(100), 'AE'.repeat(200)])(
    'says wrong form of %j',
    (text) => {
      expect(readStatement(text).kind).not.toBe('read');
    },
  );

  it('names a layout that it does not know', () => {
    expect(readStatement(encodeBase32(new Uint8Array(140).fill(9)))).toEqual({
      kind: 'unknown-layout',
      layout: 9,
    });
  });

  it('refuses days that two bytes cannot tell', () => {
    expect(() => encodeStatement({ ...STATEMENT, expiresOn: LAST_STATEMENT_DAY })).not.toThrow();
    expect(() => encodeStatement({ ...STATEMENT, expiresOn: '2150-01-01' })).toThrow(RangeError);
    expect(() => encodeStatement({ ...STATEMENT, issuedOn: '1969-12-31' })).toThrow(RangeError);
  });
});

describe('base 32', () => {
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('writes %j as %s (RFC 4648 §10)', (plain, text) => {
    expect(encodeBase32(Buffer.from(plain))).toBe(text);
    expect(Buffer.from(decodeBase32(text) ?? []).toString()).toBe(plain);
  });

  it('takes no second writing of the same bytes', () => {
    expect(decodeBase32('MZ')).toBeNull();
    expect(decodeBase32('M')).toBeNull();
  });
});
