import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { prepareJobQueues } from './prepare-job-queues.ts';

/** Taken while migrating, so that several starting processes wait for one. Any constant of our own will do. */
const MIGRATION_LOCK = 7_236_184;

export interface MigrationOptions {
  /** A URL of the owner role; never given to the serving process. */
  readonly ownerUrl: string;
  /** Compiled (`dist/migrations`) or source folder of `<milliseconds>-<verb>-<thing>` files. */
  readonly migrationsDir: string;
}

/**
 * Brings the database to the present schema, each migration in its own transaction, then the job queues.
 *
 * @returns the names of the migrations that ran now
 */
export async function migrate(options: MigrationOptions): Promise<string[]> {
  const lock = new Client({ connectionString: options.ownerUrl, application_name: 'zhaozhang-migrate' });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const names = await runMigrations(options);
    await prepareJobQueues(options.ownerUrl);
    return names;
  } finally {
    await lock.end();
  }
}

async function runMigrations(options: MigrationOptions): Promise<string[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.ownerUrl,
    applicationName: 'zhaozhang-migrate',
    migrations: await loadMigrations(options.migrationsDir),
    migrationsTransactionMode: 'each',
    installExtensions: false,
    poolSize: 2,
  });
  await dataSource.initialize();
  try {
    return (await dataSource.runMigrations()).map(({ name }) => name);
  } finally {
    await dataSource.destroy();
  }
}

type MigrationClass = new () => MigrationInterface;

async function loadMigrations(folder: string): Promise<MigrationClass[]> {
  const files = (await readdir(folder)).filter((name) => /^\d{13}-[a-z0-9-]+\.(ts|js)$/.test(name)).sort();
  const modules = await Promise.all(
    files.map((name) => import(join(folder, name)) as Promise<Record<string, unknown>>),
  );
  return modules.flatMap((module) => Object.values(module).filter(isMigrationClass));
}

function isMigrationClass(value: unknown): value is MigrationClass {
  return (
    typeof value === 'function' && typeof (value.prototype as Partial<MigrationInterface>)?.up === 'function'
  );
}
