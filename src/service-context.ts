import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.ts';
import type { Config } from './config/config.ts';
import { loadConfig } from './config/load-config.ts';
import { createLogger } from './platform/logging/logger.ts';
import { systemClock } from './shared/clock.ts';

/** Does work with the service's parts on the database of `environment`, without serving; for commands. */
export function withServiceContext<T>(
  environment: NodeJS.ProcessEnv,
  work: (app: INestApplicationContext, config: Config) => Promise<T>,
): Promise<T> {
  const config = loadConfig(environment);
  return withServiceOf(config, (app) => work(app, config));
}

/** The same for a command that knows its configuration already. */
export async function withServiceOf<T>(
  config: Config,
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const logger = createLogger(config.log);
  const databaseUrl = config.database.url?.reveal() ?? '';
  const root = AppModule.forRoot({ config, logger, databaseUrl, clock: systemClock });
  const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
