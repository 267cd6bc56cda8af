import { staffNameProblem } from './staff-name.ts';

describe('the name of a person', () => {
  it.each(['王芳', '阿依古丽·买买提', '欧阳 娜娜', 'Zhao Jun', 'Тимур Ахметов', '𠮷田', "Mary O'Neil-Li"])(
    'may be %j',
    (name) => {
      expect(staffNameProblem(name)).toBeNull();
    },
  );

  it.each([
    '王\u200b芳',
    '王芳\u202e',
    '王\u3000芳',
    '王\u00a0芳',
    '王芳\n',
    '王\ufe0f芳',
    '\ufeff王芳',
    '王\ue000',
  ])('is refused when it holds what nobody sees: %j', (name) => {
    expect(staffNameProblem(name)).toBe('staff-name.not-seen');
  });

  it.each(['', ' ', '王芳 ', '王  芳', 'Ｚhao', '123', '王'.repeat(61), 'Jose\u0301', '\uf9d1'])(
    'is refused for its form when it is %j',
    (name) => {
      expect(staffNameProblem(name)).toBe('staff-name.form');
    },
  );

  it('is refused when a letter of another script hides in it', () => {
    expect(staffNameProblem('Zh\u0430o Jun')).toBe('staff-name.mixed-scripts');
  });
});
