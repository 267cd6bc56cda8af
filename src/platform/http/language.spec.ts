import { preferredLanguage } from './language.ts';

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
