import { SiteCookie } from './site-cookie.ts';

describe('a cookie of the site', () => {
  const cookie = new SiteCookie('zz-session', 'https://zz.example.cn');

  it('is bound to the host and kept from scripts and other sites under https', () => {
    expect(cookie.set('abc')).toBe('__Host-zz-session=abc; Path=/; HttpOnly; Secure; SameSite=Lax');
    expect(cookie.clear()).toMatch(/^__Host-zz-session=; Max-Age=0;/);
  });

  it('has its plain name where there is no https to ask for', () => {
    const plain = new SiteCookie('zz-session', 'http://localhost:3000');
    expect(plain.set('abc')).toBe('zz-session=abc; Path=/; HttpOnly; SameSite=Lax');
  });

  it('is found by its whole name alone', () => {
    expect(cookie.valueIn('display=zh-normal; __Host-zz-session=abc')).toBe('abc');
    expect(cookie.isIn('zz-session=abc')).toBe(false);
    expect(cookie.isIn('x__Host-zz-session=abc')).toBe(false);
    expect(cookie.isIn(undefined)).toBe(false);
  });

  it('is not looked for in a header of unreasonable length', () => {
    expect(cookie.isIn(`${'x=1; '.repeat(3000)}__Host-zz-session=abc`)).toBe(false);
  });
});
