import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../config/config.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/transaction-runner.ts';

/**
 * Wrong proofs in a row, per account. A guess takes a place before it is checked and a right one gives it back, so that
 * guesses sent at once cannot outrun the count: there are never more under way than an account has failures left.
 */
@Injectable()
export class FailureCount {
  private readonly limit: number;
  private readonly lockMs: number;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CONFIG) { signIn }: Config,
  ) {
    this.limit = signIn.failures;
    this.lockMs = signIn.lockMs;
  }

  /** Takes a place for one guess, at once committed. False: the account is locked. The last place locks it. */
  async take(accountId: string, now: Date): Promise<boolean> {
    const lockUntil = new Date(now.getTime() + this.lockMs);
    const taken = await this.database.query(
      'sign-in.take-guess',
      `INSERT INTO sign_in_failures AS f (account_id, failures, locked_until) VALUES ($1, 1, NULL)
       ON CONFLICT (account_id) DO UPDATE SET
         failures = CASE WHEN f.locked_until IS NULL THEN f.failures + 1 ELSE 1 END,
         locked_until = CASE WHEN f.locked_until IS NULL AND f.failures + 1 >= $3 THEN $4::timestamptz END
       WHERE f.locked_until IS NULL OR f.locked_until <= $2
       RETURNING 1`,
      [accountId, now, this.limit, lockUntil],
    );
    return taken.length > 0;
  }

  /** Gives the place of a right guess back, inside `tx`: a lock that it alone brought about ends. */
  async giveBack(tx: Tx, accountId: string): Promise<void> {
    await tx.query(
      'sign-in.give-guess-back',
      `UPDATE sign_in_failures SET failures = greatest(failures - 1, 0), locked_until = NULL WHERE account_id = $1`,
      [accountId],
    );
  }

  /** Forgets all failures inside `tx`: the person is who they say. */
  async clear(tx: Tx, accountId: string): Promise<void> {
    await tx.query(
      'sign-in.clear-guesses',
      `UPDATE sign_in_failures SET failures = 0, locked_until = NULL WHERE account_id = $1`,
      [accountId],
    );
  }
}
