import type { Unit } from './unit.ts';
import { childrenOf, unitsBelow, unitsSucceeded } from './unit-tree.ts';

const unit = (id: string, given: Partial<Unit> = {}) =>
  ({ id, parentId: null, endedOn: null, mergedIntoId: null, ...given }) as Unit;
const merged = (id: string, into: string) => unit(id, { endedOn: '2026-01-01', mergedIntoId: into });

describe('the units that a unit succeeded', () => {
  it('are those merged into it, and into them before, and nobody else', () => {
    const units = [unit('c'), merged('b', 'c'), merged('a', 'b'), unit('other'), merged('x', 'other')];
    expect(unitsSucceeded('c', units)).toEqual(['c', 'b', 'a']);
    expect(unitsSucceeded('b', units)).toEqual(['b', 'a']);
    expect(unitsSucceeded('other', units)).toEqual(['other', 'x']);
  });

  it('are itself alone where nothing was merged into it or it is not known', () => {
    expect(unitsSucceeded('c', [unit('c')])).toEqual(['c']);
    expect(unitsSucceeded('unknown', [unit('c')])).toEqual(['unknown']);
  });

  it('end where the data go in a circle', () => {
    expect(unitsSucceeded('a', [merged('a', 'b'), merged('b', 'a')])).toEqual(['a', 'b']);
  });
});

describe('the units below a unit', () => {
  const units = [
    unit('city'),
    unit('county', { parentId: 'city' }),
    unit('town', { parentId: 'county' }),
    unit('gone', { parentId: 'city', endedOn: '2025-01-01' }),
    unit('elsewhere'),
  ];

  it('are there at any depth', () => {
    expect(unitsBelow('city', units)).toEqual(['county', 'gone', 'town']);
    expect(unitsBelow('town', units)).toEqual([]);
  });

  it('are its children when they stand right below and have not ended', () => {
    expect(childrenOf('city', units).map(({ id }) => id)).toEqual(['county']);
  });
});
