/** States of a seal (印章). A lost seal cannot come back: a new one is made. */
const SEAL_STATES = ['active', 'stopped', 'lost', 'cancelled'] as const;
export type SealState = (typeof SEAL_STATES)[number];

/** Which state may follow which. */
export const SEAL_TRANSITIONS: Readonly<Record<SealState, readonly SealState[]>> = {
  active: ['stopped', 'lost', 'cancelled'],
  stopped: ['active', 'lost', 'cancelled'],
  lost: ['cancelled'],
  cancelled: [],
};

/** States of one use of a seal; an ended use never changes again (a trigger of the database sees to it). */
const SEAL_USE_STATES = ['intended', 'completed', 'void'] as const;
export type SealUseState = (typeof SEAL_USE_STATES)[number];

export const SEAL_USE_TRANSITIONS: Readonly<Record<SealUseState, readonly SealUseState[]>> = {
  intended: ['completed', 'void'],
  completed: [],
  void: [],
};

/** States that no chain of transitions leads to from `first`; there are none where the table is whole. */
export function unreachableFrom<State extends string>(
  first: State,
  transitions: Readonly<Record<State, readonly State[]>>,
): State[] {
  const reached = new Set<State>([first]);
  for (const state of reached) for (const next of transitions[state]) reached.add(next);
  return (Object.keys(transitions) as State[]).filter((state) => !reached.has(state));
}
