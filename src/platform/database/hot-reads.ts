import type { OnApplicationShutdown } from '@nestjs/common';
import { Pool, type QueryResultRow } from 'pg';
import type { ConnectionLimits } from './connection-settings.ts';
import { connectionSettings } from './connection-settings.ts';
import { asDatabaseFailure } from './database-errors.ts';

/** One statement is under way at a time for each kind of batched read; the second connection is for the others. */
const CONNECTIONS = 2;

/**
 * The reads of public checks, on connections that plan a named statement once. PostgreSQL would plan `= ANY ($1)` anew
 * each time, because it knows the array's length then: with seven tables that takes five times as long as the read.
 */
export class HotReads implements OnApplicationShutdown {
  private readonly pool: Pool;

  /** @param url of the limited role */
  constructor(url: string, limits: ConnectionLimits) {
    const settings = connectionSettings(url, limits);
    this.pool = new Pool({ ...settings, max: CONNECTIONS, options: '-c plan_cache_mode=force_generic_plan' });
    // A connection lost while idle is replaced at the next read.
    this.pool.on('error', () => undefined);
  }

  /**
   * Rows of one named, prepared statement; `name` belongs to one `text` for good.
   *
   * @throws DomainError database.unreachable, database.too-slow
   */
  async query<Row extends QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    try {
      return (await this.pool.query<Row>({ name, text, values })).rows;
    } catch (error) {
      throw asDatabaseFailure(error);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
