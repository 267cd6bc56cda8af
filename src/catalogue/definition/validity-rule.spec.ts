import { type ValidityBasis, type ValidityRule, validityEndOf } from './validity-rule.ts';

const FROM: ValidityBasis = { startsOn: '2026-11-23' };

describe('the last day in force', () => {
  it.each<[string, ValidityRule, ValidityBasis, string | null]>([
    ['is the day before the anniversary', { kind: 'years', years: 5 }, FROM, '2031-11-22'],
    [
      'of years agrees with what is stated',
      { kind: 'years', years: 5 },
      { ...FROM, statedEndsOn: '2031-11-22' },
      '2031-11-22',
    ],
    [
      'from 29 February falls on 27 February',
      { kind: 'years', years: 1 },
      { startsOn: '2024-02-29' },
      '2025-02-27',
    ],
    [
      'is the stated one',
      { kind: 'stated', mayBeOpen: false },
      { ...FROM, statedEndsOn: '2080-04-30' },
      '2080-04-30',
    ],
    ['is open where that is allowed', { kind: 'stated', mayBeOpen: true }, FROM, null],
    ['is the same for all', { kind: 'fixed-end', endsOn: '2030-12-31' }, FROM, '2030-12-31'],
    ['of a long-term licence is none', { kind: 'long-term' }, FROM, null],
    [
      'is the eve of a birthday',
      { kind: 'until-age', age: 70 },
      { ...FROM, holderBornOn: '1990-05-01' },
      '2060-04-30',
    ],
  ])('%s', (_title, rule, basis, endsOn) => {
    expect(validityEndOf(rule, basis)).toEqual({ ok: true, endsOn });
  });

  it.each<[string, ValidityRule, ValidityBasis]>([
    ['validity.end-required', { kind: 'stated', mayBeOpen: false }, FROM],
    ['validity.end-not-allowed', { kind: 'years', years: 5 }, { ...FROM, statedEndsOn: '2031-11-23' }],
    ['validity.end-not-allowed', { kind: 'long-term' }, { ...FROM, statedEndsOn: '2031-11-23' }],
    [
      'validity.end-before-start',
      { kind: 'stated', mayBeOpen: false },
      { ...FROM, statedEndsOn: '2026-11-22' },
    ],
    ['validity.end-before-start', { kind: 'until-age', age: 18 }, { ...FROM, holderBornOn: '1990-05-01' }],
    [
      'validity.end-too-late',
      { kind: 'stated', mayBeOpen: false, maxYears: 10 },
      { ...FROM, statedEndsOn: '2036-11-23' },
    ],
    ['validity.birth-date-required', { kind: 'until-age', age: 70 }, FROM],
  ])('is refused with %s', (problem, rule, basis) => {
    expect(validityEndOf(rule, basis)).toEqual({ ok: false, problem });
  });
});
