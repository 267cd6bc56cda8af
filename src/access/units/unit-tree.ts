import type { Unit } from './unit.ts';

/**
 * A unit and every one that was merged into it, and into those before that: with whose licences it deals. Itself
 * first; nothing but itself where `units` do not know it.
 */
export const unitsSucceeded = (unitId: string, units: readonly Unit[]): string[] =>
  allSucceeded([unitId], units);

/** Units with every one that was merged into any of them, each once. */
export const allSucceeded = (unitIds: readonly string[], units: readonly Unit[]): string[] =>
  closureOf(unitIds, units, ({ mergedIntoId }) => mergedIntoId);

/** The units that stand below a unit, at any depth, ended ones too. */
export const unitsBelow = (unitId: string, units: readonly Unit[]): string[] =>
  closureOf([unitId], units, ({ parentId }) => parentId).slice(1);

/** The units right below a unit that have not ended. */
export const childrenOf = (unitId: string, units: readonly Unit[]): Unit[] =>
  units.filter(({ parentId, endedOn }) => parentId === unitId && endedOn === null);

/** `starts` and all that lead to them by `next`; no circle in the data can make it run for ever. */
function closureOf(
  starts: readonly string[],
  units: readonly Unit[],
  next: (unit: Unit) => string | null,
): string[] {
  const leadingTo = new Map<string, string[]>();
  for (const unit of units) {
    const to = next(unit);
    if (to === null) continue;
    const others = leadingTo.get(to);
    if (others) others.push(unit.id);
    else leadingTo.set(to, [unit.id]);
  }
  const reached = new Set(starts);
  for (const id of reached) for (const from of leadingTo.get(id) ?? []) reached.add(from);
  return [...reached];
}
