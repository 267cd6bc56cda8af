import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

describe('the limited role', () => {
  let database: TestDatabase;
  let app: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    app = new Client({ connectionString: database.appUrl });
    await app.connect();
  });

  afterAll(async () => {
    await app?.end();
    await database?.drop();
  });

  it.each([
    ['changes an entry of the log', `update audit_entries set act = 'x'`],
    ['deletes from the log', 'delete from audit_entries'],
    ['empties the log', 'truncate audit_entries'],
    ['alters the log', 'alter table audit_entries add column x int'],
    ['drops the log', 'drop table audit_entries'],
    ['creates a table', 'create table mine (x int)'],
    ['creates a schema', 'create schema mine'],
    ['reads a file of the server', `select pg_read_file('postgresql.conf')`],
    ['runs a program on the server', `copy units from program 'id'`],
    ['becomes the owner', 'set role zz_owner'],
    ['makes a role', 'create role another'],
    ['makes a job queue', `select pgboss.create_queue('mine', '{}'::json)`],
  ])('is refused (42501) when it %s', async (_what, sql) => {
    await expect(app.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it('is refused with a wrong password', async () => {
    const url = Object.assign(new URL(database.appUrl), { password: 'wrong' }).href;
    const intruder = new Client({ connectionString: url });
    await expect(intruder.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  it('works in UTF-8 with C.UTF-8 order whatever the locale of the machine', async () => {
    const { rows } = await app.query(
      `select pg_encoding_to_char(encoding) as encoding, lower('ÄÉ') as lower, '照' < '章' as ordered
       from pg_database where datname = current_database()`,
    );
    expect(rows).toEqual([{ encoding: 'UTF8', lower: 'äé', ordered: '照' < '章' }]);
  });

  it('keeps what makes a commit durable switched on', async () => {
    const { rows } = await app.query(
      `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')`,
    );
    expect(rows.map(({ setting }) => setting)).toEqual(['on', 'on', 'on']);
  });
});
