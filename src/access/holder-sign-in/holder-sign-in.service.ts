import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.ts';
import { CONFIG, type Config } from '../../config/config.ts';
import { TransactionRunner } from '../../platform/database/transaction-runner.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import type { Session } from '../sessions/session.ts';
import { SessionsService } from '../sessions/sessions.service.ts';
import type { HolderAttempt } from './holder-attempts.ts';
import { signInFailure } from './holder-sign-in.errors.ts';
import { HolderSubjects } from './holder-subjects.ts';
import { IdentityProvider } from './identity-provider.ts';
import { readPerson, type VerifiedPerson } from './verified-person.ts';

/** Turns the provider's word into a session of ours. */
@Injectable()
export class HolderSignInService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(IdentityProvider) private readonly provider: IdentityProvider,
    @Inject(HolderSubjects) private readonly subjects: HolderSubjects,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(AuditLog) private readonly log: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Opens a session for the person whom the provider names in `query`, the part of our address from `?` on. A session
   * that the browser had before ends: nobody can have planted it.
   *
   * @returns the token of the session's cookie
   * @throws DomainError holder-sign-in.…
   */
  async complete(
    attempt: HolderAttempt,
    query: string,
    caller: Caller,
    before: Session | null,
  ): Promise<string> {
    const person = await this.person(attempt, query);
    const now = this.clock.now();
    return this.transactions.run(async (tx) => {
      const id = await this.subjects.enter(tx, person);
      if (before) await this.sessions.end(tx, before.subject, before.id, { by: id, reason: 'replaced' }, now);
      const opening = {
        subject: { kind: 'holder', id },
        factors: ['provider'],
        address: caller.address,
      } as const;
      const session = await this.sessions.open(tx, opening, now);
      const holder: Caller = { ...caller, kind: 'holder', id, unitId: null, officer: null };
      await this.log.append(tx, holder, {
        act: 'session.open',
        outcome: 'succeeded',
        object: { kind: 'session', id: session.id },
        detail: { factors: ['provider'] },
      });
      return session.token;
    });
  }

  /** Ends a holder's session on the server. */
  async signOut(caller: Caller, { id, subject }: Session): Promise<void> {
    const ending = { by: subject.id, reason: 'signed-out' } as const;
    await this.transactions.run(async (tx) => {
      await this.sessions.end(tx, subject, id, ending, this.clock.now());
      await this.log.append(tx, caller, {
        act: 'session.end',
        outcome: 'succeeded',
        object: { kind: 'session', id },
      });
    });
  }

  private async person(attempt: HolderAttempt, query: string): Promise<VerifiedPerson> {
    const claims = await this.provider.redeem(query, attempt);
    const { identityProvider } = this.config;
    if (!identityProvider) throw signInFailure('holder-sign-in.off');
    const reading = readPerson(claims, identityProvider);
    if ('refusal' in reading) throw signInFailure(reading.refusal);
    return reading.person;
  }
}
