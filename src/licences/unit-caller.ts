import type { Caller } from '../platform/http/caller.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { LicencesErrorCode } from './licences.errors.ts';

/** A caller that is known to act for a unit. */
export type UnitCaller = Caller & { readonly unitId: string };

/**
 * The caller as one who acts for a unit. The guard lets nobody else come this far; here it is a type.
 *
 * @throws DomainError licence.not-found for anyone else: who has no unit has no licences
 */
export function unitCallerOf(caller: Caller): UnitCaller {
  if (!actsForUnit(caller)) throw new DomainError<LicencesErrorCode>('not-found', 'licence.not-found');
  return caller;
}

const actsForUnit = (caller: Caller): caller is UnitCaller => caller.unitId !== null;
