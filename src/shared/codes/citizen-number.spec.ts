import { citizenNumberCheckCharacter, citizenNumberFacts, citizenNumberProblems } from './citizen-number.ts';

describe('citizen identity number', () => {
  it.each(['11010519491231002X', '440524188001010014'])('accepts the standard’s example %s', (number) => {
    expect(citizenNumberProblems(number)).toEqual([]);
  });

  it.each([
    ['110105491231002', 'citizen-number.legacy'],
    ['', 'citizen-number.form'],
    ['11010519491231002x', 'citizen-number.form'],
    ['1101051949123100２X', 'citizen-number.form'],
    ['110105194912310021', 'citizen-number.check'],
  ])('refuses %s with the reason %s', (number, reason) => {
    expect(citizenNumberProblems(number)).toEqual([reason]);
  });

  it('refuses a day that does not exist although the check character is right', () => {
    const body = '11010519490230002';
    expect(citizenNumberProblems(body + citizenNumberCheckCharacter(body))).toEqual([
      'citizen-number.birth-date',
    ]);
  });

  it('refuses a province that does not exist although the check character is right', () => {
    const body = '99010519491231002';
    expect(citizenNumberProblems(body + citizenNumberCheckCharacter(body))).toEqual([
      'citizen-number.region',
    ]);
  });

  it('reads birth date and sex of a right number only', () => {
    expect(citizenNumberFacts('11010519491231002X')).toEqual({ bornOn: '1949-12-31', sex: 'female' });
    expect(citizenNumberFacts('440524188001010014')).toEqual({ bornOn: '1880-01-01', sex: 'male' });
    expect(citizenNumberFacts('110105194912310021')).toBeNull();
  });
});
