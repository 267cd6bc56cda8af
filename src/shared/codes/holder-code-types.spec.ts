import { HOLDER_CODE_TYPES, holderCodeProblems, holderCodeTypeOf } from './holder-code-types.ts';

describe('holder code types of GB/T 36903 annex A', () => {
  it.each([
    ['001', '91350100M000100Y43'],
    ['099', '晋民证字第010023号'],
    ['111', '11010519491231002X'],
    ['114', '南字第0123456号'],
    ['414', 'E12345678'],
    ['511', '12345678'],
    ['516', 'H1234567890'],
    ['553', 'USA110105123456'],
  ])('of type %s accepts %s', (type, code) => {
    expect(holderCodeProblems(type, code)).toEqual([]);
  });

  it.each([
    ['001', '91350100M000100Y44', 'uscc.check'],
    ['111', '110105194912310021', 'citizen-number.check'],
    ['414', 'E1234567８', 'holder-code.form'],
    ['516', 'X12345678', 'holder-code.form'],
    ['999', '', 'holder-code.form'],
    ['998', 'E12345678', 'holder-code.type'],
  ])('of type %s refuses %s with the reason %s', (type, code, reason) => {
    expect(holderCodeProblems(type, code)).toEqual([reason]);
  });

  it('has each code once, with both names', () => {
    const codes = HOLDER_CODE_TYPES.map((type) => type.code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const type of HOLDER_CODE_TYPES) expect(type.name.zh && type.name.en).toBeTruthy();
    expect(holderCodeTypeOf('111')?.holderClass).toBe('natural-person');
  });
});
