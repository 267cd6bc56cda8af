import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.ts';
import { violatedConstraint } from '../../platform/database/database-errors.ts';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { newId } from '../../shared/ids.ts';
import { type AccountsErrorCode, roleRefused } from './accounts.errors.ts';
import { type ActingAdministrator, enterChange } from './acting-administrator.ts';
import { lockAccount } from './locked-account.ts';
import {
  askProblems,
  decisionProblems,
  type PendingChange,
  type RoleChange,
} from './role-change-problems.ts';
import { isSecurityAdministrator, requireStillAdministrator } from './security-administrators.ts';
import type { NewRoleRequest, RoleDecision } from './staff-requests.ts';

interface RequestRow extends RoleChange {
  readonly id: string;
  readonly accountId: string;
  readonly askerId: string;
  readonly isDecided: boolean;
}

/** Roles are given and taken by four eyes: one security administrator asks, another decides. */
@Injectable()
export class RoleRequestsService {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
  ) {}

  /**
   * Asks for a role to be given or taken. Logged as `role.request`.
   *
   * @returns the id of the request
   * @throws DomainError account.not-found, account.unknown-unit, role-request.refused, role-request.open-already
   */
  async ask(acting: ActingAdministrator, asked: NewRoleRequest): Promise<string> {
    if (!acting.unitIds.includes(asked.unitId))
      throw new DomainError<AccountsErrorCode>('invalid', 'account.unknown-unit');
    return this.transactions.run(async (tx) => {
      await requireStillAdministrator(tx, acting);
      const subject = await lockAccount(tx, asked.accountId, acting.unitIds);
      const problems = askProblems(acting.accountId, subject, asked);
      if (problems.length > 0) throw roleRefused(problems);
      const requestId = await insertRequest(tx, asked, acting.accountId);
      await this.enter(tx, acting, 'role.request', { ...asked, id: requestId });
      return requestId;
    });
  }

  /**
   * Decides a request; an approved one takes effect in the same transaction. Logged as `role.decide`.
   *
   * @throws DomainError role-request.not-found, role-request.decided, role-request.refused
   */
  decide(acting: ActingAdministrator, requestId: string, { decision, reason }: RoleDecision): Promise<void> {
    return this.transactions.run(async (tx) => {
      await requireStillAdministrator(tx, acting);
      const request = await this.lockOpen(tx, requestId, acting.unitIds);
      const subject = await lockAccount(tx, request.accountId, acting.unitIds);
      const isAskerAdministrator = await isSecurityAdministrator(tx, request.askerId);
      const pending: PendingChange = { ...request, isAskerAdministrator };
      const problems = decisionProblems(acting.accountId, subject, pending, decision);
      if (problems.length > 0) throw roleRefused(problems);
      await tx.query(
        'access.decide-role-request',
        `UPDATE role_requests SET decision = $2, decision_reason = $3, decided_by = $4, decided_at = clock_timestamp()
         WHERE id = $1`,
        [requestId, decision, reason ?? null, acting.accountId],
      );
      if (decision === 'approved') await takeEffect(tx, request, acting.accountId);
      await this.enter(tx, acting, 'role.decide', request, decision);
    });
  }

  /** The request under its lock. It is asked for before the account, by everyone, so that two never wait for each other. */
  private async lockOpen(tx: Tx, requestId: string, unitIds: readonly string[]): Promise<RequestRow> {
    const [request] = await tx.query<RequestRow>(
      'access.lock-role-request',
      `SELECT id, account_id AS "accountId", unit_id AS "unitId", role, change, requested_by AS "askerId",
         decision IS NOT NULL AS "isDecided"
       FROM role_requests WHERE id = $1 AND unit_id = ANY($2::uuid[]) FOR UPDATE`,
      [requestId, unitIds],
    );
    if (!request) throw new DomainError<AccountsErrorCode>('not-found', 'role-request.not-found');
    if (request.isDecided) throw new DomainError<AccountsErrorCode>('conflict', 'role-request.decided');
    return request;
  }

  private enter(
    tx: Tx,
    acting: ActingAdministrator,
    act: 'role.request' | 'role.decide',
    { id, accountId, unitId, role, change }: Omit<RequestRow, 'askerId' | 'isDecided'>,
    decision?: RoleDecision['decision'],
  ): Promise<void> {
    return enterChange(this.auditLog, tx, acting, {
      act,
      object: { kind: 'role-request', id },
      detail: { account: accountId, unit: unitId, role, change, decision },
    });
  }
}

async function insertRequest(tx: Tx, asked: NewRoleRequest, askerId: string): Promise<string> {
  const id = newId();
  try {
    await tx.query(
      'access.insert-role-request',
      `INSERT INTO role_requests (id, account_id, unit_id, role, change, reason, requested_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, asked.accountId, asked.unitId, asked.role, asked.change, asked.reason, askerId],
    );
  } catch (error) {
    if (violatedConstraint(error) !== 'role_requests_open') throw error;
    throw new DomainError<AccountsErrorCode>('conflict', 'role-request.open-already', { cause: error });
  }
  return id;
}

async function takeEffect(tx: Tx, request: RequestRow, approverId: string): Promise<void> {
  const { accountId, unitId, role, change, askerId } = request;
  if (change === 'end') {
    await tx.query(
      'access.end-role',
      `UPDATE role_grants SET ended_at = clock_timestamp(), ended_by_request = $4
       WHERE account_id = $1 AND unit_id = $2 AND role = $3 AND ended_at IS NULL`,
      [accountId, unitId, role, request.id],
    );
    return;
  }
  await tx.query(
    'access.grant-role',
    `INSERT INTO role_grants (id, account_id, unit_id, role, origin, request_id, requested_by, approved_by)
     VALUES ($1, $2, $3, $4, 'request', $5, $6, $7)`,
    [newId(), accountId, unitId, role, request.id, askerId, approverId],
  );
}
