import { makeUscc } from '../../../shared/codes/uscc.ts';
import { JINCHENG_UNITS } from '../jincheng-units.ts';
import type { NewUnit, Unit } from '../unit.ts';
import {
  creationProblems,
  dutyChangeProblems,
  moveProblems,
  renamingProblems,
  telephoneProblems,
} from './unit-changes.ts';

const UNITS: readonly Unit[] = JINCHENG_UNITS.map(({ key, parentKey, ...unit }) => ({
  ...unit,
  id: key,
  parentId: parentKey,
  endedOn: null,
  mergedIntoId: null,
}));
const TODAY = '2026-11-23';
const DAY = { effectiveOn: TODAY, asItIsSince: '2026-01-01' };
const FACTS = { units: UNITS, today: TODAY };

const unit = (id: string, units = UNITS): Unit => units.find((one) => one.id === id)!;
const withEnded = (id: string): readonly Unit[] =>
  UNITS.map((one) => (one.id === id ? { ...one, endedOn: '2026-10-01' } : one));
const codes = (problems: readonly { path: string; code: string }[]) =>
  problems.map(({ path, code }) => `${path} ${code}`);

const TOWN: NewUnit = {
  uscc: makeUscc('11', '140521', 'MB9A0777'),
  nameZh: '沁水县龙港镇人民政府',
  nameEn: 'Longgang Town',
  regionCode: '140521',
  parentId: 'qinshui',
  managing: false,
  issuing: true,
  using: true,
  phone: null,
};
const created = (
  change: Partial<NewUnit> = {},
  facts = FACTS,
  day = { ...DAY, asItIsSince: null as string | null },
) => codes(creationProblems({ ...TOWN, ...change }, day, facts));

describe('creating a unit', () => {
  it('is refused for nothing where all is right', () => {
    expect(created({})).toEqual([]);
  });

  it('is refused for a code with a wrong check character or one that is taken', () => {
    expect(created({ uscc: '11140521MB9A0777XX' })).toEqual(['uscc unit.bad-code']);
    expect(created({ uscc: unit('market').uscc })).toEqual(['uscc unit.code-taken']);
  });

  it('is refused for a region that is none, and for a parent of another region', () => {
    expect(created({ regionCode: '999999' })).toEqual(['regionCode unit.region-unknown']);
    expect(created({ parentId: 'yangcheng' })).toEqual(['parentId unit.outside-region']);
    expect(created({ regionCode: '140500' })).toEqual(['parentId unit.outside-region']);
  });

  it('is refused below nobody, below one that is not there and below one that has ended', () => {
    expect(created({ parentId: null })).toEqual(['parentId unit.parent-missing']);
    expect(created({ parentId: 'nowhere' })).toEqual(['parentId unit.parent-unknown']);
    const ended = { units: withEnded('qinshui'), today: TODAY };
    expect(created({}, ended)).toEqual(['parentId unit.parent-ended']);
  });

  it('is possible at the root where there is none', () => {
    expect(created({ parentId: null, regionCode: '140000' }, { units: [], today: TODAY })).toEqual([]);
  });

  it('is refused for a name that is taken in its region, and not for one of another region or of an ended unit', () => {
    const { nameZh } = unit('qinshui');
    expect(created({ nameZh })).toEqual(['nameZh unit.name-taken']);
    expect(created({ nameZh: unit('yangcheng').nameZh })).toEqual([]);
    const bureau = { nameZh: unit('police').nameZh, regionCode: '140500', parentId: 'jincheng' };
    const ended = { units: withEnded('police'), today: TODAY };
    expect(created(bureau)).toEqual(['nameZh unit.name-taken']);
    expect(created(bureau, ended)).toEqual([]);
  });

  it('is refused without a duty, or for a day that is to come; all reasons at once', () => {
    const nothing = { managing: false, issuing: false, using: false };
    expect(
      created({ ...nothing, uscc: 'x' }, FACTS, { effectiveOn: '2026-11-24', asItIsSince: null }),
    ).toEqual(['uscc unit.bad-code', 'using unit.no-duty', 'effectiveOn unit.day-in-future']);
  });
});

describe('renaming a unit', () => {
  const name = { nameZh: '晋城市警务局', nameEn: 'Jincheng Police' };

  it('is refused for its own name, for a name of another, and for a day before it got its present one', () => {
    const { nameZh, nameEn } = unit('police');
    expect(codes(renamingProblems(unit('police'), { nameZh, nameEn }, DAY, FACTS))).toEqual([
      'nameZh unit.name-same',
    ]);
    expect(
      codes(renamingProblems(unit('police'), { ...name, nameZh: unit('health').nameZh }, DAY, FACTS)),
    ).toEqual(['nameZh unit.name-taken']);
    const early = { ...DAY, effectiveOn: '2025-12-31' };
    expect(codes(renamingProblems(unit('police'), name, early, FACTS))).toEqual([
      'effectiveOn unit.day-before-last-change',
    ]);
  });

  it('is possible on the very day, and where only the English name changes', () => {
    expect(renamingProblems(unit('police'), name, { ...DAY, effectiveOn: '2026-01-01' }, FACTS)).toEqual([]);
    expect(renamingProblems(unit('police'), { ...name, nameZh: unit('police').nameZh }, DAY, FACTS)).toEqual(
      [],
    );
  });

  it('is refused when it has ended', () => {
    const units = withEnded('police');
    expect(codes(renamingProblems(unit('police', units), name, DAY, { units, today: TODAY }))).toEqual([
      ' unit.ended',
    ]);
  });
});

describe('moving a unit', () => {
  it('is refused below itself and below what stands under it', () => {
    expect(codes(moveProblems(unit('jincheng'), 'jincheng', DAY, FACTS))).toEqual([
      'parentId unit.below-itself',
    ]);
    expect(codes(moveProblems(unit('jincheng'), 'market', DAY, FACTS))).toEqual([
      'parentId unit.below-itself',
    ]);
  });

  it('is refused out of the region of the new parent, to where it stands, and to the root', () => {
    expect(codes(moveProblems(unit('market'), 'qinshui', DAY, FACTS))).toEqual([
      'parentId unit.outside-region',
    ]);
    expect(codes(moveProblems(unit('market'), 'jincheng', DAY, FACTS))).toEqual([
      'parentId unit.parent-same',
    ]);
    expect(codes(moveProblems(unit('market'), null, DAY, FACTS))).toEqual(['parentId unit.parent-missing']);
  });

  it('is possible below any unit of an enclosing region', () => {
    expect(moveProblems(unit('qinshui'), 'approval', DAY, FACTS)).toEqual([]);
    expect(moveProblems(unit('market'), 'shanxi', DAY, FACTS)).toEqual([]);
  });
});

describe('duties and telephone of a unit', () => {
  it('are refused where nothing changes or no duty is left', () => {
    const { managing, issuing, using, phone } = unit('market');
    expect(codes(dutyChangeProblems(unit('market'), { managing, issuing, using }, DAY, FACTS))).toEqual([
      'issuing unit.duties-same',
    ]);
    const none = { managing: false, issuing: false, using: false };
    expect(codes(dutyChangeProblems(unit('market'), none, DAY, FACTS))).toEqual(['using unit.no-duty']);
    expect(codes(telephoneProblems(unit('market'), phone, DAY, FACTS))).toEqual([
      'phone unit.telephone-same',
    ]);
  });

  it('may change otherwise', () => {
    const duties = { managing: false, issuing: false, using: true };
    expect(dutyChangeProblems(unit('market'), duties, DAY, FACTS)).toEqual([]);
    expect(telephoneProblems(unit('market'), null, DAY, FACTS)).toEqual([]);
  });
});
