/** Whose signed-in state it is: a staff account, or a holder by the subject of their real-name provider. */
export interface SessionSubject {
  readonly kind: 'staff' | 'holder';
  /** UUID. */
  readonly id: string;
}

/** What a person proved to be signed in; `provider`: the real-name provider vouches for them. */
export type ProvenFactor = 'password' | 'webauthn' | 'totp' | 'certificate' | 'provider';

/** Why a session ended before its time; `account`: the account is no longer active. */
export type SessionEndReason =
  | 'signed-out'
  | 'owner'
  | 'security-administrator'
  | 'replaced'
  | 'new-password'
  | 'enrolment'
  | 'account';

/** A signed-in state (docs/adr/0017-sign-in.md). */
export interface Session {
  readonly id: string;
  readonly subject: SessionSubject;
  readonly factors: readonly ProvenFactor[];
  /** IPv4 /24 or IPv6 /48 that it was opened from. */
  readonly clientPrefix: string;
  readonly openedAt: Date;
  /** Of the last request; as other processes know it, up to a minute earlier. */
  readonly lastSeenAt: Date;
  /** It ends then, however busy it is. */
  readonly endsAt: Date;
  readonly endedAt: Date | null;
}

/** True while a session lets its owner act: not ended, not too old, not left alone for `idleMs`. */
export function isLive(session: Session, now: Date, idleMs: number): boolean {
  if (session.endedAt !== null || now >= session.endsAt) return false;
  return now.getTime() - session.lastSeenAt.getTime() < idleMs;
}
