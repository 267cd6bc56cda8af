import type { AuditAct } from '../../audit/audit-acts.ts';
import type { DomainErrorKind, FieldProblem } from '../../shared/domain-error.ts';
import type { LicencesErrorCode } from '../licences.errors.ts';
import {
  isChangePending,
  type LicenceEventType,
  type StateRow,
  stateAfter,
  stateOf,
} from './licence-states.ts';

/**
 * When an act may take effect: `from-last-event` at any time since the last change, past or future; `from-now` not
 * before now (撤回: what was done until then stays good); `from-the-start` always from the first day (撤销: it was wrong
 * from the start).
 */
export type ActTiming = 'from-last-event' | 'from-now' | 'from-the-start';

/** What each act on a licence does and how it is logged. */
export const LICENCE_ACTS = {
  suspension: { event: 'suspended', logged: 'licence.suspend', timing: 'from-last-event' },
  resumption: { event: 'resumed', logged: 'licence.resume', timing: 'from-last-event' },
  'loss-report': { event: 'reported-lost', logged: 'licence.report-lost', timing: 'from-last-event' },
  recovery: { event: 'found', logged: 'licence.recover', timing: 'from-last-event' },
  transfer: { event: 'transferred-out', logged: 'licence.transfer-out', timing: 'from-last-event' },
  cancellation: { event: 'cancelled', logged: 'licence.cancel', timing: 'from-last-event' },
  revocation: { event: 'revoked', logged: 'licence.revoke', timing: 'from-last-event' },
  withdrawal: { event: 'withdrawn', logged: 'licence.withdraw', timing: 'from-now' },
  annulment: { event: 'annulled', logged: 'licence.annul', timing: 'from-the-start' },
} as const satisfies Record<
  string,
  { event: Exclude<LicenceEventType, 'superseded'>; logged: AuditAct; timing: ActTiming }
>;
export type LicenceActKind = keyof typeof LICENCE_ACTS;

/** What is known of a licence when an act on it is decided. */
export interface ActFacts {
  readonly row: StateRow;
  /** When the first version began to hold. */
  readonly startsAt: Date;
  /** The latest effect of any event of it. */
  readonly lastEffectiveAt: Date;
  readonly now: Date;
}

export type ActDecision =
  | { readonly ok: true; readonly next: StateRow }
  | {
      readonly ok: false;
      readonly kind: DomainErrorKind;
      readonly code: LicencesErrorCode;
      readonly params?: Readonly<Record<string, string>>;
      readonly problems?: readonly FieldProblem[];
    };

/**
 * Whether an act can be done and what the licence's row becomes by it.
 *
 * @param requestedAt from when the act is to hold; now, or the last change where that is later, when left out
 */
export function decideAct(kind: LicenceActKind, requestedAt: Date | undefined, facts: ActFacts): ActDecision {
  const { event, timing } = LICENCE_ACTS[kind];
  const { row, now } = facts;
  if (timing !== 'from-the-start' && isChangePending(row, now))
    return { ok: false, kind: 'conflict', code: 'licence.change-pending' };
  const state = timing === 'from-the-start' ? row.state : stateOf(row, now);
  const next = stateAfter(state, event);
  if (next === null) return { ok: false, kind: 'conflict', code: 'licence.state-forbids', params: { state } };
  if (timing === 'from-the-start')
    return { ok: true, next: { state: next, priorState: next, stateEffectiveAt: facts.startsAt } };
  const effectiveAt = requestedAt ?? laterOf(now, facts.lastEffectiveAt);
  const problems = timeProblems(timing, effectiveAt, facts);
  if (problems.length > 0) return { ok: false, kind: 'invalid', code: 'act.refused', problems };
  return { ok: true, next: { state: next, priorState: state, stateEffectiveAt: effectiveAt } };
}

function timeProblems(
  timing: ActTiming,
  effectiveAt: Date,
  { lastEffectiveAt, now }: ActFacts,
): FieldProblem[] {
  if (timing === 'from-now' && effectiveAt < now)
    return [{ path: 'effectiveAt', code: 'act.effective-in-past' }];
  if (effectiveAt >= lastEffectiveAt) return [];
  const at = lastEffectiveAt.toISOString();
  return [{ path: 'effectiveAt', code: 'act.effective-before-last-event', params: { at } }];
}

function laterOf(left: Date, right: Date): Date {
  return left < right ? right : left;
}
