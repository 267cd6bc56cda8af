import type { Tx } from '../../platform/database/transaction-runner.ts';
import { HttpProblem } from '../../platform/http/http-problem.ts';
import type { ActingAdministrator } from './acting-administrator.ts';

/** Whether an account is active and holds the role of a security administrator now. */
export async function isSecurityAdministrator(tx: Tx, accountId: string): Promise<boolean> {
  const [row] = await tx.query(
    'access.is-security-administrator',
    `SELECT 1 FROM staff_accounts a JOIN role_grants g ON g.account_id = a.id
     WHERE a.id = $1 AND a.state = 'active' AND g.role = 'security-administrator' AND g.ended_at IS NULL`,
    [accountId],
  );
  return row !== undefined;
}

/**
 * Refuses a change by someone who was a security administrator when the request was let in, and is none any more: what
 * a caller may do is up to five seconds old, which here is long enough to suspend the others.
 *
 * @throws HttpProblem caller.forbidden
 */
export async function requireStillAdministrator(tx: Tx, { accountId }: ActingAdministrator): Promise<void> {
  if (!(await isSecurityAdministrator(tx, accountId))) throw new HttpProblem(403, 'caller.forbidden');
}
