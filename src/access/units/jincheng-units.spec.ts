import { regionOf } from '../../shared/codes/regions.ts';
import { usccProblems } from '../../shared/codes/uscc.ts';
import { JINCHENG_CONTACTS } from './jincheng-contacts.ts';
import { JINCHENG_UNITS } from './jincheng-units.ts';

describe('the units of the demo city', () => {
  it('have right and different credit codes in regions of GB/T 2260', () => {
    for (const unit of JINCHENG_UNITS) {
      expect(usccProblems(unit.uscc)).toEqual([]);
      expect(regionOf(unit.regionCode)).toBeDefined();
    }
    expect(new Set(JINCHENG_UNITS.map((unit) => unit.uscc)).size).toBe(JINCHENG_UNITS.length);
  });

  it('stand after their parents', () => {
    const seen = new Set<string | null>([null]);
    for (const unit of JINCHENG_UNITS) {
      expect(seen.has(unit.parentKey)).toBe(true);
      seen.add(unit.key);
    }
  });

  it('are one province, one city, six counties, one managing bureau and eight issuing departments', () => {
    expect(JINCHENG_UNITS.filter((unit) => unit.managing)).toHaveLength(1);
    expect(JINCHENG_UNITS.filter((unit) => unit.issuing && !unit.managing)).toHaveLength(8);
    expect(JINCHENG_UNITS.filter((unit) => !unit.issuing)).toHaveLength(8);
  });

  it('have a contact each where they issue', () => {
    const issuing = JINCHENG_UNITS.filter((unit) => unit.issuing).map(({ key }) => key);
    expect(Object.keys(JINCHENG_CONTACTS).sort()).toEqual(issuing.sort());
  });
});
