import type { Caller } from '../../platform/http/caller.ts';
import { HttpProblem } from '../../platform/http/http-problem.ts';

/** A caller that is known to act for a unit. */
export type UnitCaller = Caller & { readonly unitId: string };

/**
 * The caller as one who acts for a unit. Nobody else is granted the acts of units; here it is a type.
 *
 * @throws HttpProblem caller.forbidden for anyone else
 */
export function unitCallerOf(caller: Caller): UnitCaller {
  if (!actsForUnit(caller)) throw new HttpProblem(403, 'caller.forbidden');
  return caller;
}

const actsForUnit = (caller: Caller): caller is UnitCaller => caller.unitId !== null;

/** Who acts: a person who has signed in, whatever the request says; otherwise the one whom the calling system names. */
export const officerOf = ({ kind, officer }: Caller, named: string): string =>
  kind === 'staff' && officer !== null ? officer : named;
