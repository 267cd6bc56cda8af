/** The one source of "now": rules take instants as values, services take a Clock, tests set it. */
export interface Clock {
  now(): Date;
}

/** Injection token of the service's `Clock`. */
export const CLOCK = Symbol('Clock');

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until told; for tests and for judging at an instant. */
export function fixedClock(instant: Date | string): Clock & { set(instant: Date | string): void } {
  let current = new Date(instant);
  return {
    now: () => new Date(current),
    set: (next) => {
      current = new Date(next);
    },
  };
}
