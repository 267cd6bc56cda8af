import { resolve } from 'node:path';
import { Client } from 'pg';
import { createOwnedDatabase } from '../../src/platform/database/database-roles.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { buildInspectionProgram } from './inspection-program.ts';
import { TEMPLATE_DATABASE } from './test-database.ts';
import { startTestServer, type TestServer } from './test-server.ts';

declare global {
  var testServer: TestServer | undefined;
}

/** Builds the inspection program, starts one PostgreSQL for all suites and migrates the template database that each suite clones. */
export default async function globalSetup(): Promise<void> {
  const [server] = await Promise.all([startTestServer(), buildInspectionProgram()]);
  globalThis.testServer = server;
  const superuser = new Client({ connectionString: server.urls.superuser });
  await superuser.connect();
  try {
    await createOwnedDatabase(superuser, TEMPLATE_DATABASE);
  } finally {
    await superuser.end();
  }
  const ownerUrl = new URL(server.urls.owner);
  ownerUrl.pathname = `/${TEMPLATE_DATABASE}`;
  await migrate({ ownerUrl: ownerUrl.href, migrationsDir: resolve('migrations') });
  process.env['ZZ_TEST_SERVER_URLS'] = JSON.stringify(server.urls);
}
