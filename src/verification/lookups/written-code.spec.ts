import { readToken, readWrittenCode, readWrittenCodes } from './written-code.ts';

const ORIGIN = 'https://zz.jincheng.gov.cn';
const TOKEN = '0123456789ABCDEFGHJK';

describe('readWrittenCode', () => {
  it.each([
    `HTTPS://ZZ.JINCHENG.GOV.CN/V/${TOKEN}`,
    `https://zz.jincheng.gov.cn/v/${TOKEN.toLowerCase()}`,
    TOKEN,
    `${TOKEN.slice(0, 5)} ${TOKEN.slice(5)}`,
  ])('knows our token in %s', (text) => {
    expect(readWrittenCode(text, ORIGIN)).toEqual({ kind: 'token', token: TOKEN });
  });

  it.each([
    [`https://zz.jincheng.gov.cn.example.com/V/${TOKEN}`, 'zz.jincheng.gov.cn.example.com'],
    [`https://zz.jincheng.gov.cn@evil.example/V/${TOKEN}`, 'evil.example'],
    [`https://zz.jincheng.gov.cn/V/${TOKEN}/x`, 'zz.jincheng.gov.cn'],
    ['https://pay.example/order?secret=1', 'pay.example'],
    ['WIFI:T:WPA;S:cafe;P:secret;;', null],
    ['', null],
  ])('calls %s foreign and tells no more than the domain', (text, domain) => {
    expect(readWrittenCode(text, ORIGIN)).toEqual({ kind: 'foreign', domain });
  });

  it('puts the token before what a foreign code says', () => {
    const codes = readWrittenCodes(['https://a.example', `${ORIGIN}/V/${TOKEN}`], ORIGIN);
    expect(codes.map(({ kind }) => kind)).toEqual(['token', 'foreign']);
  });
});

describe('readToken', () => {
  it('reads letters that people take for digits, and full width', () => {
    expect(readToken('Ｏ123456789ABCDEFGHJK')).toBe(TOKEN);
    expect(readToken('OI23456789abcdefghjk')).toBe(TOKEN);
    expect(readToken('U123456789ABCDEFGHJK')).toBeNull();
  });
});
