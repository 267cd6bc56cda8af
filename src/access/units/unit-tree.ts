import type { Unit } from './unit.ts';

/**
 * A unit and every one that was merged into it, and into those before that: with whose licences it deals. Itself
 * first; nothing but itself where `units` do not know it.
 */
export function unitsSucceeded(unitId: string, units: readonly Unit[]): string[] {
  return closureOf(unitId, units, ({ mergedIntoId }) => mergedIntoId);
}

/** The units that stand below a unit, at any depth, ended ones too. */
export function unitsBelow(unitId: string, units: readonly Unit[]): string[] {
  return closureOf(unitId, units, ({ parentId }) => parentId).slice(1);
}

/** The units right below a unit that have not ended. */
export const childrenOf = (unitId: string, units: readonly Unit[]): Unit[] =>
  units.filter(({ parentId, endedOn }) => parentId === unitId && endedOn === null);

/** `start` and all that lead to it by `next`; no circle in the data can make it run for ever. */
function closureOf(start: string, units: readonly Unit[], next: (unit: Unit) => string | null): string[] {
  const reached = new Set([start]);
  for (const id of reached) {
    for (const unit of units) if (next(unit) === id) reached.add(unit.id);
  }
  return [...reached];
}
