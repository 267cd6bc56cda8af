import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type EmbeddedServer, startEmbeddedServer } from './platform/database/embedded-server.ts';
import { isUpToDate } from './platform/database/schema-state.ts';
import { childEnvironment, runCommand, type ServiceProcess, startService } from './service-process.ts';

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));

export interface EmbeddedService {
  readonly service: ServiceProcess;
  readonly database: EmbeddedServer;
  /** The environment of processes that serve: the limited role only. */
  readonly environment: Record<string, string>;
  /** Stops the service, then the database. */
  stop(): Promise<void>;
}

/** The bundled PostgreSQL, migrated, and the environment of processes that have the limited role alone. */
interface OpenDatabase {
  readonly database: EmbeddedServer;
  readonly limited: Record<string, string>;
}

/**
 * The service on the bundled PostgreSQL: this process keeps the database and its secrets, a child that ends migrates as
 * owner, another child serves with the limited role.
 *
 * @param prepare runs between migration and service, with the environment of the limited role
 * @throws EmbeddedServerError, or Error when a child did not start (it has said why)
 */
export async function startOnEmbeddedDatabase(
  environment: NodeJS.ProcessEnv,
  prepare: (limited: Record<string, string>) => Promise<void> = async () => {},
): Promise<EmbeddedService> {
  const { database, limited } = await openEmbeddedDatabase(environment);
  try {
    await prepare(limited);
    const service = await startService(limited);
    const stop = async () => {
      await service.stop();
      await database.stop();
    };
    return { service, database, environment: limited, stop };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/**
 * Runs one command of ours on the bundled PostgreSQL, in a child with the limited role, whether or not a service runs on
 * it at the time.
 *
 * @throws EmbeddedServerError, or ChildFailed when the command did not succeed (it has said why)
 */
export async function runOnEmbeddedDatabase(
  environment: NodeJS.ProcessEnv,
  command: string,
  options: readonly string[],
): Promise<void> {
  const { database, limited } = await openEmbeddedDatabase(environment);
  try {
    await runCommand(command, limited, options);
  } finally {
    await database.stop();
  }
}

async function openEmbeddedDatabase(environment: NodeJS.ProcessEnv): Promise<OpenDatabase> {
  const database = await startEmbeddedServer({ dataDir: resolve(environment['ZZ_DATA_DIR'] ?? 'data') });
  const { owner: ownerUrl, app } = database.urls;
  try {
    if (!(await isUpToDate({ ownerUrl, migrationsDir: MIGRATIONS })))
      await runCommand('migrate', childEnvironment(environment, { ZZ_DATABASE_OWNER_URL: ownerUrl }));
    return { database, limited: childEnvironment(environment, { DATABASE_URL: app }) };
  } catch (error) {
    await database.stop();
    throw error;
  }
}
