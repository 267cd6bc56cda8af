import { preferredLanguage, terminalLanguage } from './language.ts';

describe('preferredLanguage', () => {
  it.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['fr-FR,de;q=0.8', 'zh'],
    ['en-GB,en;q=0.9', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en;q=0.5, zh-TW;q=0.4', 'en'],
    ['en;q=x', 'zh'],
    ['english', 'zh'],
  ])('answers %p in %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});

describe('the language of a terminal', () => {
  it('is Chinese where the first variable that is set says so', () => {
    expect(terminalLanguage({ LANG: 'zh_CN.UTF-8' })).toBe('zh');
    expect(terminalLanguage({ LC_ALL: 'C.UTF-8', LANG: 'zh_CN.UTF-8' })).toBe('en');
    expect(terminalLanguage({})).toBe('en');
  });
});
