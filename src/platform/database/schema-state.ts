import { readdir } from 'node:fs/promises';
import { Client } from 'pg';
import { JOB_QUEUES } from '../jobs/job-queues.ts';
import type { MigrationOptions } from './migrate.ts';

/**
 * Whether every migration of `migrationsDir` has run and every job queue exists, asked in one connection: starting a
 * process to migrate takes ten times as long.
 */
export async function isUpToDate({ ownerUrl, migrationsDir }: MigrationOptions): Promise<boolean> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'zhaozhang-migrate' });
  await client.connect();
  try {
    const done = await client.query<{ stamps: string[]; queues: string[] }>(`
      select array(select timestamp::text from migrations) as stamps, array(select name from pgboss.queue) as queues`);
    const { stamps, queues } = done.rows[0] ?? { stamps: [], queues: [] };
    const wanted = await migrationStamps(migrationsDir);
    return (
      wanted.every((stamp) => stamps.includes(stamp)) && JOB_QUEUES.every(({ name }) => queues.includes(name))
    );
  } catch (error) {
    // undefined_table, invalid_schema_name: a fresh database.
    if (['42P01', '3F000'].includes((error as { code?: string }).code ?? '')) return false;
    throw error;
  } finally {
    await client.end();
  }
}

async function migrationStamps(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => /^(\d{13})-.*\.(?:ts|js)$/.exec(name)?.[1] ?? []);
}
