import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { createOwnedDatabase } from '../../src/platform/database/database-roles.ts';

/** Migrated once by the global setup. */
export const TEMPLATE_DATABASE = 'zz_template';

/** A migrated database of one suite's own. */
export interface TestDatabase {
  readonly name: string;
  /** The limited role, as the service has it. */
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly superuserUrl: string;
  /** Ends all connections to it and removes it. */
  drop(): Promise<void>;
}

/** Clones the migrated template (15 to 30 ms). Call in `beforeAll`, `drop()` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const urls = JSON.parse(process.env['ZZ_TEST_SERVER_URLS'] ?? '{}') as Record<
    'superuser' | 'owner' | 'app',
    string
  >;
  const name = `suite_${randomBytes(6).toString('hex')}`;
  const on = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  await asSuperuser(urls.superuser, (client) => createOwnedDatabase(client, name, TEMPLATE_DATABASE));
  return {
    name,
    appUrl: on(urls.app),
    ownerUrl: on(urls.owner),
    superuserUrl: on(urls.superuser),
    drop: () =>
      asSuperuser(urls.superuser, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

async function asSuperuser(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
