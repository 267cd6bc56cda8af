/** China has one time zone and no summer time. */
const BEIJING_AHEAD_MS = 8 * 3_600_000;

/** Whether a stated time lies in a period: plainly, or only if it was written in Beijing time under a `Z`. */
export type StatedTimeFit = 'inside' | 'perhaps-local' | 'before' | 'after';

/**
 * How a stated time lies to a period, both ends inclusive. Some makers write Beijing time and call it UTC, in the time
 * or in the ends of the period, so eight hours either way are no proof against it.
 */
export function fitOf(stated: Date, from: Date, until: Date): StatedTimeFit {
  const at = stated.getTime();
  if (at >= from.getTime() && at <= until.getTime()) return 'inside';
  if (at < from.getTime() - BEIJING_AHEAD_MS) return 'before';
  return at > until.getTime() + BEIJING_AHEAD_MS ? 'after' : 'perhaps-local';
}

/** The instant of the period that is nearest to the stated time. */
export const nearestInside = (stated: Date, from: Date, until: Date): Date =>
  new Date(Math.min(Math.max(stated.getTime(), from.getTime()), until.getTime()));
