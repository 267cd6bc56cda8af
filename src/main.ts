import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.ts';
import type { Config } from './config/config.ts';
import { ConfigError } from './config/config-error.ts';
import { loadConfig } from './config/load-config.ts';
import { sm2Available } from './crypto/sm2/sm2-probe.ts';
import { createApp } from './platform/http/create-app.ts';
import { createLogger, type Logger } from './platform/logging/logger.ts';
import { systemClock } from './shared/clock.ts';

/**
 * Serves until SIGTERM or SIGINT. This process knows the limited role's `DATABASE_URL` and nothing of the owner's;
 * whoever starts it has prepared the database. A parent that gave us a channel is told the address we listen on.
 *
 * @throws ConfigError, and whatever keeps the service from starting (`startFailureLine` has the words)
 */
export async function serve(environment: NodeJS.ProcessEnv = process.env): Promise<void> {
  const config = loadConfig(environment);
  const logger = createLogger(config.log);
  sayWhyBeforeEnding(logger);
  if (!sm2Available())
    logger.warn('this build of Node has no SM2 and SM3: no national seals are made or judged');
  const databaseUrl = requireDatabaseUrl(config);
  const parts = { config, logger, databaseUrl, clock: systemClock };
  const app = await createApp(AppModule.forRoot(parts), config, logger);
  await app.listen(config.port, config.host);
  const address = await app.getUrl();
  stopOnSignal(app, config, logger);
  logger.info({ address, mode: config.mode }, 'the service listens');
  process.send?.({ listening: address });
}

function requireDatabaseUrl(config: Config): string {
  if (config.database.url) return config.database.url.reveal();
  const expected =
    'the URL of the limited role; `npm start` and `npm run demo` set it for the bundled database';
  throw new ConfigError([{ variable: 'DATABASE_URL', expected }]);
}

/**
 * A fault that nobody caught, a rejected promise included, leaves a process of which nothing can be known: it ends at
 * once, with code 1 and its cause in the log. Whoever keeps it running starts it again.
 */
function sayWhyBeforeEnding(logger: Logger): void {
  process.on('uncaughtException', (err: unknown, origin) => {
    logger.fatal({ err, origin }, 'the service ends: a fault was caught by nobody');
    process.exit(1);
  });
}

/** Requests under way are finished, for as long as the configured grace; a second signal ends at once. */
function stopOnSignal(app: NestFastifyApplication, config: Config, logger: Logger): void {
  let isStopping = false;
  const stop = (signal: string) => {
    if (isStopping) process.exit(1);
    isStopping = true;
    logger.info({ signal }, 'stopping: requests under way are finished first');
    const server = app.getHttpServer();
    setTimeout(() => server.closeAllConnections(), config.http.shutdownGraceMs).unref();
    app.close().then(
      () => process.exit(0),
      (err: unknown) => {
        logger.error({ err }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}
