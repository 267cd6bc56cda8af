import { Inject, Injectable } from '@nestjs/common';
import type { AuditAct } from '../../audit/audit-acts.ts';
import { TransactionRunner } from '../../platform/database/transaction-runner.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import type { Session } from '../sessions/session.ts';
import { SessionsService } from '../sessions/sessions.service.ts';
import type { FactorRegistration } from './enrolling.service.ts';
import { FactorDialogue, type ToldChallenge } from './factors/factor-dialogue.ts';
import type { FactorKind } from './factors/second-factor.ts';
import { type FactorSummary, StaffFactors } from './factors/staff-factors.service.ts';
import { FailureCount } from './failure-count.ts';
import { Passwords } from './passwords/passwords.service.ts';
import { signInError } from './sign-in.errors.ts';
import { SignInLog } from './sign-in-log.ts';
import { type SigningAccount, SigningAccountsQueries } from './signing-accounts.queries.ts';

/** A signed-in member of staff who looks after their own account. */
export interface SignedIn {
  readonly caller: Caller;
  readonly session: Session;
}

/** What people do with their own account: password, factors. Each change asks for the password once more. */
@Injectable()
export class OwnAccount {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(SigningAccountsQueries) private readonly accounts: SigningAccountsQueries,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(FailureCount) private readonly failures: FailureCount,
    @Inject(StaffFactors) private readonly factors: StaffFactors,
    @Inject(FactorDialogue) private readonly dialogue: FactorDialogue,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(SignInLog) private readonly log: SignInLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whose session it is. */
  async accountOf({ session }: SignedIn): Promise<SigningAccount> {
    const account = await this.accounts.byId(session.subject.id);
    if (!account) throw new Error('a session of staff names an account');
    return account;
  }

  factorsOf({ session }: SignedIn): Promise<FactorSummary[]> {
    return this.factors.summariesOf(session.subject.id);
  }

  sessionsOf({ session }: SignedIn): Promise<Session[]> {
    return this.sessions.liveOf(session.subject, this.clock.now());
  }

  /**
   * Sets a new password and ends all other sessions.
   *
   * @throws DomainError password.wrong, password.refused, sign-in.busy
   */
  async changePassword(who: SignedIn, present: string, next: string): Promise<void> {
    const account = await this.confirmed(who, present, 'password.change');
    const hash = await this.passwords.accepted(account, next);
    await this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const { subject, id } = who.session;
      await this.passwords.set(tx, account.id, hash, now);
      const ending = { by: account.id, reason: 'new-password' } as const;
      const ended = await this.sessions.endAll(tx, subject, ending, now, id);
      await this.log.done(tx, who.caller, account, 'password.change', { sessionsEnded: ended });
    });
  }

  /** What it takes to register a further factor. */
  async offerFactor(who: SignedIn, kind: FactorKind): Promise<ToldChallenge> {
    return this.dialogue.offer({ sessionId: who.session.id }, await this.accountOf(who), kind);
  }

  /** @throws DomainError password.wrong, factor.refused, sign-in.busy */
  async addFactor(who: SignedIn, password: string, registration: FactorRegistration): Promise<void> {
    const account = await this.confirmed(who, password, 'factor.add');
    const factor = await this.dialogue.registered({ sessionId: who.session.id }, registration);
    await this.transactions.run(async (tx) => {
      const added = { ...factor, kind: registration.kind, label: registration.label };
      const id = await this.factors.add(tx, account.id, added, this.clock.now());
      await this.log.done(tx, who.caller, account, 'factor.add', { factor: id, kind: registration.kind });
    });
  }

  /** @throws DomainError password.wrong, factor.not-found, factor.last, sign-in.busy */
  async removeFactor(who: SignedIn, password: string, factorId: string): Promise<void> {
    const account = await this.confirmed(who, password, 'factor.remove');
    await this.transactions.run(async (tx) => {
      const kind = await this.factors.remove(tx, account.id, factorId, this.clock.now());
      if (kind === null) throw signInError('not-found', 'factor.not-found');
      if (kind === 'last') throw signInError('conflict', 'factor.last');
      await this.log.done(tx, who.caller, account, 'factor.remove', { factor: factorId, kind });
    });
  }

  /** The account, once the password is shown to be right; wrong ones count like those of signing in. */
  private async confirmed(who: SignedIn, password: string, act: AuditAct): Promise<SigningAccount> {
    const account = await this.accountOf(who);
    const hasPlace = await this.failures.take(account.id, this.clock.now());
    if (!(await this.passwords.isRight(account.id, password)) || !hasPlace) {
      const reason = hasPlace ? 'wrong-password' : 'locked';
      this.log.refused(who.caller, { act, code: 'password.wrong', reason, account });
      throw signInError('forbidden', 'password.wrong');
    }
    await this.transactions.run((tx) => this.failures.giveBack(tx, account.id));
    return account;
  }
}
