import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.ts';
import type { SystemCause } from '../../audit/audit-origin.ts';
import { violatedConstraint } from '../../platform/database/database-errors.ts';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { newId } from '../../shared/ids.ts';
import type { AccountsErrorCode } from './accounts.errors.ts';
import { AccountsService, type CreatedAccount } from './accounts.service.ts';
import { enterChange } from './acting-administrator.ts';
import type { NewAccount } from './staff-requests.ts';

/** The security administrators who have nobody to approve them, made on the service's own machine. */
@Injectable()
export class FirstAdministratorsService {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(AccountsService) private readonly accounts: AccountsService,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
  ) {}

  /**
   * Makes a security administrator with an enrolment code, while fewer than two are active or invited: also when one of
   * two was lost. Logged as `account.create` of the command.
   *
   * @throws DomainError administrator.enough, account.login-taken
   */
  create(cause: SystemCause, account: NewAccount): Promise<CreatedAccount> {
    return this.transactions.run(async (tx) => {
      const created = await this.accounts.insert(tx, account, null);
      await grantByCommand(tx, created.accountId, account.unitId);
      await enterChange(
        this.auditLog,
        tx,
        { cause },
        {
          act: 'account.create',
          object: { kind: 'account', id: created.accountId },
          detail: { unit: account.unitId, role: 'security-administrator', origin: 'command' },
        },
      );
      return created;
    });
  }
}

/** Counted by the database (`guard_role_grant`), so that of two commands at once not both make the second. */
async function grantByCommand(tx: Tx, accountId: string, unitId: string): Promise<void> {
  try {
    await tx.query(
      'access.grant-by-command',
      `INSERT INTO role_grants (id, account_id, unit_id, role, origin)
       VALUES ($1, $2, $3, 'security-administrator', 'command')`,
      [newId(), accountId, unitId],
    );
  } catch (error) {
    if (violatedConstraint(error) !== 'role_grants_first_two') throw error;
    throw new DomainError<AccountsErrorCode>('conflict', 'administrator.enough', { cause: error });
  }
}
