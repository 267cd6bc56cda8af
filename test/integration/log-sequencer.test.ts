import { createPublicKey } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { buildAuditEntry } from '../../src/audit/audit-entry.ts';
import { consequenceOf } from '../../src/audit/audit-origin.ts';
import { insertOne } from '../../src/audit/entry-rows.ts';
import { exportedCheckpoints } from '../../src/audit/tree/checkpoint-folder.ts';
import { verifyLog } from '../../src/audit/verify/verify-log.ts';
import { columnTypes } from '../../src/platform/database/connection-settings.ts';
import { BuiltProgram } from '../support/built-program.ts';
import { JournalledRequests } from '../support/journalled-requests.ts';
import { ServiceInstance } from '../support/service-instance.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/** How long a writer is held open; `ZZ_TEST_HELD_OPEN_SECONDS=120` is the real thing. */
const HELD_OPEN_S = Number(process.env['ZZ_TEST_HELD_OPEN_SECONDS'] ?? 4);
const ALARM_S = Math.min(60, Math.floor(HELD_OPEN_S / 2));
const METRICS_TOKEN = 'metrics-of-the-test';
const PATH = '/api/v1/verifications/token/ABCDEFGHJKMNPQRSTVWX';
const KILLS = 3;
const WRITER = consequenceOf({ kind: 'system', id: 'slow-writer' });

let program: BuiltProgram;
let database: TestDatabase;
let superuser: Client;
let instances: [ServiceInstance, ServiceInstance];

const start = () =>
  ServiceInstance.start(program, {
    DATABASE_URL: database.appUrl,
    ZZ_DATA_DIR: join(program.folder, 'data'),
    ZZ_CERTS_DIR: join(program.folder, 'certs'),
    ZZ_RATE_LIMIT_PER_MINUTE: '0',
    ZZ_LOG_LEVEL: 'info',
    ZZ_CHECKPOINT_SECONDS: '1',
    ZZ_LOG_LAG_ALARM_SECONDS: String(ALARM_S),
    ZZ_METRICS_TOKEN: METRICS_TOKEN,
  });

beforeAll(async () => {
  program = new BuiltProgram();
  database = await createTestDatabase();
  superuser = new Client({ connectionString: database.superuserUrl, types: columnTypes });
  await superuser.connect();
  // One after the other, as anywhere: the first one makes the keys of a trial.
  instances = [await start(), await start()];
}, 60_000);

afterAll(async () => {
  await Promise.all((instances ?? []).map((instance) => instance.end('SIGTERM')));
  await superuser?.end();
  await database?.drop();
  if (program) rmSync(program.folder, { recursive: true, force: true });
}, 30_000);

const requests = (...to: readonly ServiceInstance[]) =>
  new JournalledRequests(() => to.map(({ origin }) => origin), PATH);

const one = async <Row>(sql: string): Promise<Row> => (await superuser.query(sql)).rows[0];
const treeSize = async () =>
  (await one<{ size: number }>('select max(size) as size from audit_tree_heads')).size;
const signedSize = async () =>
  (await one<{ size: number }>('select coalesce(max(size), 0) as size from audit_checkpoints')).size;

async function until(isIt: () => Promise<boolean>): Promise<void> {
  while (!(await isIt())) await sleep(20);
}

/** Statements of the service on `what` that wait for a lock that the test holds. */
const waitingFor = async (what: string): Promise<number> => {
  const { rows } = await superuser.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like $1`,
    [`%${what}%`],
  );
  return rows.length;
};

/** Holds what `lock` takes while `work` runs. */
async function whileLocked(lock: string, work: () => Promise<void>): Promise<void> {
  const holder = new Client({ connectionString: database.superuserUrl });
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query(lock);
    await work();
    await holder.query('rollback');
  } finally {
    await holder.end();
  }
}

/** Everything has its place under one checkpoint, the whole log checks, and each answer has exactly one entry. */
async function expectSound(answered: readonly string[]): Promise<void> {
  const entries = () => one<{ count: number }>('select count(*) from audit_entries');
  await until(async () => (await signedSize()) === (await entries()).count);
  const log = join(program.folder, 'data/log');
  const report = await verifyLog({
    client: superuser,
    exported: exportedCheckpoints(join(log, 'checkpoints')),
    keys: [createPublicKey(readFileSync(join(log, 'checkpoint-key.pem')))],
    now: new Date(),
  });
  expect(report.problems).toEqual([]);
  expect(report.open).toEqual({ entries: 0, waiting: 0 });
  const { rows } = await superuser.query(
    `select wanted.id from unnest($1::uuid[]) wanted (id) left join audit_entries e on e.request_id = wanted.id
     group by wanted.id having count(e.id) <> 1`,
    [answered],
  );
  expect(rows).toEqual([]);
  expect(answered.length).toBeGreaterThan(50);
}

describe('two processes that serve on one database', () => {
  it('grow one tree when the one that is growing it is stopped and later goes on', async () => {
    const load = requests(...instances);
    for (const stopped of [instances[0], instances[1], instances[0]]) {
      await whileLocked('select from audit_sequencer for update', async () => {
        await until(async () => (await waitingFor('audit_sequence')) === 2);
        stopped.signal('SIGSTOP');
      });
      const size = await treeSize();
      await until(async () => (await treeSize()) > size + 10);
      stopped.signal('SIGCONT');
    }
    await load.end();
    await expectSound(load.answered);
  }, 60_000);

  it('sign the head that one of them had committed when it was killed', async () => {
    const [victim, other] = instances;
    other.signal('SIGSTOP');
    const load = requests(victim);
    await whileLocked('lock table audit_checkpoints in access exclusive mode', async () => {
      await until(async () => (await waitingFor('from audit_checkpoints')) > 0);
      await victim.end('SIGKILL');
    });
    await load.end();
    const left = await treeSize();
    expect(await signedSize()).toBeLessThan(left);
    other.signal('SIGCONT');
    await until(async () => (await signedSize()) >= left);
    instances[0] = await start();
    await expectSound([...load.answered, ...(await answeredBy(other))]);
  }, 60_000);

  it('go on from a checkpoint that was exported when its signer was killed before it told the database', async () => {
    const [victim, other] = instances;
    other.signal('SIGSTOP');
    const load = requests(victim);
    await whileLocked('lock table audit_checkpoints in share row exclusive mode', async () => {
      await until(async () => (await waitingFor('insert into audit_checkpoints')) > 0);
      await victim.end('SIGKILL');
    });
    await load.end();
    other.signal('SIGCONT');
    instances[0] = await start();
    await expectSound([...load.answered, ...(await answeredBy(other))]);
  }, 60_000);

  it(
    `serve on while a writer is held open for ${HELD_OPEN_S} s, raise the alarm, and put everything behind it after`,
    async () => {
      const [asked] = instances;
      const load = requests(...instances);
      const writer = new Client({ connectionString: database.appUrl });
      await writer.connect();
      const built = buildAuditEntry({ act: 'licence.read', outcome: 'succeeded' }, WRITER, new Date());
      await writer.query('begin');
      await writer.query(insertOne({ built, personalSealed: null }));
      const size = await treeSize();
      await until(async () => (await partOf(asked)) === 'degraded');
      expect(await alarmOf(asked)).toBe('1');
      expect(asked.said).toContain('the tree of the access log lags');
      expect((await fetch(`${asked.origin}/health/ready`)).status).toBe(200);
      await sleep((HELD_OPEN_S - ALARM_S) * 1_000);
      const before = load.answered.length;
      await until(async () => load.answered.length > before + 20);
      expect((await treeSize()) - size).toBeLessThan(load.answered.length);
      await writer.query('commit');
      await writer.end();
      await until(async () => (await partOf(asked)) === 'ok');
      await load.end();
      await expectSound(load.answered);
    },
    60_000 + HELD_OPEN_S * 2_000,
  );

  it(`leave a sound log after ${KILLS} kills under load`, async () => {
    const load = new JournalledRequests(() => instances.map(({ origin }) => origin), PATH);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await sleep(300);
      await instances[kill % 2]?.end('SIGKILL');
      instances[kill % 2] = await start();
    }
    await load.end();
    await expectSound(load.answered);
  }, 60_000);
});

async function answeredBy(instance: ServiceInstance): Promise<string[]> {
  const load = requests(instance);
  await until(async () => load.answered.length > 60);
  await load.end();
  return load.answered;
}

async function partOf({ origin }: ServiceInstance): Promise<string | undefined> {
  const { parts } = await (await fetch(`${origin}/health/ready`)).json();
  return parts['log tree'];
}

async function alarmOf({ origin }: ServiceInstance): Promise<string | undefined> {
  const answer = await fetch(`${origin}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  return /^audit_tree_alarm (\d)/m.exec(await answer.text())?.[1];
}
