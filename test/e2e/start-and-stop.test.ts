import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { childrenOf } from '../kill/process-tree.ts';
import { BuiltProgram, type Running } from '../support/built-program.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let program: BuiltProgram;
let database: TestDatabase;
const running: Running[] = [];
let trialRoot: Buffer;

beforeAll(async () => {
  program = new BuiltProgram();
  database = await createTestDatabase();
}, 120_000);

afterAll(async () => {
  for (const { child } of running) child.kill('SIGTERM');
  await Promise.all(running.map(({ exited }) => exited));
  await database?.drop();
  if (program) rmSync(program.folder, { recursive: true, force: true });
}, 30_000);

function run(command: string, variables: Record<string, string>): Running {
  const started = program.run(command, {
    ZZ_DATA_DIR: join(program.folder, 'data'),
    ZZ_CERTS_DIR: join(program.folder, 'certs'),
    ...variables,
  });
  running.push(started);
  return started;
}

/** Exit code and words of a start that must fail. */
async function refusalOf(variables: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const refused = run('start', { DATABASE_URL: database.appUrl, ...variables });
  return { code: await refused.exited, said: refused.said() };
}

async function addressOf({ said, exited }: Running): Promise<string> {
  const ended = exited.then((code) => {
    throw new Error(`ended with ${code}: ${said()}`);
  });
  const heard = (async () => {
    for (;;) {
      const [, address] = /"address":"([^"]+)"/.exec(said()) ?? [];
      if (address) return address;
      await sleep(50);
    }
  })();
  return Promise.race([heard, ended]);
}

describe('a start that must not succeed', () => {
  it('is refused in production mode, which is the default, without keys and address of its own', async () => {
    const { code, said } = await refusalOf({});
    expect(code).toBe(1);
    expect(said).toMatch(/^ {2}ZZ_MASTER_KEY_FILE: /m);
    expect(said).toMatch(/^ {2}ZZ_PUBLIC_ORIGIN: .*https/m);
    expect(said).not.toMatch(/^\s+at /m);
  }, 30_000);

  it.each([
    [
      'a misspelt variable',
      { ZZ_MODE: 'trial', ZZ_RATE_LIMT_PER_MINUTE: '5' },
      /ZZ_RATE_LIMT_PER_MINUTE: no such variable/,
    ],
    ['a bad value', { ZZ_MODE: 'trial', PORT: 'eighty' }, /PORT: the port to listen on/],
    [
      'the owner’s secret',
      { ZZ_MODE: 'trial', ZZ_DATABASE_OWNER_URL: 'postgresql://o:x@h/d' },
      /ZZ_DATABASE_OWNER_URL: not here/,
    ],
  ])(
    'names %s in one line and ends with a code',
    async (_what, variables, line) => {
      const { code, said } = await refusalOf(variables);
      expect(code).toBe(1);
      expect(said.trim().split('\n')).toHaveLength(2);
      expect(said).toMatch(line);
    },
    30_000,
  );

  it('says in one line that the port is busy', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => holder.once('listening', listening));
    const { port } = holder.address() as { port: number };
    const { code, said } = await refusalOf({ ZZ_MODE: 'trial', PORT: String(port), ZZ_LOG_LEVEL: 'error' });
    holder.close();
    expect(code).toBe(1);
    expect(said.trim()).toBe(`port ${port} is busy: stop the other program or set PORT to another one`);
  }, 30_000);
});

describe('npm start on the bundled database, as a trial', () => {
  let started: Running;
  let origin: string;

  beforeAll(async () => {
    started = run('start', { ZZ_MODE: 'trial', PORT: '0' });
    origin = await addressOf(started);
    trialRoot = Buffer.from(await (await fetch(`${origin}/pki/ca/root.cer`)).arrayBuffer());
  }, 60_000);

  const servingPid = () => {
    const serving = childrenOf(started.child.pid ?? 0).filter((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('\0serve\0'),
    );
    expect(serving).toHaveLength(1);
    return serving[0] ?? 0;
  };

  it('is ready', async () => {
    expect((await fetch(`${origin}/health/ready`)).status).toBe(200);
  });

  it('knows, in the process that serves, the limited role alone', async () => {
    const variables = readFileSync(`/proc/${servingPid()}/environ`, 'utf8').split('\0');
    const urls = variables.filter((variable) => variable.includes('postgres'));
    expect(urls).toEqual([expect.stringMatching(/^DATABASE_URL=postgresql:\/\/zz_app:/)]);
    const connectionString = urls[0]?.slice('DATABASE_URL='.length);
    const client = new Client({ connectionString, application_name: 'the test' });
    await client.connect();
    const { rows } = await client.query(
      `SELECT DISTINCT usename FROM pg_stat_activity WHERE backend_type = 'client backend'`,
    );
    await client.end();
    expect(rows).toEqual([{ usename: 'zz_app' }]);
  });

  it('finishes the request under way when it gets SIGTERM, then ends, its database too', async () => {
    const body = JSON.stringify({ statement: 'A'.repeat(50) });
    const { port } = new URL(origin);
    const socket: Socket = connect(Number(port), '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const head = [
      'POST /api/v1/verifications/statement HTTP/1.1',
      'host: x',
      'content-type: application/json',
    ];
    socket.write(`${[...head, `content-length: ${body.length}`].join('\r\n')}\r\n\r\n${body.slice(0, 10)}`);
    await sleep(300);
    started.child.kill('SIGTERM');
    await sleep(300);
    socket.write(body.slice(10));
    await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('"conclusion"');
    expect(await started.exited).toBe(0);
    await expect(fetch(`${origin}/health/live`)).rejects.toThrow('fetch failed');
  }, 30_000);
});

const isFatal = ({ level }: { level: string }) => level === 'fatal';

describe('a service with a fault that nobody catches', () => {
  it.each([
    ['an exception', `throw new Error('a bug')`, 'uncaughtException'],
    ['a rejected promise', `Promise.reject(new Error('a bug'))`, 'unhandledRejection'],
  ])(
    'ends with a code and says the cause in one line: %s',
    async (_what, fault, origin) => {
      const onSignal = `process.on('SIGUSR2',()=>{${fault}})`;
      const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(onSignal)}`;
      const started = run('serve', {
        DATABASE_URL: database.appUrl,
        ZZ_MODE: 'trial',
        // Its own: the log tree of another database would rightly raise an alarm in between.
        ZZ_DATA_DIR: join(program.folder, 'data-of-faults'),
        PORT: '0',
        NODE_OPTIONS,
      });
      await addressOf(started);
      started.child.kill('SIGUSR2');
      expect(await started.exited).toBe(1);
      const lines = started.said().trim().split('\n');
      const fatal = lines.map((line) => JSON.parse(line) as { level: string }).filter(isFatal);
      expect(fatal).toEqual([expect.objectContaining({ origin })]);
      expect(fatal).toMatchObject([{ err: { message: 'a bug' } }]);
    },
    30_000,
  );
});

describe('in production mode, after a trial in the same folders', () => {
  const OWN_KEY = randomBytes(32).toString('base64');
  const production = { ZZ_MASTER_KEY: OWN_KEY, ZZ_PUBLIC_ORIGIN: 'https://zz.example', PORT: '0' };

  it.each(['keys', 'trust'])(
    'is refused with what the trial made in certs/%s',
    async (folder) => {
      const certs = join(program.folder, `certs-${folder}`);
      if (folder === 'keys')
        cpSync(join(program.folder, 'certs', 'dev'), join(certs, 'keys'), { recursive: true });
      else {
        mkdirSync(join(certs, 'trust'), { recursive: true });
        writeFileSync(join(certs, 'trust', 'root.cer'), trialRoot);
      }
      const { code, said } = await refusalOf({ ...production, ZZ_CERTS_DIR: certs });
      expect({ code, said }).toEqual({ code: 1, said: expect.not.stringContaining('"address"') });
      expect(said).not.toContain(OWN_KEY);
      expect(said).toMatch(/development|master key/i);
    },
    30_000,
  );
});
