/** States of a licence as kept in its row; expiry and “not yet” are never states, they follow from the dates. */
export const LICENCE_STATES = [
  'sealing',
  'void',
  'valid',
  'suspended',
  'lost',
  'transferred-out',
  'cancelled',
  'revoked',
  'withdrawn',
  'annulled',
] as const;
export type LicenceState = (typeof LICENCE_STATES)[number];

export const LICENCE_EVENT_TYPES = [
  'issued',
  'superseded',
  'suspended',
  'resumed',
  'reported-lost',
  'found',
  'transferred-out',
  'cancelled',
  'revoked',
  'withdrawn',
  'annulled',
  'sealing-abandoned',
] as const;
export type LicenceEventType = (typeof LICENCE_EVENT_TYPES)[number];

/** A licence that lives can be ended in any of these. */
const LIVING = ['valid', 'suspended', 'lost'] as const satisfies readonly LicenceState[];

interface Transition {
  readonly from: readonly LicenceState[];
  readonly to: LicenceState;
}

/**
 * What each event does to the state. `superseded` belongs to a version and changes no state. A licence that is lost
 * or in force can be issued anew as its next version. Annulment (撤销, wrong from the start) may also follow another
 * end: it says more about the past than they do.
 */
export const TRANSITIONS: Readonly<Record<Exclude<LicenceEventType, 'superseded'>, Transition>> = {
  issued: { from: ['sealing', 'valid', 'lost'], to: 'valid' },
  'sealing-abandoned': { from: ['sealing'], to: 'void' },
  suspended: { from: ['valid', 'lost'], to: 'suspended' },
  resumed: { from: ['suspended'], to: 'valid' },
  'reported-lost': { from: ['valid'], to: 'lost' },
  found: { from: ['lost'], to: 'valid' },
  'transferred-out': { from: ['valid'], to: 'transferred-out' },
  cancelled: { from: LIVING, to: 'cancelled' },
  revoked: { from: LIVING, to: 'revoked' },
  withdrawn: { from: LIVING, to: 'withdrawn' },
  annulled: { from: [...LIVING, 'transferred-out', 'cancelled', 'revoked', 'withdrawn'], to: 'annulled' },
};

/** The state after `event`, or `null` where the table has no way. */
export function stateAfter(state: LicenceState, event: LicenceEventType): LicenceState | null {
  if (event === 'superseded') return state;
  const transition = TRANSITIONS[event];
  return transition.from.includes(state) ? transition.to : null;
}

/** States that no chain of events leads to from `sealing`; the service refuses to start unless there are none. */
export function unreachableStates(): LicenceState[] {
  const reached = new Set<LicenceState>(['sealing']);
  for (const state of reached) {
    for (const { from, to } of Object.values(TRANSITIONS)) if (from.includes(state)) reached.add(to);
  }
  return LICENCE_STATES.filter((state) => !reached.has(state));
}

/** The part of a licence's row that says its state. */
export interface StateRow {
  readonly state: LicenceState;
  readonly priorState: LicenceState;
  readonly stateEffectiveAt: Date;
}

/** The state that holds at an instant by what is known now: a change that waits for its day has not happened yet. */
export function stateOf(row: StateRow, at: Date): LicenceState {
  return at.getTime() < row.stateEffectiveAt.getTime() ? row.priorState : row.state;
}

/** True while a recorded change still waits for its day. */
export function isChangePending(row: StateRow, at: Date): boolean {
  return row.state !== row.priorState && at.getTime() < row.stateEffectiveAt.getTime();
}
