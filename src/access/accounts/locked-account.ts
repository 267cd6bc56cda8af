import type { Tx } from '../../platform/database/transaction-runner.ts';
import { DomainError } from '../../shared/domain-error.ts';
import type { HeldRole } from '../authorisation/role-grants.ts';
import type { AccountState } from './account-states.ts';
import type { AccountsErrorCode } from './accounts.errors.ts';

export interface LockedAccount {
  readonly id: string;
  readonly unitId: string;
  readonly state: AccountState;
  readonly held: readonly HeldRole[];
}

/**
 * The account of an id under its row lock, so that acts on one account come one after another, with the roles it holds.
 *
 * @param unitIds the units whose accounts the caller may change; an account elsewhere is not found
 * @throws DomainError account.not-found
 */
export async function lockAccount(
  tx: Tx,
  accountId: string,
  unitIds: readonly string[],
): Promise<LockedAccount> {
  const [account] = await tx.query<Omit<LockedAccount, 'held'>>(
    'access.lock-account',
    `SELECT id, unit_id AS "unitId", state FROM staff_accounts
     WHERE id = $1 AND unit_id = ANY($2::uuid[]) FOR NO KEY UPDATE`,
    [accountId, unitIds],
  );
  if (!account) throw new DomainError<AccountsErrorCode>('not-found', 'account.not-found');
  return { ...account, held: await openGrants(tx, accountId) };
}

/** Roles that an account holds now. Under its lock, and by a statement after that one, no grant is missed. */
export function openGrants(tx: Tx, accountId: string): Promise<HeldRole[]> {
  return tx.query<HeldRole>(
    'access.open-grants',
    `SELECT role, unit_id AS "unitId" FROM role_grants WHERE account_id = $1 AND ended_at IS NULL
     ORDER BY granted_at, id`,
    [accountId],
  );
}
