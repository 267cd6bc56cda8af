import type { Unit } from '../units/unit.ts';
import { grantsOf } from './role-grants.ts';

const unit = (id: string, regionCode: string, given: Partial<Unit> = {}) =>
  ({ id, regionCode, endedOn: null, mergedIntoId: null, ...given }) as Unit;
const UNITS = [
  unit('province', '140000'),
  unit('city-bureau', '140500'),
  unit('other-bureau', '140500'),
  unit('county', '140521'),
];
const reached = (role: Parameters<typeof grantsOf>[0][number]['role'], unitId: string) =>
  grantsOf([{ role, unitId }], UNITS)[0]?.unitIds;

describe('what a role reaches', () => {
  it('is its own unit for those who make and check', () => {
    expect(reached('licence-clerk', 'city-bureau')).toEqual(['city-bureau']);
    expect(reached('seal-custodian', 'county')).toEqual(['county']);
  });

  it('is the region and what lies below it for window and supervision, never what lies above', () => {
    expect(reached('window-officer', 'city-bureau')).toEqual(['city-bureau', 'other-bureau', 'county']);
    expect(reached('window-officer', 'county')).toEqual(['county']);
    expect(reached('supervisor', 'province')).toEqual(['province', 'city-bureau', 'other-bureau', 'county']);
  });

  it('is every unit for an administrator', () => {
    expect(reached('audit-administrator', 'city-bureau')).toHaveLength(4);
  });

  it('is nothing in a unit that is not there, unless it is an administrator’s', () => {
    expect(reached('window-officer', 'gone')).toEqual([]);
  });

  it('takes in what was merged into a unit that it reaches, also from another region', () => {
    const merged = unit('merged', '140522', { endedOn: '2026-01-01', mergedIntoId: 'county' });
    const before = unit('before', '140522', { endedOn: '2020-01-01', mergedIntoId: 'merged' });
    const units = [...UNITS, merged, before];
    const reachedBy = (role: 'licence-reviewer' | 'window-officer') =>
      grantsOf([{ role, unitId: 'county' }], units)[0]?.unitIds;
    expect(reachedBy('licence-reviewer')).toEqual(['county', 'merged', 'before']);
    expect(reachedBy('window-officer')).toEqual(['county', 'merged', 'before']);
  });

  it('is nothing in a unit that has ended, not for an administrator either', () => {
    const units = UNITS.map((one) => (one.id === 'county' ? { ...one, endedOn: '2026-01-01' } : one));
    for (const role of ['licence-reviewer', 'window-officer', 'audit-administrator'] as const)
      expect(grantsOf([{ role, unitId: 'county' }], units)).toEqual([]);
  });

  it('is told by each role for itself', () => {
    const grants = grantsOf(
      [
        { role: 'licence-clerk', unitId: 'county' },
        { role: 'window-officer', unitId: 'city-bureau' },
      ],
      UNITS,
    );
    expect(grants.map(({ needsPurpose }) => needsPurpose)).toEqual([false, true]);
  });
});
