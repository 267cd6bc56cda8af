import { makeUscc, usccProblems } from './uscc.ts';

describe('unified social credit code', () => {
  it.each([
    '11100000000013338W',
    '11100000MB03271699',
    '91350100M000100Y43',
    '11140500MB9A000141',
    '11140525MB9A000223',
    '91140500MA0DEM013P',
  ])('accepts the published code %s', (code) => {
    expect(usccProblems(code)).toEqual([]);
  });

  it.each([
    ['', 'uscc.length'],
    ['9135010M000100Y43', 'uscc.length'],
    ['91350100M000100Y433', 'uscc.length'],
    ['91350100m000100Y43', 'uscc.alphabet'],
    ['91350100M000100I43', 'uscc.alphabet'],
    ['９1350100M000100Y43', 'uscc.alphabet'],
    ['91350100M000100Y44', 'uscc.check'],
  ])('refuses %s with the reason %s', (code, reason) => {
    expect(usccProblems(code)).toEqual([reason]);
  });

  it('names both checks when the organisation part was mistyped', () => {
    expect(usccProblems('91350100M000200Y43')).toEqual(['uscc.organisation-check', 'uscc.check']);
  });

  it('makes codes that it accepts, and the standard’s example from its parts', () => {
    expect(makeUscc('91', '350100', 'M000100Y')).toBe('91350100M000100Y43');
    expect(usccProblems(makeUscc('11', '140581', 'MB9A0077'))).toEqual([]);
  });
});
