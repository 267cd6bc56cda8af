import { loginProblem } from './login-name.ts';

describe('a login name', () => {
  it.each(['wangfang', 'zhao.jun', 'li-na_2', 'abc', `a${'b'.repeat(31)}`])('may be %j', (login) => {
    expect(loginProblem(login)).toBeNull();
  });

  it.each([
    ['a Cyrillic а', 'w\u0430ngfang'],
    ['a full-width letter', 'ｗangfang'],
    ['a zero-width space', 'wang\u200bfang'],
    ['a soft hyphen', 'wang\u00adfang'],
    ['a capital', 'Wangfang'],
    ['the long s, which NFKC makes an s', 'wang\u017f'],
    ['Chinese', '王芳'],
    ['a no-break space', 'wang\u00a0fang'],
    ['a line break', 'wangfang\n'],
  ])('is refused as one that could be taken for another when it has %s', (_what, login) => {
    expect(loginProblem(login)).toBe('login.look-alike');
  });

  it.each(['', 'ab', '1abc', '.abc', 'wang fang', 'a@b', `a${'b'.repeat(32)}`])(
    'is refused for its form when it is %j',
    (login) => {
      expect(loginProblem(login)).toBe('login.pattern');
    },
  );
});
