import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.ts';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { newId } from '../../shared/ids.ts';
import { isSameHash } from '../same-hash.ts';
import { insertAccountEvent } from './account-events.ts';
import type { AccountProblemCode } from './account-states.ts';
import { type AccountsErrorCode, accountRefused } from './accounts.errors.ts';
import { type ActingAdministrator, enterChange } from './acting-administrator.ts';
import {
  ENROLMENT_HOURS,
  type EnrolmentFacts,
  enrolmentProblems,
  hashOfTypedCode,
  makeEnrolmentCode,
} from './enrolment-code.ts';
import { type LockedAccount, lockAccount, openGrants } from './locked-account.ts';
import { requireStillAdministrator } from './security-administrators.ts';

/** A one-time code as it is told to whoever made it, once. */
export interface IssuedEnrolment {
  readonly id: string;
  readonly code: string;
  readonly expiresAt: Date;
}

/** An enrolment whose right code was presented in this transaction. */
export interface PresentedEnrolment {
  readonly id: string;
  readonly accountId: string;
  readonly accountState: 'invited' | 'active';
}

interface OpenEnrolment extends Omit<EnrolmentFacts, 'accountHoldsRoles'> {
  readonly id: string;
  readonly codeHash: Buffer;
}

const OPEN_ENROLMENT = `SELECT id, code_hash AS "codeHash", expires_at AS "expiresAt", attempts,
    requested_by AS "requestedBy", confirmed_by AS "confirmedBy"
  FROM enrolments WHERE account_id = $1 AND used_at IS NULL AND ended_at IS NULL`;

/** One-time codes by which people set their first or a new password and second factor. */
@Injectable()
export class EnrolmentsService {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes a code inside `tx`, in place of an open one. @param requestedBy null: made by the command */
  async open(tx: Tx, accountId: string, requestedBy: string | null): Promise<IssuedEnrolment> {
    const { written, codeHash } = makeEnrolmentCode();
    const id = newId();
    const expiresAt = new Date(this.clock.now().getTime() + ENROLMENT_HOURS * 3_600_000);
    await this.end(tx, accountId);
    await tx.query(
      'access.insert-enrolment',
      `INSERT INTO enrolments (id, account_id, code_hash, requested_by, expires_at) VALUES ($1, $2, $3, $4, $5)`,
      [id, accountId, codeHash, requestedBy, expiresAt],
    );
    return { id, code: written, expiresAt };
  }

  /** Ends the open code of an account inside `tx`, if there is one. */
  async end(tx: Tx, accountId: string): Promise<void> {
    await tx.query(
      'access.end-enrolment',
      `UPDATE enrolments SET ended_at = clock_timestamp()
       WHERE account_id = $1 AND used_at IS NULL AND ended_at IS NULL`,
      [accountId],
    );
  }

  /**
   * A new code for somebody who has lost theirs, or their password or second factor; what they have goes on until the
   * code is used. For an account that holds roles a second administrator confirms it first. Logged as
   * `account.renew-enrolment`.
   *
   * @throws DomainError account.not-found, account.refused (one's own account, suspended or closed)
   */
  renew(acting: ActingAdministrator, accountId: string, reason: string): Promise<IssuedEnrolment> {
    return this.transactions.run(async (tx) => {
      await requireStillAdministrator(tx, acting);
      const account = await lockAccount(tx, accountId, acting.unitIds);
      refuseOwnOrEnded(acting, account);
      const enrolment = await this.open(tx, accountId, acting.accountId);
      await insertAccountEvent(tx, {
        accountId,
        kind: 'enrolment-renewed',
        actorId: acting.accountId,
        reason,
      });
      await enterChange(this.auditLog, tx, acting, {
        act: 'account.renew-enrolment',
        object: { kind: 'account', id: accountId },
        detail: { enrolment: enrolment.id },
      });
      return enrolment;
    });
  }

  /**
   * The second pair of eyes on a code that was made for an account with roles: done after the person has been asked
   * whether they wait for it. Logged as `account.confirm-enrolment`.
   *
   * @throws DomainError account.not-found, account.refused, enrolment.not-open, enrolment.own-request
   */
  confirm(acting: ActingAdministrator, accountId: string, enrolmentId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await requireStillAdministrator(tx, acting);
      refuseOwnOrEnded(acting, await lockAccount(tx, accountId, acting.unitIds));
      const [open] = await tx.query<OpenEnrolment>('access.open-enrolment', OPEN_ENROLMENT, [accountId]);
      const isOpen = open?.id === enrolmentId && this.clock.now() < open.expiresAt && !open.confirmedBy;
      if (!isOpen) throw new DomainError<AccountsErrorCode>('conflict', 'enrolment.not-open');
      if (open.requestedBy === acting.accountId)
        throw new DomainError<AccountsErrorCode>('forbidden', 'enrolment.own-request');
      await tx.query('access.confirm-enrolment', `UPDATE enrolments SET confirmed_by = $2 WHERE id = $1`, [
        enrolmentId,
        acting.accountId,
      ]);
      await insertAccountEvent(tx, { accountId, kind: 'enrolment-confirmed', actorId: acting.accountId });
      await enterChange(this.auditLog, tx, acting, {
        act: 'account.confirm-enrolment',
        object: { kind: 'account', id: accountId },
        detail: { enrolment: enrolmentId },
      });
    });
  }

  /**
   * Compares a typed code with the open one of a login, in constant time, and keeps the account's lock until `tx` ends.
   * A wrong code counts, so `tx` must be committed when null comes back: unknown login, no open code, wrong, expired,
   * not confirmed and tried too often are one answer.
   */
  async present(tx: Tx, login: string, typedCode: string): Promise<PresentedEnrolment | null> {
    const typed = hashOfTypedCode(typedCode) ?? NO_HASH;
    const [account] = await tx.query<{ id: string; state: 'invited' | 'active' }>(
      'access.lock-account-to-enrol',
      `SELECT id, state FROM staff_accounts WHERE login = $1 AND state IN ('invited', 'active') FOR NO KEY UPDATE`,
      [login],
    );
    const [open] = account
      ? await tx.query<OpenEnrolment>('access.open-enrolment', OPEN_ENROLMENT, [account.id])
      : [];
    if (!account || !open) return null;
    const accountHoldsRoles = (await openGrants(tx, account.id)).length > 0;
    if (enrolmentProblems({ ...open, accountHoldsRoles }, this.clock.now()).length > 0) return null;
    if (isSameHash(typed, open.codeHash))
      return { id: open.id, accountId: account.id, accountState: account.state };
    await countAttempt(tx, open.id);
    return null;
  }

  /** Uses up a presented code in the same `tx`, in which its person's password and second factor are set; activates. */
  async use(tx: Tx, { id, accountId, accountState }: PresentedEnrolment): Promise<void> {
    const isFirst = accountState === 'invited';
    await tx.query(
      'access.use-enrolment',
      `UPDATE enrolments SET used_at = clock_timestamp() WHERE id = $1`,
      [id],
    );
    if (isFirst)
      await tx.query('access.activate-account', `UPDATE staff_accounts SET state = 'active' WHERE id = $1`, [
        accountId,
      ]);
    const kind = isFirst ? 'activated' : 'enrolled-again';
    await insertAccountEvent(tx, { accountId, kind, actorId: accountId });
  }
}

/** Equal to no hash of a code. */
const NO_HASH = Buffer.alloc(32);

async function countAttempt(tx: Tx, enrolmentId: string): Promise<void> {
  await tx.query('access.count-attempt', `UPDATE enrolments SET attempts = attempts + 1 WHERE id = $1`, [
    enrolmentId,
  ]);
}

function refuseOwnOrEnded({ accountId }: ActingAdministrator, account: LockedAccount): void {
  const problems: AccountProblemCode[] = [];
  if (accountId === account.id) problems.push('account.own');
  if (account.state === 'suspended' || account.state === 'closed') problems.push('account.state-forbids');
  if (problems.length > 0) throw accountRefused(problems);
}
