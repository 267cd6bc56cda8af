import type { Unit } from '../unit.ts';
import { type Consequence, endingProblems, planDigest } from './unit-end-plan.ts';

const unit = (id: string, given: Partial<Unit> = {}): Unit => ({
  id,
  uscc: id,
  nameZh: id,
  nameEn: id,
  regionCode: '140500',
  parentId: 'city',
  managing: false,
  issuing: true,
  using: true,
  phone: null,
  endedOn: null,
  mergedIntoId: null,
  ...given,
});
const UNITS = [
  unit('city', { parentId: null }),
  unit('market'),
  unit('police'),
  unit('archive', { issuing: false }),
  unit('gone', { endedOn: '2025-01-01' }),
  unit('county-market', { parentId: 'market', regionCode: '140521' }),
  unit('county', { regionCode: '140521' }),
];
const hanging = (kind: Consequence['kind'], count: number, fingerprint = '1'): Consequence => ({
  kind,
  count,
  firstIds: [],
  fingerprint,
});
const FACTS = { units: UNITS, today: '2026-11-23', asItIsSince: '2020-01-01' };
const END = { successorId: 'police', effectiveOn: '2026-11-23' };
const market = UNITS[1]!;

function reasons(
  successorId: string | null,
  consequences: Consequence[] = [],
  of = market,
  effectiveOn = END.effectiveOn,
) {
  const problems = endingProblems(of, { successorId, effectiveOn }, { ...FACTS, consequences });
  return problems.map(({ path, code }) => `${path} ${code}`);
}

describe('an end of a unit', () => {
  it('is possible where nothing is left behind, or somebody succeeds it', () => {
    expect(reasons(null, [hanging('account', 3), hanging('role', 2), hanging('seal', 1)])).toEqual([]);
    expect(reasons('police', [hanging('licence-in-force', 9), hanging('unit-below', 1)])).toEqual([]);
  });

  it('is refused without a successor where licences are in force or units stand below it', () => {
    expect(reasons(null, [hanging('licence-in-force', 9), hanging('unit-below', 1)])).toEqual([
      'successorId unit.has-units-below',
      'successorId unit.licences-need-successor',
    ]);
  });

  it('is refused into itself, into what is not there, has ended or stands below it', () => {
    expect(reasons('market')).toEqual(['successorId unit.successor-itself']);
    expect(reasons('nowhere')).toEqual(['successorId unit.successor-unknown']);
    expect(reasons('gone')).toEqual(['successorId unit.successor-ended']);
    expect(reasons('county-market')).toEqual(['successorId unit.successor-below']);
  });

  it('is refused into one that issues nothing only where licences are in force', () => {
    expect(reasons('archive', [hanging('licence-in-force', 1)])).toEqual([
      'successorId unit.successor-not-issuing',
    ]);
    expect(reasons('archive')).toEqual([]);
  });

  it('is refused into another region than that of the units below it', () => {
    const county = unit('other-county', { regionCode: '140522' });
    const facts = { ...FACTS, units: [...UNITS, county], consequences: [] };
    expect(endingProblems(market, { ...END, successorId: 'other-county' }, facts)).toEqual([
      {
        path: 'successorId',
        code: 'unit.successor-elsewhere',
        params: { count: 1, region: '140522' },
      },
    ]);
    expect(reasons('county')).toEqual([]);
  });

  it('is refused while administrators hold their role there', () => {
    expect(reasons('police', [hanging('administrator-role', 1)])).toEqual([' unit.holds-administrators']);
  });

  it('is refused twice, for a day to come, and for one before the last thing that happened to it', () => {
    expect(reasons('police', [], UNITS[4])).toEqual([' unit.ended']);
    expect(reasons('police', [], market, '2026-11-24')).toEqual(['effectiveOn unit.day-in-future']);
    expect(reasons('police', [], market, '2019-12-31')).toEqual(['effectiveOn unit.day-before-last-change']);
  });
});

describe('the digest of a plan', () => {
  const seals = hanging('seal', 2);
  const digest = planDigest(market, END, [seals]);

  it('is the same for the same facts, whichever ids are shown', () => {
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(planDigest({ ...market }, { ...END }, [{ ...seals, firstIds: ['x'] }])).toBe(digest);
  });

  it('is another for another unit, successor, day, number of things, or other things as many', () => {
    const others = [
      planDigest({ ...market, nameZh: 'x' }, END, [seals]),
      planDigest(market, { ...END, successorId: null }, [seals]),
      planDigest(market, { ...END, effectiveOn: '2026-11-22' }, [seals]),
      planDigest(market, END, [hanging('seal', 3)]),
      planDigest(market, END, [hanging('seal', 2, '7')]),
      planDigest(market, END, []),
    ];
    expect(new Set([digest, ...others]).size).toBe(7);
  });
});
