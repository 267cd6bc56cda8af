import type { AuditEntry } from '../../audit/audit-entry.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { SystemCause } from '../../audit/audit-origin.ts';
import type { Tx } from '../../platform/database/transaction-runner.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { HttpProblem } from '../../platform/http/http-problem.ts';
import { reachOf } from '../authorisation/grants.ts';

/** The security administrator who changes accounts or roles. */
export interface ActingAdministrator {
  /** UUID of their account. */
  readonly accountId: string;
  /** UUIDs of the units whose people and roles they may change. */
  readonly unitIds: readonly string[];
  /** What the log's entry goes back to: their request, or what seeds a demo in their name. */
  readonly cause: Caller | SystemCause;
}

/**
 * The caller as one who may do `act`.
 *
 * @throws HttpProblem caller.forbidden for anyone who has no account: systems keep no people
 */
export function actingAs(caller: Caller, act: string): ActingAdministrator {
  if (caller.kind !== 'staff' || caller.id === null) throw new HttpProblem(403, 'caller.forbidden');
  return { accountId: caller.id, unitIds: reachOf(caller, act).unitIds, cause: caller };
}

/** Enters a change in its own transaction. */
export async function enterChange(
  log: AuditLog,
  tx: Tx,
  { cause }: Pick<ActingAdministrator, 'cause'>,
  entry: Omit<AuditEntry, 'outcome'>,
): Promise<void> {
  const succeeded = { ...entry, outcome: 'succeeded' } as const;
  if (cause.kind === 'system') await log.appendConsequence(tx, cause, succeeded);
  else await log.append(tx, cause, succeeded);
}
