import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { seededRandom } from '../../src/demo/degrade-picture.ts';
import { demoClientsFile } from '../../src/demo/demo-clients-file.ts';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/platform/database/embedded-server.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { processState } from '../../src/platform/database/postmaster-file.ts';
import { killServerTree } from '../kill/process-tree.ts';
import { BuiltProgram, type Running } from '../support/built-program.ts';
import { SteadyLoad } from '../support/steady-load.ts';
import { clearTestFolder, newTestFolder } from '../support/test-server.ts';

const KILLS = 20;
const LONGEST_WAIT_MS = 600;
const READY_WITHIN_MS = 10_000;

const dataDir = newTestFolder();
let program: BuiltProgram;
let database: EmbeddedServer;
let service: Running;
let origin: string;

beforeAll(async () => {
  program = new BuiltProgram();
  database = await startEmbeddedServer({ dataDir });
  await migrate({ ownerUrl: database.urls.owner, migrationsDir: resolve('migrations') });
  await run('seed-demo').exited;
  service = run('serve');
  origin = await addressOf(service);
}, 180_000);

afterAll(async () => {
  service?.child.kill('SIGTERM');
  await service?.exited;
  await clearTestFolder(dataDir);
  if (program) rmSync(program.folder, { recursive: true, force: true });
}, 30_000);

function run(command: string): Running {
  return program.run(command, {
    ZZ_MODE: 'trial',
    PORT: '0',
    ZZ_RATE_LIMIT_PER_MINUTE: '0',
    ZZ_DATA_DIR: dataDir,
    ZZ_CERTS_DIR: join(dataDir, 'certs'),
    DATABASE_URL: database.urls.app,
  });
}

async function addressOf({ child, said }: Running): Promise<string> {
  while (child.exitCode === null) {
    const [, address] = /"address":"([^"]+)"/.exec(said()) ?? [];
    if (address) return address;
    await sleep(50);
  }
  throw new Error(`the service did not start: ${said()}`);
}

async function killDatabase(): Promise<void> {
  killServerTree(database.pid);
  while (processState(database.pid) === 'running') await sleep(10);
}

async function startDatabaseAgain(): Promise<void> {
  database = await startEmbeddedServer({ dataDir, port: database.port });
}

/** A connection that is lost with the server. */
async function superuser(): Promise<Client> {
  const connectionString = Object.assign(new URL(database.urls.superuser), { pathname: '/zz' }).href;
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Resolves when a job has come to the table that is locked. */
async function waitsForSealUses(): Promise<void> {
  const client = await superuser();
  const waiting = `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'seal_uses'::regclass`;
  while ((await client.query(waiting)).rowCount === 0) await sleep(20);
}

const isReady = async () => (await fetch(`${origin}/health/ready`).catch(() => null))?.status === 200;

/** What the service said at its end, or null while it lives and is ready again in time. */
async function endOrReadiness(): Promise<string | null> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (hasEnded()) return service.said().slice(-2_000);
    if (await isReady()) return null;
    await sleep(50);
  }
  return `not ready within ${READY_WITHIN_MS} ms`;
}

const hasEnded = () => service.child.exitCode !== null || service.child.signalCode !== null;

describe('a service whose database is killed', () => {
  it('lives on when a job was under way, and serves again', async () => {
    const holder = await superuser();
    await holder.query('BEGIN; LOCK TABLE seal_uses');
    await (await superuser()).query(`INSERT INTO pgboss.job (name) VALUES ('signing.reap-intended-uses')`);
    await waitsForSealUses();
    await killDatabase();
    await sleep(500);
    await startDatabaseAgain();
    expect(await endOrReadiness()).toBeNull();
  }, 30_000);

  it(`lives on at ${KILLS} moments of its work, and serves again within seconds`, async () => {
    const random = seededRandom(1);
    const load = new SteadyLoad(origin, JSON.parse(readFileSync(demoClientsFile(dataDir), 'utf8')));
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await sleep(random() * LONGEST_WAIT_MS);
      await killDatabase();
      await startDatabaseAgain();
      expect({ kill, end: await endOrReadiness() }).toEqual({ kill, end: null });
    }
    await load.end();
    expect((await load.issue())?.status).toBe(201);
    const failures = [...load.answers.keys()].filter(
      (status) => status === 'none' || (status >= 500 && status !== 503),
    );
    expect(failures).toEqual([]);
    expect(load.answers.get(503)).toBeGreaterThan(0);
  }, 180_000);
});
