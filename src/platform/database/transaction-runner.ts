import { Inject, Injectable } from '@nestjs/common';
import type { PoolClient, QueryResultRow } from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { asDatabaseFailure, isConnectionLoss, mayBeRetried, unavailable } from './database-errors.ts';

/** One open transaction: what a writer needs, and nothing that could reach outside it. */
export interface Tx {
  /** TypeORM on this transaction's connection. */
  readonly manager: EntityManager;
  /** Rows of one named, prepared statement; `name` belongs to one `text` for good. */
  query<Row extends QueryResultRow>(name: string, text: string, values?: unknown[]): Promise<Row[]>;
  /**
   * Runs `callback` once, after COMMIT and before `run` returns; never after a rollback, and a retried attempt forgets
   * what the failed one asked for. It must not throw: the change stands whatever it does.
   */
  afterCommit(callback: () => void): void;
}

const MAX_ATTEMPTS = 4;

/** The only way to write: one transaction, one connection, whole or not at all. */
@Injectable()
export class TransactionRunner {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in one READ COMMITTED transaction and returns what it returns. What `work` throws rolls back and is
   * thrown again. After a serialization failure or a deadlock `work` runs again from the start in a fresh transaction,
   * at most four times, so it must not act on anything but `tx`: a run inside a run would be another transaction.
   *
   * @throws DomainError database.unreachable, database.too-slow (nothing happened), database.outcome-unknown (the
   *   connection was lost during COMMIT)
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (attempt >= MAX_ATTEMPTS || !mayBeRetried(error)) throw asDatabaseFailure(error);
      }
    }
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      const callbacks: (() => void)[] = [];
      await runner.startTransaction();
      const result = await work(transactionOn(runner, client, callbacks)).catch((error: unknown) =>
        rollBack(runner, error),
      );
      await commit(client);
      for (const callback of callbacks) callback();
      return result;
    } finally {
      await runner.release();
    }
  }
}

function transactionOn(runner: QueryRunner, client: PoolClient, callbacks: (() => void)[]): Tx {
  return {
    manager: runner.manager,
    query: async <Row extends QueryResultRow>(name: string, text: string, values: unknown[] = []) =>
      (await client.query<Row>({ name, text, values })).rows,
    afterCommit: (callback) => {
      callbacks.push(callback);
    },
  };
}

/** Undoes all of it and throws `error` again; a lost connection has already undone it. */
async function rollBack(runner: QueryRunner, error: unknown): Promise<never> {
  await runner.rollbackTransaction().catch(() => undefined);
  throw error;
}

/**
 * PostgreSQL answers COMMIT with "ROLLBACK", and no error, when a statement had failed and `work` swallowed that: the
 * caller would believe in a change that never was.
 */
async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT').catch((error: unknown) => {
    throw isConnectionLoss(error) ? unavailable('database.outcome-unknown', error) : error;
  });
  if (command !== 'COMMIT')
    throw new Error('a failed statement was swallowed inside a transaction: all was rolled back');
}
