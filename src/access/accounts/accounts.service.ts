import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.ts';
import { violatedConstraint } from '../../platform/database/database-errors.ts';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { newId } from '../../shared/ids.ts';
import { SessionsService } from '../sessions/sessions.service.ts';
import { type AccountEventKind, insertAccountEvent } from './account-events.ts';
import { ACCOUNT_TRANSITIONS, type AccountAct, accountActProblems } from './account-states.ts';
import { type AccountsErrorCode, accountRefused } from './accounts.errors.ts';
import { type ActingAdministrator, enterChange } from './acting-administrator.ts';
import { EnrolmentsService, type IssuedEnrolment } from './enrolments.service.ts';
import { lockAccount } from './locked-account.ts';
import { requireStillAdministrator } from './security-administrators.ts';
import type { NewAccount } from './staff-requests.ts';

/** A new account and the code by which its person enrols; the code is told once. */
export interface CreatedAccount {
  readonly accountId: string;
  readonly enrolment: IssuedEnrolment;
}

const ACTS = {
  suspension: { event: 'suspended', logged: 'account.suspend' },
  resumption: { event: 'resumed', logged: 'account.resume' },
  closure: { event: 'closed', logged: 'account.close' },
} as const satisfies Readonly<Record<AccountAct, { event: AccountEventKind; logged: string }>>;

/** Accounts are made, suspended, resumed and closed. */
@Injectable()
export class AccountsService {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(EnrolmentsService) private readonly enrolments: EnrolmentsService,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Makes an account without any role. Logged as `account.create`.
   *
   * @throws DomainError account.unknown-unit (outside the reach too), account.login-taken
   */
  async create(acting: ActingAdministrator, account: NewAccount): Promise<CreatedAccount> {
    if (!acting.unitIds.includes(account.unitId))
      throw new DomainError<AccountsErrorCode>('invalid', 'account.unknown-unit');
    return this.transactions.run(async (tx) => {
      await requireStillAdministrator(tx, acting);
      const created = await this.insert(tx, account, acting.accountId);
      await enterChange(this.auditLog, tx, acting, {
        act: 'account.create',
        object: { kind: 'account', id: created.accountId },
        detail: { unit: account.unitId },
      });
      return created;
    });
  }

  /**
   * Inserts an account with its first code inside `tx`; logging is the caller's.
   *
   * @param createdBy null: made by the command
   * @throws DomainError account.login-taken
   */
  async insert(tx: Tx, account: NewAccount, createdBy: string | null): Promise<CreatedAccount> {
    const accountId = newId();
    try {
      await tx.query(
        'access.insert-account',
        `INSERT INTO staff_accounts (id, unit_id, login, name, created_by) VALUES ($1, $2, $3, $4, $5)`,
        [accountId, account.unitId, account.login, account.name, createdBy],
      );
    } catch (error) {
      if (violatedConstraint(error) !== 'staff_accounts_login_key') throw error;
      throw new DomainError<AccountsErrorCode>('conflict', 'account.login-taken', { cause: error });
    }
    await insertAccountEvent(tx, { accountId, kind: 'created', actorId: createdBy });
    return { accountId, enrolment: await this.enrolments.open(tx, accountId, createdBy) };
  }

  /**
   * Suspends, resumes or closes an account. Suspending and closing end its sessions, in other processes within five
   * seconds; closing ends roles and an open code too. Logged as `account.suspend` …
   *
   * @throws DomainError account.not-found, account.refused
   */
  act(acting: ActingAdministrator, act: AccountAct, accountId: string, reason: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await requireStillAdministrator(tx, acting);
      const account = await lockAccount(tx, accountId, acting.unitIds);
      const problems = accountActProblems(act, acting.accountId, account);
      if (problems.length > 0) throw accountRefused(problems);
      if (act === 'closure') await this.close(tx, accountId);
      else await setState(tx, accountId, ACCOUNT_TRANSITIONS[act].to);
      if (act !== 'resumption') await this.endSessions(tx, acting, accountId);
      const { event, logged } = ACTS[act];
      await insertAccountEvent(tx, { accountId, kind: event, actorId: acting.accountId, reason });
      await enterChange(this.auditLog, tx, acting, {
        act: logged,
        object: { kind: 'account', id: accountId },
        ...(act === 'closure' && {
          detail: { ended: account.held.map(({ role, unitId }) => ({ role, unitId })) },
        }),
      });
    });
  }

  private async endSessions(
    tx: Tx,
    { accountId: by }: ActingAdministrator,
    accountId: string,
  ): Promise<void> {
    const ending = { by, reason: 'account' } as const;
    await this.sessions.endAll(tx, { kind: 'staff', id: accountId }, ending, this.clock.now());
  }

  private async close(tx: Tx, accountId: string): Promise<void> {
    await this.enrolments.end(tx, accountId);
    await tx.query(
      'access.end-roles-of-account',
      `UPDATE role_grants SET ended_at = clock_timestamp() WHERE account_id = $1 AND ended_at IS NULL`,
      [accountId],
    );
    await tx.query(
      'access.close-account',
      `UPDATE staff_accounts SET state = 'closed', closed_at = clock_timestamp() WHERE id = $1`,
      [accountId],
    );
  }
}

async function setState(tx: Tx, accountId: string, state: 'active' | 'suspended'): Promise<void> {
  await tx.query('access.set-account-state', `UPDATE staff_accounts SET state = $2 WHERE id = $1`, [
    accountId,
    state,
  ]);
}
