import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../../config/config.ts';
import { LOGGER, type Logger } from '../logging/logger.ts';
import { NestLogger } from '../logging/nest-logger.ts';
import { ACCESS_POLICY, type AccessPolicy } from './access-policy.ts';
import { registerBodyParsers } from './body-parsers.ts';
import { createHttpAdapter, type LateParts } from './http-adapter.ts';
import { ProblemFilter } from './problem.filter.ts';
import { PROBLEM_PAGE, type ProblemPage } from './problem-page.ts';
import { ProblemSender } from './problem-sender.ts';
import { installRequestHooks } from './request-hooks.ts';
import { REQUEST_LOG, type RequestLog } from './request-log.ts';
import { RequestMetrics } from './request-metrics.ts';
import { schemaValidationPipe } from './schema-validation.ts';

/**
 * The application on HTTP, ready to listen. `root` must provide `CONFIG`, `LOGGER`, `REQUEST_LOG` and
 * `RequestMetrics`; `ACCESS_POLICY` and `PROBLEM_PAGE` where it has them.
 *
 * @throws Error when a route has no rule of access or no rule of logging
 */
export async function createApp(
  root: Type | DynamicModule,
  config: Config,
  logger: Logger,
): Promise<NestFastifyApplication> {
  const late: LateParts = {};
  const app = await NestFactory.create<NestFastifyApplication>(root, createHttpAdapter(config, late), {
    bodyParser: false,
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const requestLog = app.get<RequestLog>(REQUEST_LOG, { strict: false });
  const sender = new ProblemSender(logger, optional<ProblemPage>(app, PROBLEM_PAGE));
  Object.assign(late, { requestLog, sender });
  registerBodyParsers(server);
  await installRequestHooks(server, {
    config,
    logger: app.get<Logger>(LOGGER, { strict: false }),
    requestLog,
    accessPolicy: optional<AccessPolicy>(app, ACCESS_POLICY),
    metrics: app.get(RequestMetrics, { strict: false }),
  });
  app.useGlobalFilters(new ProblemFilter(sender));
  app.useGlobalPipes(schemaValidationPipe());
  await app.init();
  await server.ready();
  return app;
}

/** What some module provides by `token`, or null where none does (`app.get` would log that as an error). */
function optional<T>(app: INestApplicationContext, token: symbol): T | null {
  const modules = [...app.get(ModulesContainer).values()];
  return modules.some(({ providers }) => providers.has(token)) ? app.get<T>(token, { strict: false }) : null;
}
