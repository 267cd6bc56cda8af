import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.ts';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { atEvenTime } from '../../shared/even-answers.ts';
import { type FactorAnswer, FactorDialogue, type ToldChallenge } from './factors/factor-dialogue.ts';
import type { FactorKind, FactorProof } from './factors/second-factor.ts';
import { StaffFactors } from './factors/staff-factors.service.ts';
import { FailureCount } from './failure-count.ts';
import { Passwords } from './passwords/passwords.service.ts';
import { signInError } from './sign-in.errors.ts';
import { type AttemptStage, type SignInAttempt, SignInAttempts } from './sign-in-attempts.ts';
import { type RefusalReason, SignInLog } from './sign-in-log.ts';
import {
  NOBODY_ID,
  normalLogin,
  type SigningAccount,
  SigningAccountsQueries,
} from './signing-accounts.queries.ts';
import { type OpenedSession, StaffSessionOpener, type Visitor } from './staff-session-opener.ts';

/** A sign-in whose password was right. */
export interface BegunSignIn {
  /** Token of the attempt. */
  readonly attempt: string;
  /** What the second step may be. */
  readonly kinds: readonly FactorKind[];
}

/** What the second factor led to; null: a new password is needed first, the present one is too old. */
export type ProvenSignIn = OpenedSession | null;

/** Longer than the first step takes on a machine in good health. */
const FIRST_STEP_MS = 100;

interface Person {
  readonly attempt: SignInAttempt;
  readonly account: SigningAccount;
}

/** Signing in: login and password, then a second factor (docs/adr/0017-sign-in.md). */
@Injectable()
export class SignIn {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(SigningAccountsQueries) private readonly accounts: SigningAccountsQueries,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(FailureCount) private readonly failures: FailureCount,
    @Inject(StaffFactors) private readonly factors: StaffFactors,
    @Inject(FactorDialogue) private readonly dialogue: FactorDialogue,
    @Inject(SignInAttempts) private readonly attempts: SignInAttempts,
    @Inject(StaffSessionOpener) private readonly opener: StaffSessionOpener,
    @Inject(SignInLog) private readonly log: SignInLog,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * First step. Whatever is wrong is one answer after the same work: nothing is learnt of who has an account.
   *
   * @throws DomainError sign-in.refused, sign-in.busy
   */
  async begin(typedLogin: string, password: string, caller: Caller): Promise<BegunSignIn> {
    const startedAt = performance.now();
    try {
      return await this.tryFirstStep(normalLogin(typedLogin), password, caller);
    } finally {
      await atEvenTime(startedAt, FIRST_STEP_MS);
    }
  }

  /**
   * What the second step has to answer.
   *
   * @throws DomainError sign-in.attempt-over
   */
  async challenge(token: string | undefined, kind: FactorKind): Promise<ToldChallenge> {
    const { attempt, account } = await this.person(token, 'second-factor');
    return this.dialogue.ask({ attemptId: attempt.id }, account.id, kind);
  }

  /** What the second step may be, of an attempt under way. @throws DomainError sign-in.attempt-over */
  async kindsOf(token: string | undefined): Promise<readonly FactorKind[]> {
    const { account } = await this.person(token, 'second-factor');
    return this.kindsOfAccount(account.id);
  }

  /**
   * Second step.
   *
   * @throws DomainError factor.wrong, sign-in.attempt-over
   */
  async prove(token: string | undefined, answer: FactorAnswer, visitor: Visitor): Promise<ProvenSignIn> {
    const person = await this.person(token, 'second-factor');
    const { account, attempt } = person;
    if (!(await this.failures.take(account.id, this.clock.now())))
      return this.refuseFactor(visitor.caller, account, 'locked');
    const proof = await this.dialogue.proven({ attemptId: attempt.id }, account.id, answer);
    if (!proof) return this.refuseFactor(visitor.caller, account, 'wrong-factor');
    const done = await this.transactions.run((tx) => this.accept(tx, person, answer.kind, proof, visitor));
    return done === 'used' ? this.refuseFactor(visitor.caller, account, 'wrong-factor') : done;
  }

  /**
   * Last step where the password was too old.
   *
   * @throws DomainError password.refused, sign-in.attempt-over
   */
  async renewPassword(token: string | undefined, password: string, visitor: Visitor): Promise<OpenedSession> {
    const { attempt, account } = await this.person(token, 'new-password');
    const { factorKind } = attempt;
    if (!factorKind) throw signInError('conflict', 'sign-in.attempt-over');
    const hash = await this.passwords.accepted(account, password);
    return this.transactions.run(async (tx) => {
      const now = this.clock.now();
      if (!(await this.attempts.end(tx, attempt, now))) throw signInError('conflict', 'sign-in.attempt-over');
      await this.passwords.set(tx, account.id, hash, now);
      await this.auditLog.appendConsequence(tx, visitor.caller, {
        act: 'password.change',
        outcome: 'succeeded',
        object: { kind: 'account', id: account.id },
      });
      return this.opener.open(tx, visitor, account, ['password', factorKind], 'session.open');
    });
  }

  private async tryFirstStep(login: string, password: string, caller: Caller): Promise<BegunSignIn> {
    const account = await this.accounts.byLogin(login);
    const id = account?.id ?? NOBODY_ID;
    const now = this.clock.now();
    const hasPlace = await this.failures.take(id, now);
    const right = await this.passwords.isRight(id, password);
    const kinds = await this.kindsOfAccount(id);
    const reason = refusalReason(account, { hasPlace, right, hasFactor: kinds.length > 0 });
    if (reason || !account) {
      const refusal = { act: 'session.open', code: 'sign-in.refused', account, login } as const;
      this.log.refused(caller, { ...refusal, reason: reason ?? 'unknown-login' });
      throw signInError('forbidden', 'sign-in.refused');
    }
    const attempt = await this.transactions.run(async (tx) => {
      await this.failures.giveBack(tx, account.id);
      await this.log.done(tx, caller, account, 'session.begin');
      return this.attempts.open(tx, account.id, now);
    });
    return { attempt, kinds };
  }

  private async accept(
    tx: Tx,
    { attempt, account }: Person,
    kind: FactorKind,
    proof: FactorProof,
    visitor: Visitor,
  ): Promise<ProvenSignIn | 'used'> {
    const now = this.clock.now();
    if (!(await this.factors.accept(tx, account.id, proof, now))) return 'used';
    await this.failures.clear(tx, account.id);
    const isOver = async (move: Promise<boolean>) => {
      if (!(await move)) throw signInError('conflict', 'sign-in.attempt-over');
    };
    if (await this.passwords.isTooOld(account.id, now)) {
      await isOver(this.attempts.askNewPassword(tx, attempt, kind));
      await this.log.done(tx, visitor.caller, account, 'session.begin', { waits: 'new-password' });
      return null;
    }
    await isOver(this.attempts.end(tx, attempt, now));
    return this.opener.open(tx, visitor, account, ['password', kind], 'session.open');
  }

  private async person(token: string | undefined, stage: AttemptStage): Promise<Person> {
    const attempt = await this.attempts.of(token, stage, this.clock.now());
    const account = attempt && (await this.accounts.byId(attempt.accountId));
    if (!attempt || account?.state !== 'active') throw signInError('conflict', 'sign-in.attempt-over');
    return { attempt, account };
  }

  private async kindsOfAccount(accountId: string): Promise<FactorKind[]> {
    const factors = await this.factors.summariesOf(accountId);
    return [...new Set(factors.map(({ kind }) => kind))];
  }

  private refuseFactor(caller: Caller, account: SigningAccount, reason: RefusalReason): never {
    this.log.refused(caller, { act: 'session.open', code: 'factor.wrong', reason, account });
    throw signInError('forbidden', 'factor.wrong');
  }
}

/** Why the first step fails, for the log; null where it succeeds. */
function refusalReason(
  account: SigningAccount | null,
  { hasPlace, right, hasFactor }: { hasPlace: boolean; right: boolean; hasFactor: boolean },
): RefusalReason | null {
  if (!account) return 'unknown-login';
  if (!hasPlace) return 'locked';
  if (!right) return 'wrong-password';
  if (account.state !== 'active') return 'not-active';
  return hasFactor ? null : 'no-factor';
}
