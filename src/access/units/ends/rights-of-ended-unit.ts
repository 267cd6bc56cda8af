import type { AuditLog } from '../../../audit/audit-log.ts';
import type { Tx } from '../../../platform/database/transaction-runner.ts';
import type { Caller } from '../../../platform/http/caller.ts';

interface EndedRole {
  readonly accountId: string;
  readonly role: string;
}

/** Why they ended, as their rows and entries say. */
const REASON = 'unit.ended';

/**
 * Ends what lets people and systems act in a unit that is ended in this very transaction; each loss is an entry of the
 * log. People's accounts stay: they may hold roles elsewhere.
 *
 * @returns how many there were
 */
export async function endRightsIn(
  tx: Tx,
  log: AuditLog,
  caller: Caller,
  unitId: string,
  now: Date,
): Promise<{ readonly roles: number; readonly clients: number }> {
  const roles = await tx.query<EndedRole & Record<string, unknown>>(
    'access.end-roles-of-unit',
    `UPDATE role_grants SET ended_at = clock_timestamp() WHERE unit_id = $1 AND ended_at IS NULL
     RETURNING account_id AS "accountId", role`,
    [unitId],
  );
  for (const { accountId, role } of roles)
    await log.appendConsequence(tx, caller, {
      act: 'role.end',
      outcome: 'succeeded',
      code: REASON,
      object: { kind: 'account', id: accountId },
      detail: { unit: unitId, role },
    });
  return { roles: roles.length, clients: await endClientsOf(tx, log, caller, unitId, now) };
}

/** Their tokens are worth nothing from then on, in other processes within five seconds. */
async function endClientsOf(
  tx: Tx,
  log: AuditLog,
  caller: Caller,
  unitId: string,
  now: Date,
): Promise<number> {
  const clients = await tx.query<{ id: string }>(
    'access.end-clients-of-unit',
    'UPDATE clients SET ended_at = $2, end_reason = $3 WHERE unit_id = $1 AND ended_at IS NULL RETURNING id',
    [unitId, now, REASON],
  );
  for (const { id } of clients)
    await log.appendConsequence(tx, caller, {
      act: 'client.end',
      outcome: 'succeeded',
      code: REASON,
      object: { kind: 'client', id },
      detail: { unit: unitId },
    });
  return clients.length;
}
