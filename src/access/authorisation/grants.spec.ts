import type { Grant } from '../../platform/http/caller.ts';
import { covers, holderOf, reachOf, refusalOf } from './grants.ts';

const grant = (given: Partial<Grant>): Grant => ({
  acts: new Set(['licence.read']),
  unitIds: ['market'],
  typeCodes: null,
  needsPurpose: false,
  ...given,
});
const caller = (grants: Grant[], purpose: string | null = null) => ({ grants, purpose });

describe('as whom a caller may act', () => {
  const own = [grant({ acts: new Set(['own-licence.read']), unitIds: [] })];

  it('is the person themselves, for a holder with the grant, and with the things of no unit', () => {
    const holder = { ...caller(own), kind: 'holder', id: 'p1' } as const;
    expect(holderOf(holder, 'own-licence.read')).toBe('p1');
    expect(holderOf(holder, 'licence.read')).toBeNull();
    expect(reachOf(holder, 'own-licence.read')).toEqual({ unitIds: [], typeCodes: [] });
  });

  it('is nobody for staff and systems, whatever they were granted', () => {
    expect(holderOf({ ...caller(own), kind: 'staff', id: 'a1' }, 'own-licence.read')).toBeNull();
    expect(holderOf({ ...caller(own), kind: 'client', id: 'c1' }, 'own-licence.read')).toBeNull();
    expect(holderOf({ ...caller([]), kind: 'holder', id: 'p1' }, 'own-licence.read')).toBeNull();
  });
});

describe('what a caller may do', () => {
  it('is nothing without a grant of the act', () => {
    expect(refusalOf(caller([]), 'licence.read')).toBe('caller.forbidden');
    expect(refusalOf(caller([grant({})]), 'licence.issue')).toBe('caller.forbidden');
    expect(reachOf(caller([grant({})]), 'licence.issue')).toEqual({ unitIds: [], typeCodes: [] });
  });

  it('is what one of the grants lets, and no purpose is asked where one needs none', () => {
    const grants = [grant({ needsPurpose: true, unitIds: ['police'] }), grant({})];
    expect(refusalOf(caller(grants), 'licence.read')).toBeNull();
    expect(reachOf(caller(grants), 'licence.read').unitIds).toEqual(['market']);
    expect(reachOf(caller(grants, '办理变更'), 'licence.read').unitIds).toEqual(['police', 'market']);
  });

  it('is refused for the missing purpose where every grant needs one', () => {
    const grants = [grant({ needsPurpose: true })];
    expect(refusalOf(caller(grants), 'licence.read')).toBe('caller.purpose-missing');
    expect(refusalOf(caller(grants, '办理变更'), 'licence.read')).toBeNull();
  });

  it('ends at the licence types of its grant, each grant for itself', () => {
    const reach = reachOf(
      caller([
        grant({ typeCodes: new Set(['A', 'B']) }),
        grant({ unitIds: ['police'], typeCodes: new Set(['C']) }),
      ]),
      'licence.read',
    );
    expect(covers(reach, 'market', 'A')).toBe(true);
    expect(covers(reach, 'market', 'C')).toBe(false);
    expect(covers(reach, 'police', 'C')).toBe(true);
    expect(covers(reach, 'police', 'A')).toBe(false);
    expect(covers(reach, 'health', 'A')).toBe(false);
    expect(covers(reach, 'police')).toBe(true);
  });
});
