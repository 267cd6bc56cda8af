import type { Caller } from '../../platform/http/caller.ts';
import type { SessionSubject } from './session.ts';

/** Nest token of every `SessionSubjects`, an array: one for each kind of subject. */
export const SESSION_SUBJECTS = Symbol('SessionSubjects');

/** What those who sign in may do; one source for each kind of them. */
export interface SessionSubjects {
  readonly kind: SessionSubject['kind'];
  /**
   * What a session of the subject makes of its caller, at most five seconds old; null when the subject may no longer
   * act at all.
   */
  callerOf(subjectId: string): Promise<Pick<Caller, 'unitId' | 'officer' | 'grants'> | null>;
}
