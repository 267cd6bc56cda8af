import type { AccessRefusal } from '../../platform/http/access-policy.ts';
import type { Caller, Grant } from '../../platform/http/caller.ts';

/** With whose things a caller may do an act: pairs of unit and licence type, ready for `unnest` in a query. */
export interface Reach {
  /** UUIDs of units; one may stand several times. */
  readonly unitIds: readonly string[];
  /** To each of `unitIds` the code of the licence type, or null for every type. */
  readonly typeCodes: readonly (string | null)[];
}

type Entitled = Pick<Caller, 'grants' | 'purpose'>;

/** Why a caller may not do `act`, whatever it is about; null where some grant lets them. */
export function refusalOf(caller: Entitled, act: string): AccessRefusal | null {
  const grants = caller.grants.filter(({ acts }) => acts.has(act));
  if (grants.length === 0) return 'caller.forbidden';
  return grants.some((grant) => holds(grant, caller)) ? null : 'caller.purpose-missing';
}

/**
 * With whose things `caller` may do `act`. What lies outside is to be treated as if it did not exist, so a query takes
 * the reach as its condition instead of comparing afterwards.
 */
export function reachOf(caller: Entitled, act: string): Reach {
  const reach = { unitIds: [] as string[], typeCodes: [] as (string | null)[] };
  for (const grant of caller.grants) {
    if (!grant.acts.has(act) || !holds(grant, caller)) continue;
    for (const unitId of grant.unitIds) {
      for (const typeCode of grant.typeCodes ?? [null]) {
        reach.unitIds.push(unitId);
        reach.typeCodes.push(typeCode);
      }
    }
  }
  return reach;
}

/**
 * As whom `caller` may do `act` with what is theirs as a person: the id of a holder's subject; null for everybody else.
 * Acts on one's own licences reach no unit, and nobody's but one's own.
 */
export const holderOf = (caller: Entitled & Pick<Caller, 'kind' | 'id'>, act: string): string | null =>
  caller.kind === 'holder' && refusalOf(caller, act) === null ? caller.id : null;

/** Whether `reach` covers a thing of this unit and, where it is one of a licence type, of this type. */
export function covers({ unitIds, typeCodes }: Reach, unitId: string, typeCode?: string): boolean {
  return unitIds.some((id, at) => id === unitId && isOfType(typeCodes[at] ?? null, typeCode));
}

const isOfType = (covered: string | null, typeCode: string | undefined) =>
  covered === null || typeCode === undefined || covered === typeCode;

const holds = (grant: Grant, { purpose }: Entitled) => !grant.needsPurpose || purpose !== null;
