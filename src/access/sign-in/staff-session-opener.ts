import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/transaction-runner.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import type { ProvenFactor, Session } from '../sessions/session.ts';
import { SessionsService } from '../sessions/sessions.service.ts';
import { SignInLog } from './sign-in-log.ts';
import type { SigningAccount } from './signing-accounts.queries.ts';

/** Who sends a request of a sign-in, and as whom their cookie still has them signed in. */
export interface Visitor {
  readonly caller: Caller;
  /** Ended when a new session opens: a cookie that was there before is never the one after. */
  readonly replacing: Session | null;
}

/** A session that has just been opened; `token` goes into the cookie and nowhere else. */
export interface OpenedSession {
  readonly id: string;
  readonly token: string;
}

/** Opens sessions of staff, with their entry in the log. */
@Injectable()
export class StaffSessionOpener {
  constructor(
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(SignInLog) private readonly log: SignInLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param act `session.open`, or `enrolment.use` where that is what the request did */
  async open(
    tx: Tx,
    { caller, replacing }: Visitor,
    account: SigningAccount,
    factors: readonly ProvenFactor[],
    act: 'session.open' | 'enrolment.use',
  ): Promise<OpenedSession> {
    const now = this.clock.now();
    if (replacing) {
      const ending = { by: replacing.subject.id, reason: 'replaced' } as const;
      await this.sessions.end(tx, replacing.subject, replacing.id, ending, now);
    }
    const subject = { kind: 'staff', id: account.id } as const;
    const opened = await this.sessions.open(tx, { subject, factors, address: caller.address }, now);
    await this.log.done(tx, caller, account, act, { session: opened.id, factors: factors.join(' ') });
    return opened;
  }
}
