import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.ts';
import { loadConfig } from './config/load-config.ts';
import { createLogger } from './platform/logging/logger.ts';
import { systemClock } from './shared/clock.ts';
import { interfaceDocument } from './web/interface/interface-document.ts';

/**
 * The service put together in Nest's preview mode: nothing in its modules is made, so that its routes can be read without
 * a database and without a key.
 */
export async function previewApp(): Promise<NestFastifyApplication> {
  const config = loadConfig({ ZZ_MODE: 'trial' });
  const logger = createLogger({ ...config.log, level: 'silent' });
  const parts = { config, logger, clock: systemClock, databaseUrl: 'postgresql://none@none/none' };
  return NestFactory.create<NestFastifyApplication>(AppModule.forRoot(parts), new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
}

/** Writes the description to `path`, or, when only checking, says whether it is up to date. */
export async function describeInterface(path: string, onlyCheck: boolean): Promise<boolean> {
  const text = `${JSON.stringify(interfaceDocument(await previewApp()), null, 2)}\n`;
  const isUpToDate = existsSync(path) && readFileSync(path, 'utf8') === text;
  if (!isUpToDate && !onlyCheck) writeFileSync(path, text);
  return isUpToDate || !onlyCheck;
}
