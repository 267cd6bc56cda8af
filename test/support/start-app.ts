import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { createApp } from '../../src/platform/http/create-app.ts';
import { createLogger } from '../../src/platform/logging/logger.ts';
import { type Clock, fixedClock, systemClock } from '../../src/shared/clock.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { newTestFolder } from './test-server.ts';

export interface StartAppOptions {
  /** Where the clock stands still; without it the machine's clock runs. */
  readonly now?: Date | string;
  /** Further variables; trial mode without rate limit is the ground. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Is given every line of the log. */
  readonly onLogLine?: (line: string) => void;
}

export interface StartedApp {
  readonly app: NestFastifyApplication;
  /** For example http://127.0.0.1:40123. */
  readonly origin: string;
  readonly database: TestDatabase;
  readonly clock: Clock & { set?(instant: Date | string): void };
  readonly dataDir: string;
  /** Stops the service and removes its database and folders. */
  stop(): Promise<void>;
}

/** The whole service on a free port and a fresh clone of the migrated database, with the limited role. */
export async function startApp(options: StartAppOptions = {}): Promise<StartedApp> {
  const database = await createTestDatabase();
  const dataDir = newTestFolder();
  const clock = options.now === undefined ? systemClock : fixedClock(options.now);
  const config = loadConfig({
    ZZ_MODE: 'trial',
    ZZ_RATE_LIMIT_PER_MINUTE: '0',
    ZZ_DATA_DIR: join(dataDir, 'data'),
    ZZ_CERTS_DIR: join(dataDir, 'certs'),
    ZZ_LOG_LEVEL: 'fatal',
    DATABASE_URL: database.appUrl,
    ...options.environment,
  });
  const logger = createLogger(config.log, options.onLogLine && { write: options.onLogLine });
  const root = AppModule.forRoot({ config, logger, databaseUrl: database.appUrl, clock });
  const app = await createApp(root, config, logger);
  await app.listen(0, '127.0.0.1');
  const stop = async () => {
    await app.close();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { app, origin: await app.getUrl(), database, clock, dataDir, stop };
}
