import type { Grant } from '../../platform/http/caller.ts';
import { isWithinRegion } from '../../shared/codes/regions.ts';
import type { Unit } from '../units/unit.ts';
import { ROLES, type Role, type RoleCode } from './roles.ts';

/** A role that somebody holds in a unit. */
export interface HeldRole {
  readonly role: RoleCode;
  readonly unitId: string;
}

/** What the roles of one person let them do, where `units` are all units there are. */
export function grantsOf(held: readonly HeldRole[], units: readonly Unit[]): Grant[] {
  return held.map(({ role: code, unitId }) => {
    const role: Role = ROLES[code];
    const unitIds = unitsReached(role, unitId, units);
    return { acts: actsOf(code), unitIds, typeCodes: null, needsPurpose: role.needsPurpose };
  });
}

function unitsReached({ reaches }: Role, unitId: string, units: readonly Unit[]): string[] {
  if (reaches === 'unit') return [unitId];
  const own = units.find(({ id }) => id === unitId);
  const reached = units.filter(
    ({ regionCode }) => reaches === 'everywhere' || (own && isWithinRegion(regionCode, own.regionCode)),
  );
  return reached.map(({ id }) => id);
}

const ACTS = new Map(Object.entries(ROLES).map(([code, { acts }]) => [code, new Set<string>(acts)]));

const actsOf = (code: RoleCode): ReadonlySet<string> => ACTS.get(code) ?? new Set();
