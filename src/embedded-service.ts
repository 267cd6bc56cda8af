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
  const database = await startEmbeddedServer({ dataDir: resolve(environment['ZZ_DATA_DIR'] ?? 'data') });
  try {
    if (!(await isUpToDate({ ownerUrl: database.urls.owner, migrationsDir: MIGRATIONS }))) {
      await runCommand(
        'migrate',
        childEnvironment(environment, { ZZ_DATABASE_OWNER_URL: database.urls.owner }),
      );
    }
    const limited = childEnvironment(environment, { DATABASE_URL: database.urls.app });
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
