import type { Tx } from '../../platform/database/transaction-runner.ts';
import { newId } from '../../shared/ids.ts';

export type AccountEventKind =
  | 'created'
  | 'activated'
  | 'suspended'
  | 'resumed'
  | 'closed'
  | 'enrolment-renewed'
  | 'enrolment-confirmed'
  | 'enrolled-again';

/** What happened to an account. */
export interface AccountEvent {
  readonly accountId: string;
  readonly kind: AccountEventKind;
  /** UUID of the account that did it; null: the command on the service's machine. */
  readonly actorId: string | null;
  readonly reason?: string;
}

/** Writes an event with the database's time. */
export async function insertAccountEvent(
  tx: Tx,
  { accountId, kind, actorId, reason }: AccountEvent,
): Promise<void> {
  await tx.query(
    'access.insert-account-event',
    `INSERT INTO staff_account_events (id, account_id, kind, reason, actor_id) VALUES ($1, $2, $3, $4, $5)`,
    [newId(), accountId, kind, reason ?? null, actorId],
  );
}
