import { isWithinRegion, REGIONS, regionOf } from './regions.ts';

describe('regions', () => {
  it('holds the province, the city and its six counties, each under its parent', () => {
    expect(REGIONS.filter((region) => region.level === 'county')).toHaveLength(6);
    for (const region of REGIONS) {
      if (region.parentCode) expect(regionOf(region.parentCode)).toBeDefined();
    }
  });

  it('knows what lies within what', () => {
    expect(isWithinRegion('140525', '140500')).toBe(true);
    expect(isWithinRegion('140500', '140500')).toBe(true);
    expect(isWithinRegion('140525', '140000')).toBe(true);
    expect(isWithinRegion('140500', '140525')).toBe(false);
    expect(isWithinRegion('999999', '140500')).toBe(false);
  });
});
