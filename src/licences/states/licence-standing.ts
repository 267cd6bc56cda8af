import {
  type CalendarDate,
  endOfShanghaiDay,
  shanghaiDateOf,
  startOfShanghaiDay,
} from '../../shared/calendar-date.ts';
import { type LicenceState, type StateRow, stateOf } from './licence-states.ts';

/** All that decides whether a version of a licence is in force. */
export interface StandingFacts extends StateRow {
  readonly effectiveOn: CalendarDate;
  /** Last day in force, to 24:00 Asia/Shanghai; `null` = 长期. */
  readonly expiresOn: CalendarDate | null;
  /** When a newer version took this one's place. */
  readonly supersededAt: Date | null;
}

/** What a version of a licence is worth at an instant: one word. */
export type LicenceStanding =
  | 'in-force'
  | 'not-yet'
  | 'expired'
  | 'superseded'
  | Exclude<LicenceState, 'valid'>;

/**
 * The standing at `at`. A state that ends or stops the licence outranks the dates; expiry outranks supersession,
 * because the newest version of an expired licence may be no better. Nothing waits for a job: dates are compared here.
 */
export function standingAt(facts: StandingFacts, at: Date): LicenceStanding {
  const state = stateOf(facts, at);
  if (state !== 'valid') return state;
  if (facts.expiresOn !== null && at >= endOfShanghaiDay(facts.expiresOn)) return 'expired';
  if (facts.supersededAt !== null && at >= facts.supersededAt) return 'superseded';
  if (at < startOfShanghaiDay(facts.effectiveOn)) return 'not-yet';
  return 'in-force';
}

/** Until when `standingAt` gives the same as at `at` if nothing more is recorded, or until that day ends: the earlier. */
export function standsUntil(facts: StandingFacts, at: Date): Date {
  const { stateEffectiveAt, supersededAt, effectiveOn, expiresOn } = facts;
  const turns = [
    endOfShanghaiDay(shanghaiDateOf(at)),
    startOfShanghaiDay(effectiveOn),
    stateEffectiveAt,
    ...(supersededAt ? [supersededAt] : []),
    ...(expiresOn === null ? [] : [endOfShanghaiDay(expiresOn)]),
  ];
  const next = turns.map((turn) => turn.getTime()).filter((turn) => turn > at.getTime());
  return new Date(Math.min(...next));
}
