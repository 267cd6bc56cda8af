import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.ts';
import { violatedConstraint } from '../../../platform/database/database-errors.ts';
import type { Tx } from '../../../platform/database/transaction-runner.ts';
import type { SealedBox } from '../../../platform/secrets/sealed-box.ts';
import { Secrets } from '../../../platform/secrets/secrets.ts';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import { newId } from '../../../shared/ids.ts';
import { factorRefused } from '../sign-in.errors.ts';
import type { FactorData, FactorKind, FactorProof, NewFactor, StoredFactor } from './second-factor.ts';

/** A factor as its owner sees it. */
export interface FactorSummary {
  readonly id: string;
  readonly kind: FactorKind;
  readonly label: string;
  readonly addedAt: Date;
  readonly lastUsedAt: Date | null;
}

interface FactorRow extends FactorSummary {
  readonly handle: Buffer | null;
  readonly dataSealed: Buffer;
  /** As text: PostgreSQL's bigint. */
  readonly counter: string;
}

const COLUMNS = `id, kind, label, handle, data_sealed AS "dataSealed", counter, added_at AS "addedAt",
  last_used_at AS "lastUsedAt"`;

/** Second factors of staff. Their keys lie sealed to their rows: a writer of the table cannot put another one there. */
@Injectable()
export class StaffFactors {
  private readonly box: SealedBox;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Secrets) secrets: Secrets,
  ) {
    this.box = secrets.sealedBox('staff.factor');
  }

  /** Factors of an account, the oldest first. */
  async summariesOf(accountId: string): Promise<FactorSummary[]> {
    const rows = await this.rowsOf(accountId);
    return rows.map(({ id, kind, label, addedAt, lastUsedAt }) => ({ id, kind, label, addedAt, lastUsedAt }));
  }

  /** Factors of one kind with their keys. */
  async storedOf(accountId: string, kind: FactorKind): Promise<StoredFactor[]> {
    const rows = await this.rowsOf(accountId);
    return rows.filter((row) => row.kind === kind).map((row) => this.open(row, accountId));
  }

  /**
   * Adds a factor inside `tx`; log it there as `factor.add`.
   *
   * @throws DomainError factor.refused (factor.registered-already)
   */
  async add(
    tx: Tx,
    accountId: string,
    factor: NewFactor & { readonly kind: FactorKind; readonly label: string },
    now: Date,
  ): Promise<string> {
    const id = newId();
    const sealed = this.box.seal(Buffer.from(canonicalJson(factor.data)), contextOf(id, accountId));
    await tx
      .query(
        'sign-in.insert-factor',
        `INSERT INTO staff_factors (id, account_id, kind, label, handle, data_sealed, counter, added_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, accountId, factor.kind, factor.label, factor.handle, sealed, factor.counter, now],
      )
      .catch((error: unknown) => {
        const isKnown = violatedConstraint(error) === 'staff_factors_handle';
        throw isKnown ? factorRefused('factor.registered-already') : error;
      });
    return id;
  }

  /** Accepts a proof inside `tx`. False: its counter was used already, here or in another request at this moment. */
  async accept(tx: Tx, accountId: string, { factorId, counter }: FactorProof, now: Date): Promise<boolean> {
    const raised = await tx.query(
      'sign-in.accept-proof',
      `UPDATE staff_factors SET counter = $3, last_used_at = $4
       WHERE id = $1 AND account_id = $2 AND removed_at IS NULL AND (counter < $3 OR (counter = 0 AND $3 = 0))
       RETURNING id`,
      [factorId, accountId, counter, now],
    );
    return raised.length > 0;
  }

  /**
   * Removes a factor of an account inside `tx`, under the lock of the account's row.
   *
   * @returns its kind; 'last' where no other would remain, null where the account has no such factor
   */
  async remove(tx: Tx, accountId: string, id: string, now: Date): Promise<FactorKind | 'last' | null> {
    await tx.query('sign-in.lock-account', `SELECT FROM staff_accounts WHERE id = $1 FOR NO KEY UPDATE`, [
      accountId,
    ]);
    const live = await tx.query<{ id: string; kind: FactorKind }>(
      'sign-in.live-factors',
      `SELECT id, kind FROM staff_factors WHERE account_id = $1 AND removed_at IS NULL`,
      [accountId],
    );
    const factor = live.find((one) => one.id === id);
    if (!factor) return null;
    if (live.length === 1) return 'last';
    await tx.query('sign-in.remove-factor', `UPDATE staff_factors SET removed_at = $2 WHERE id = $1`, [
      id,
      now,
    ]);
    return factor.kind;
  }

  /** Removes every factor of an account inside `tx`. */
  async removeAll(tx: Tx, accountId: string, now: Date): Promise<void> {
    await tx.query(
      'sign-in.remove-factors',
      `UPDATE staff_factors SET removed_at = $2 WHERE account_id = $1 AND removed_at IS NULL`,
      [accountId, now],
    );
  }

  private rowsOf(accountId: string): Promise<FactorRow[]> {
    return this.database.query<FactorRow & Record<string, unknown>>(
      'sign-in.factors',
      `SELECT ${COLUMNS} FROM staff_factors WHERE account_id = $1 AND removed_at IS NULL ORDER BY added_at, id`,
      [accountId],
    );
  }

  private open({ id, handle, dataSealed, counter }: FactorRow, accountId: string): StoredFactor {
    const data = JSON.parse(this.box.open(dataSealed, contextOf(id, accountId)).toString()) as FactorData;
    return { id, handle, data, counter: Number(counter) };
  }
}

/** The account too: a factor moved to another account does not open. */
const contextOf = (id: string, accountId: string) => `staff_factors/${id}/${accountId}`;
