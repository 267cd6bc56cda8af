import type { OnApplicationShutdown } from '@nestjs/common';
import { Client, type QueryResultRow } from 'pg';
import type { ConnectionLimits } from './connection-settings.ts';
import { connectionSettings } from './connection-settings.ts';
import { asDatabaseFailure } from './database-errors.ts';
import { OwnConnection } from './own-connection.ts';

/**
 * The reads of public checks, on a connection that plans a named statement once. PostgreSQL would plan `= ANY ($1)` anew
 * each time, because it knows the array's length then: with seven tables that takes five times as long as the read.
 */
export class HotReads implements OnApplicationShutdown {
  private readonly connection: OwnConnection;

  /** @param url of the limited role */
  constructor(url: string, limits: ConnectionLimits) {
    const { max: _poolSize, ...settings } = connectionSettings(url, limits);
    const options = '-c plan_cache_mode=force_generic_plan';
    this.connection = new OwnConnection(() => new Client({ ...settings, options }));
  }

  /**
   * Rows of one named, prepared statement; `name` belongs to one `text` for good.
   *
   * @throws DomainError database.unreachable, database.too-slow
   */
  async query<Row extends QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    try {
      return (await this.connection.query<Row>({ name, text, values })).rows;
    } catch (error) {
      throw asDatabaseFailure(error);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection.close();
  }
}
