import type { Grant } from '../../platform/http/caller.ts';
import { isWithinRegion } from '../../shared/codes/regions.ts';
import type { Unit } from '../units/unit.ts';
import { allSucceeded, unitsSucceeded } from '../units/unit-tree.ts';
import { ROLES, type Role, type RoleCode } from './roles.ts';

/** A role that somebody holds in a unit. */
export interface HeldRole {
  readonly role: RoleCode;
  readonly unitId: string;
}

/**
 * What the roles of one person let them do, where `units` are all units there are. A role in a unit that has ended
 * lets them do nothing.
 */
export function grantsOf(held: readonly HeldRole[], units: readonly Unit[]): Grant[] {
  const ended = new Set(units.filter(({ endedOn }) => endedOn !== null).map(({ id }) => id));
  const inBeing = held.filter(({ unitId }) => !ended.has(unitId));
  return inBeing.map(({ role: code, unitId }) => {
    const role: Role = ROLES[code];
    const unitIds = unitsReached(role, unitId, units);
    return { acts: actsOf(code), unitIds, typeCodes: null, needsPurpose: role.needsPurpose };
  });
}

/** With each unit reached come those that were merged into it: it looks after their licences. */
function unitsReached({ reaches }: Role, unitId: string, units: readonly Unit[]): string[] {
  if (reaches === 'everywhere') return units.map(({ id }) => id);
  if (reaches === 'unit') return unitsSucceeded(unitId, units);
  const own = units.find(({ id }) => id === unitId);
  const inRegion = units.filter(({ regionCode }) => own && isWithinRegion(regionCode, own.regionCode));
  return allSucceeded(
    inRegion.map(({ id }) => id),
    units,
  );
}

const ACTS = new Map(Object.entries(ROLES).map(([code, { acts }]) => [code, new Set<string>(acts)]));

const actsOf = (code: RoleCode): ReadonlySet<string> => ACTS.get(code) ?? new Set();
