import { Inject, Injectable } from '@nestjs/common';
import type { Pool, QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { asDatabaseFailure } from './database-errors.ts';

/** Raw SQL for hot reads, outside any transaction, on the pool that TypeORM uses too. */
@Injectable()
export class Database {
  readonly pool: Pool;

  constructor(@Inject(DataSource) dataSource: DataSource) {
    this.pool = (dataSource.driver as PostgresDriver).master as Pool;
  }

  /**
   * Rows of one named, prepared statement. `name` belongs to one `text` for good (`licences.by-token`): PostgreSQL
   * keeps the plan by it on each connection, which makes a small select about half again as fast.
   *
   * @throws DomainError database.unreachable, database.too-slow
   */
  async query<Row extends QueryResultRow>(
    name: string,
    text: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    try {
      return (await this.pool.query<Row>({ name, text, values })).rows;
    } catch (error) {
      throw asDatabaseFailure(error);
    }
  }
}
