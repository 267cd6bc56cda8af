import { Inject, Injectable } from '@nestjs/common';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { atEvenTime } from '../../shared/even-answers.ts';
import { EnrolmentsService } from '../accounts/enrolments.service.ts';
import { SessionsService } from '../sessions/sessions.service.ts';
import { type FactorAnswer, FactorDialogue, type ToldChallenge } from './factors/factor-dialogue.ts';
import type { FactorKind, NewFactor } from './factors/second-factor.ts';
import { StaffFactors } from './factors/staff-factors.service.ts';
import { FailureCount } from './failure-count.ts';
import { Passwords } from './passwords/passwords.service.ts';
import { signInError } from './sign-in.errors.ts';
import { type SignInAttempt, SignInAttempts } from './sign-in-attempts.ts';
import { SignInLog } from './sign-in-log.ts';
import { normalLogin, type SigningAccount, SigningAccountsQueries } from './signing-accounts.queries.ts';
import { type OpenedSession, StaffSessionOpener, type Visitor } from './staff-session-opener.ts';

/** What a person types to enrol. */
export interface EnrolmentForm {
  readonly login: string;
  readonly code: string;
  readonly password: string;
}

/** A factor to be registered, with the name that its owner gives it. */
export interface FactorRegistration extends FactorAnswer {
  readonly label: string;
}

/** Longer than the first step takes on a machine in good health. */
const FIRST_STEP_MS = 100;

interface Person {
  readonly attempt: SignInAttempt;
  readonly account: SigningAccount;
}

/** From a one-time code to an account with password and second factor: no account ever has a password of others. */
@Injectable()
export class Enrolling {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(EnrolmentsService) private readonly enrolments: EnrolmentsService,
    @Inject(SigningAccountsQueries) private readonly accounts: SigningAccountsQueries,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(FailureCount) private readonly failures: FailureCount,
    @Inject(StaffFactors) private readonly factors: StaffFactors,
    @Inject(FactorDialogue) private readonly dialogue: FactorDialogue,
    @Inject(SignInAttempts) private readonly attempts: SignInAttempts,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(StaffSessionOpener) private readonly opener: StaffSessionOpener,
    @Inject(SignInLog) private readonly log: SignInLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * First step: code and new password. The code is not used up yet.
   *
   * @returns token of the attempt
   * @throws DomainError enrolment.refused, password.refused, sign-in.busy
   */
  async begin({ login: typed, code, password }: EnrolmentForm, caller: Caller): Promise<string> {
    const startedAt = performance.now();
    const login = normalLogin(typed);
    const presented = await this.transactions.run((tx) => this.enrolments.present(tx, login, code));
    const account = presented && (await this.accounts.byId(presented.accountId));
    if (!account) {
      await this.logRefusal(login, caller);
      await atEvenTime(startedAt, FIRST_STEP_MS);
      throw signInError('forbidden', 'enrolment.refused');
    }
    const passwordHash = await this.passwords.accepted(account, password);
    const draft = { enrolmentId: presented.id, code, passwordHash };
    return this.transactions.run((tx) => this.attempts.open(tx, account.id, this.clock.now(), draft));
  }

  /** What it takes to register the first factor. @throws DomainError sign-in.attempt-over */
  async offer(token: string | undefined, kind: FactorKind): Promise<ToldChallenge> {
    const { attempt, account } = await this.person(token);
    return this.dialogue.offer({ attemptId: attempt.id }, account, kind);
  }

  /** Whose enrolment a token is about. @throws DomainError sign-in.attempt-over */
  async accountOf(token: string | undefined): Promise<SigningAccount> {
    return (await this.person(token)).account;
  }

  /**
   * Last step: the factor proves itself, and the code is used up, password and factor are set, the account is active.
   *
   * @throws DomainError factor.refused, enrolment.refused, sign-in.attempt-over
   */
  async finish(
    token: string | undefined,
    registration: FactorRegistration,
    visitor: Visitor,
  ): Promise<OpenedSession> {
    const person = await this.person(token);
    const draft = await this.attempts.draftOf(person.attempt);
    if (!draft) throw signInError('conflict', 'sign-in.attempt-over');
    const factor = await this.dialogue.registered({ attemptId: person.attempt.id }, registration);
    const opened = await this.transactions.run(async (tx) => {
      const presented = await this.enrolments.present(tx, person.account.login, draft.code);
      if (presented?.id !== draft.enrolmentId) return null;
      await this.enrolments.use(tx, presented);
      await this.replaceCredentials(tx, person, draft.passwordHash, { ...factor, ...registration });
      return this.opener.open(tx, visitor, person.account, ['password', registration.kind], 'enrolment.use');
    });
    if (opened) return opened;
    await this.logRefusal(person.account.login, visitor.caller);
    throw signInError('forbidden', 'enrolment.refused');
  }

  /** What was there before is lost or given up, and whoever may be signed in by it is so no more. */
  private async replaceCredentials(
    tx: Tx,
    { attempt, account }: Person,
    passwordHash: string,
    factor: NewFactor & FactorRegistration,
  ): Promise<void> {
    const now = this.clock.now();
    if (!(await this.attempts.end(tx, attempt, now))) throw signInError('conflict', 'sign-in.attempt-over');
    const subject = { kind: 'staff', id: account.id } as const;
    await this.sessions.endAll(tx, subject, { by: account.id, reason: 'enrolment' }, now);
    await this.passwords.set(tx, account.id, passwordHash, now);
    await this.factors.removeAll(tx, account.id, now);
    await this.factors.add(tx, account.id, factor, now);
    await this.failures.clear(tx, account.id);
  }

  private async person(token: string | undefined): Promise<Person> {
    const attempt = await this.attempts.of(token, 'first-factor', this.clock.now());
    const account = attempt && (await this.accounts.byId(attempt.accountId));
    if (!attempt || !account) throw signInError('conflict', 'sign-in.attempt-over');
    return { attempt, account };
  }

  private async logRefusal(login: string, caller: Caller): Promise<void> {
    const account = await this.accounts.byLogin(login);
    const refusal = { act: 'enrolment.use', code: 'enrolment.refused', reason: 'wrong-code' } as const;
    this.log.refused(caller, { ...refusal, account, login });
  }
}
