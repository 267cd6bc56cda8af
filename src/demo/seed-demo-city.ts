import { Database } from '../platform/database/database.ts';
import { writePrivateFile } from '../platform/database/secret-file.ts';
import { withServiceContext } from '../service-context.ts';
import { systemClock } from '../shared/clock.ts';
import { demoAccountsFile } from './demo-accounts.ts';
import { demoClientsFile } from './demo-clients-file.ts';
import { seedAccounts } from './seed-accounts.ts';
import { seedCity } from './seed-city.ts';

/**
 * Founds the demo city on the database of `environment` and leaves the throw-away accounts of its people in
 * `demoAccountsFile`, the credentials of the departments' systems in `demoClientsFile`.
 *
 * @throws Error when the register already holds units: then it is not the demo's
 */
export async function seedDemoCity(environment: NodeJS.ProcessEnv): Promise<void> {
  await withServiceContext(environment, async (app, config) => {
    const units = await app
      .get(Database, { strict: false })
      .query('demo.any-unit', 'SELECT 1 FROM units LIMIT 1');
    if (units.length > 0)
      throw new Error(`the register holds units but ${demoClientsFile(config.folders.data)} is missing`);
    const clients = await seedCity(app, systemClock.now());
    const accounts = await seedAccounts(app);
    writePrivateFile(demoAccountsFile(config.folders.data), `${JSON.stringify(accounts, null, 2)}\n`);
    // The last: where it lies, the founding is done.
    writePrivateFile(demoClientsFile(config.folders.data), `${JSON.stringify(clients, null, 2)}\n`);
  });
}
