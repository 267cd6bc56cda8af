import { normalPassword, passwordProblems } from './password-problems.ts';

const RULES = { minLength: 10, minClasses: 3, maxAgeMs: 0, remembered: 5 };
const problems = (password: string) => passwordProblems(password, 'wangjianguo', RULES);

describe('a password', () => {
  it.each(['Kx7#mopr2v', '云在青天有月Shui9', 'correct Horse 8 battery'])('%s is good', (password) => {
    expect(problems(password)).toEqual([]);
  });

  it.each([
    ['Kx7#mopr2', ['password.too-short']],
    ['kxmoprvtzbqw', ['password.too-few-classes']],
    ['kx7mopr2vtzb', ['password.too-few-classes']],
    ['xWangjianguo#82', ['password.holds-login']],
    ['𠮷𠮷𠮷a1', ['password.too-short']],
    ['A1!'.padEnd(129, 'x'), ['password.too-long']],
  ])('%s breaks %j', (password, expected) => {
    expect(problems(password)).toEqual(expected);
  });

  it.each([
    'Woaini1314',
    'Woaini1314!',
    'Admin@123456',
    'Aa123456789',
    'P@ssw0rd123!',
    '1qaz@WSX3edc',
    'Qwer1234!@#',
    '#Beijing2022',
    'Woaini5201314',
  ])('%s is a common one, written a little differently', (password) => {
    expect(problems(password)).toContain('password.common');
  });

  it('is one and the same however a keyboard composes it', () => {
    expect(normalPassword('e\u0301')).toBe(normalPassword('\u00e9'));
  });
});
