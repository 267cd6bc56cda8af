import { Client } from 'pg';
import { type AuditEntry, type AuditOrigin, buildAuditEntry } from '../../src/audit/audit-entry.ts';
import { AuditWriter } from '../../src/audit/audit-writer.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const at = new Date('2026-11-23T08:00:00Z');
const entry: AuditEntry = { act: 'licence.read', outcome: 'succeeded', object: { kind: 'licence', id: 'x' } };
const origin = (requestId: string | null = null): AuditOrigin => ({
  kind: 'anonymous',
  id: null,
  unitId: null,
  requestId,
  causeId: null,
  address: '203.0.113.77',
  officer: null,
  caseNumber: null,
  purpose: null,
});

describe('the access log on PostgreSQL', () => {
  let database: TestDatabase;
  let reader: Client;
  let app: Client;

  const newWriter = () =>
    new AuditWriter({
      newClient: () => new Client({ connectionString: database.appUrl }),
      seal: (personal) => personal,
    });
  const count = async (where = 'true') =>
    Number((await reader.query(`select count(*) from audit_entries where ${where}`)).rows[0].count);

  beforeAll(async () => {
    database = await createTestDatabase();
    reader = new Client({ connectionString: database.superuserUrl });
    app = new Client({ connectionString: database.appUrl });
    await Promise.all([reader.connect(), app.connect()]);
  });

  afterAll(async () => {
    await Promise.all([reader.end(), app.end()]);
    await database.drop();
  });

  it('keeps entries of concurrent requests with projections that agree with their bodies', async () => {
    const writer = newWriter();
    const requests = Array.from(
      { length: 200 },
      (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    );
    await Promise.all(requests.map((request) => writer.write(buildAuditEntry(entry, origin(request), at))));
    await writer.close();
    const { rows } = await reader.query(`
      select count(*) as entries, count(distinct request_id) as requests, count(distinct written_by) as commits,
        bool_and(convert_from(body, 'UTF8')::jsonb ->> 'request' = request_id::text
          and convert_from(body, 'UTF8')::jsonb ->> 'act' = act
          and convert_from(body, 'UTF8')::jsonb -> 'object' ->> 'id' = object_id) as agree
      from audit_entries where request_id is not null`);
    expect(rows[0]).toMatchObject({ entries: '200', requests: '200', agree: true });
    expect(Number(rows[0].commits)).toBeLessThan(20);
  });

  it('keeps with each entry of a batch the personal values that it opens, and none where it has none', async () => {
    const writer = newWriter();
    const without = { ...origin(), kind: 'system', address: null } as const;
    const built = Array.from({ length: 40 }, (_, index) =>
      buildAuditEntry(
        { ...entry, purpose: 'x'.repeat(index) },
        index % 3 === 0 ? without : { ...origin(), address: `203.0.113.${index}` },
        at,
      ),
    );
    await Promise.all(built.map((each) => writer.write(each)));
    await writer.close();
    const { rows } = await reader.query<{ body: Buffer; personal: Buffer | null }>(
      'select body, personal_sealed as personal from audit_entries where body = any ($1)',
      [built.map(({ body }) => body)],
    );
    const personalOf = new Map(rows.map(({ body, personal }) => [String(body), personal]));
    expect(built.map(({ body }) => personalOf.get(String(body)))).toEqual(
      built.map(({ personal }) => personal),
    );
  });

  it('writes the good entries of a batch when one of them is refused by the database', async () => {
    const writer = newWriter();
    const built = Array.from({ length: 5 }, () =>
      buildAuditEntry({ ...entry, act: 'unit.read' }, origin(), at),
    );
    const bad = { ...buildAuditEntry(entry, origin(), at), outcome: 'poison' as never };
    const outcomes = await Promise.allSettled([...built, bad].map((one) => writer.write(one)));
    await writer.close();
    expect(outcomes.map(({ status }) => status)).toEqual([...Array(5).fill('fulfilled'), 'rejected']);
    expect(await count("act = 'unit.read'")).toBe(5);
  });

  it('says log-unavailable when its connection is lost and goes on with a new one', async () => {
    const writer = newWriter();
    await writer.write(buildAuditEntry({ ...entry, act: 'seal.read' }, origin(), at));
    await reader.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'zz_app' and datname = current_database() and pid <> all($1)",
      [[(await app.query('select pg_backend_pid() as pid')).rows[0].pid]],
    );
    const lost = writer.write(buildAuditEntry({ ...entry, act: 'seal.read' }, origin(), at)).then(
      () => 'written',
      (error) => error.code,
    );
    expect(['log-unavailable', 'written']).toContain(await lost);
    await writer.write(buildAuditEntry({ ...entry, act: 'seal.read' }, origin(), at));
    await writer.close();
    expect(await count("act = 'seal.read'")).toBeGreaterThanOrEqual(2);
  });

  it('keeps its new connection when the lost one reports its end late', async () => {
    const clients: Client[] = [];
    const newClient = () => {
      const client = new Client({ connectionString: database.appUrl });
      clients.push(client);
      return client;
    };
    const writer = new AuditWriter({ newClient, seal: (personal) => personal });
    const write = () => writer.write(buildAuditEntry({ ...entry, act: 'seal.read' }, origin(), at));
    await write();
    clients[0]?.emit('error', new Error('Connection terminated unexpectedly'));
    await write();
    await clients[0]?.end();
    await write();
    await writer.close();
    expect(clients).toHaveLength(2);
  });

  it.each([
    "update audit_entries set act = 'licence.issue'",
    'delete from audit_entries',
    'truncate audit_entries',
    'alter table audit_entries disable trigger all',
    'drop table audit_entries_default',
    "insert into audit_entries (body, act, outcome, recorded_at) values ('{}', 'licence.read', 'succeeded', '2020-01-01')",
    "insert into audit_entries (body, act, outcome, written_by) values ('{}', 'licence.read', 'succeeded', '1')",
    "insert into audit_entries_default (body, act, outcome) values ('{}', 'licence.read', 'succeeded')",
  ])('refuses the role of the service to %s', async (statement) => {
    await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('lets the role of the service make the partitions of the coming months and nothing else', async () => {
    await expect(app.query('select audit_extend_partitions(15)')).resolves.toBeDefined();
    await expect(app.query('select audit_extend_partitions(4000)')).rejects.toMatchObject({ code: '22023' });
    await expect(app.query('create table public.mine (id int)')).rejects.toMatchObject({ code: '42501' });
  });
});
