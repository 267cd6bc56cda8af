import type { HeldRole } from '../authorisation/role-grants.ts';
import { mayBeHeldTogether } from '../authorisation/roles.ts';
import type { AccountState } from './account-states.ts';

/** A role to be given to somebody in a unit, or taken from them. */
export interface RoleChange extends HeldRole {
  readonly change: 'grant' | 'end';
}

/** The person it is about, as they stand now. */
export interface RoleSubject {
  readonly id: string;
  readonly state: AccountState;
  readonly held: readonly HeldRole[];
}

/** Why a change of roles is refused; closed codes with texts in `accounts.errors.ts`. */
export type RoleProblemCode =
  | 'role.own-account'
  | 'role.own-request'
  | 'role.asker-gone'
  | 'role.account-closed'
  | 'role.account-not-active'
  | 'role.held-already'
  | 'role.not-held'
  | 'role.not-together';

/** Every reason why `askerId` may not ask for the change; none: it may be asked for. */
export function askProblems(askerId: string, subject: RoleSubject, change: RoleChange): RoleProblemCode[] {
  return [...ownAccount(askerId, subject), ...changeProblems(subject, change)];
}

/** A request as whoever decides finds it. */
export interface PendingChange extends RoleChange {
  readonly askerId: string;
  /** Whether the one who asked is an active security administrator still. */
  readonly isAskerAdministrator: boolean;
}

/**
 * Every reason why `deciderId` may not decide so; none: it may be decided. Four eyes: neither the person it is about nor
 * the one who asked decides, not even to reject. An approval is judged by what holds now, not by what held when it was
 * asked for, and gives roles to an active account only, whose person has enrolled.
 */
export function decisionProblems(
  deciderId: string,
  subject: RoleSubject,
  pending: PendingChange,
  decision: 'approved' | 'rejected',
): RoleProblemCode[] {
  const eyes: RoleProblemCode[] = [
    ...ownAccount(deciderId, subject),
    ...(deciderId === pending.askerId ? (['role.own-request'] as const) : []),
  ];
  if (decision === 'rejected') return eyes;
  return [
    ...eyes,
    ...(pending.isAskerAdministrator ? [] : (['role.asker-gone'] as const)),
    ...changeProblems(subject, pending),
    ...(pending.change === 'grant' && ['invited', 'suspended'].includes(subject.state)
      ? (['role.account-not-active'] as const)
      : []),
  ];
}

const ownAccount = (actorId: string, subject: RoleSubject): RoleProblemCode[] =>
  actorId === subject.id ? ['role.own-account'] : [];

function changeProblems(
  { state, held }: RoleSubject,
  { change, role, unitId }: RoleChange,
): RoleProblemCode[] {
  const isHeld = held.some((one) => one.role === role && one.unitId === unitId);
  if (change === 'end') return isHeld ? [] : ['role.not-held'];
  const together = new Set([...held.map((one) => one.role), role]);
  return [
    ...(state === 'closed' ? (['role.account-closed'] as const) : []),
    ...(isHeld ? (['role.held-already'] as const) : []),
    ...(mayBeHeldTogether(together) ? [] : (['role.not-together'] as const)),
  ];
}
