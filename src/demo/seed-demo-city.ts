import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.ts';
import { loadConfig } from '../config/load-config.ts';
import { Database } from '../platform/database/database.ts';
import { writePrivateFile } from '../platform/database/secret-file.ts';
import { createLogger } from '../platform/logging/logger.ts';
import { systemClock } from '../shared/clock.ts';
import { demoKeysFile } from './demo-keys-file.ts';
import { seedCity } from './seed-city.ts';

/**
 * Founds the demo city on the database of `environment` and leaves the departments' keys in `demoKeysFile`.
 *
 * @throws Error when the register already holds units: then it is not the demo's
 */
export async function seedDemoCity(environment: NodeJS.ProcessEnv): Promise<void> {
  const config = loadConfig(environment);
  const logger = createLogger(config.log);
  const databaseUrl = config.database.url?.reveal() ?? '';
  const root = AppModule.forRoot({ config, logger, databaseUrl, clock: systemClock });
  const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
  try {
    const units = await app
      .get(Database, { strict: false })
      .query('demo.any-unit', 'SELECT 1 FROM units LIMIT 1');
    if (units.length > 0)
      throw new Error(`the register holds units but ${demoKeysFile(config.folders.data)} is missing`);
    const keys = await seedCity(app, systemClock.now());
    writePrivateFile(demoKeysFile(config.folders.data), `${JSON.stringify(keys, null, 2)}\n`);
  } finally {
    await app.close();
  }
}
