/** States of a staff account as kept in its row. */
export const ACCOUNT_STATES = ['invited', 'active', 'suspended', 'closed'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

interface Transition {
  readonly from: readonly AccountState[];
  readonly to: AccountState;
}

/**
 * What each act does to the state. The person activates the account by its enrolment code; the rest is done by a
 * security administrator. A closed account stays closed: who comes back is given another.
 */
export const ACCOUNT_TRANSITIONS = {
  activation: { from: ['invited'], to: 'active' },
  suspension: { from: ['active'], to: 'suspended' },
  resumption: { from: ['suspended'], to: 'active' },
  closure: { from: ['invited', 'active', 'suspended'], to: 'closed' },
} as const satisfies Readonly<Record<string, Transition>>;

/** What a security administrator does to somebody's account. */
export type AccountAct = Exclude<keyof typeof ACCOUNT_TRANSITIONS, 'activation'>;

/** Why an act on an account is refused; closed codes with texts in `accounts.errors.ts`. */
export type AccountProblemCode = 'account.own' | 'account.state-forbids';

/** Every reason why `actorId` may not do `act` to the account; none: it may be done. */
export function accountActProblems(
  act: AccountAct,
  actorId: string,
  account: { readonly id: string; readonly state: AccountState },
): AccountProblemCode[] {
  const { from }: Transition = ACCOUNT_TRANSITIONS[act];
  return [
    ...(actorId === account.id ? (['account.own'] as const) : []),
    ...(from.includes(account.state) ? [] : (['account.state-forbids'] as const)),
  ];
}
