import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syntheticCitizenNumber } from '../../src/catalogue/samples/synthetic-codes.ts';
import type { RunningProvider } from '../../src/demo/demo-identity-provider.ts';
import { JOB_QUEUES } from '../../src/platform/jobs/job-queues.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { rowsOf, type StartedCity, sampleRequest, startCity, transactionsOf } from '../support/city.ts';
import { newBrowser, signInAs } from '../support/holder-sign-in.ts';
import { PUBLIC_ORIGIN, startIdentityProvider } from '../support/identity-provider.ts';
import { clearForms, filesHolding, holds } from '../support/leak-search.ts';
import { hasTool } from '../support/tools.ts';

/** Stand on licences; nobody else's test knows them. */
const NUMBERS = ['001', '002', '003', '004'].map((sequence) => syntheticCitizenNumber('19570714', sequence));
const [HUSBAND = '', WIFE = '', SOUGHT = '', REFUSED = ''] = NUMBERS;
const PLANTED = syntheticCitizenNumber('19570714', '009');
const MASTER_KEY = randomBytes(32);
const NOW = new Date();
const CIVIL_AFFAIRS = sampleRequest('结婚证', 1, NOW).sample.issuerName;
const API = '/api/v1/licences';

/** Under this name the first of them stands on the licence and signs in. */
const HUSBAND_NAME = sampleRequest('结婚证', 1, NOW).body.holders[0]?.name ?? '';

let provider: RunningProvider;
let city: StartedCity;
let clusterDir: string;
let log = '';

beforeAll(async () => {
  const people = [HUSBAND, REFUSED.replace(/.$/, 'x')].map((number, at) => ({
    label: `person ${at}`,
    level: 'face',
    claims: { name: HUSBAND_NAME, id_number: number },
  }));
  const started = await startIdentityProvider(people);
  provider = started;
  const environment = {
    ...started.environment,
    ZZ_MASTER_KEY: MASTER_KEY.toString('base64'),
    ZZ_LOG_LEVEL: 'debug',
    ZZ_LOG_SAMPLE_PERCENT: '100',
    ZZ_SLOW_REQUEST_MS: '1',
  };
  const onLogLine = (line: string) => {
    log += line;
  };
  city = await startCity({ environment, onLogLine });
  const [setting] = await rowsOf<{ data_directory: string }>(city, 'SHOW data_directory');
  clusterDir = setting?.data_directory ?? '';
  await useEverything();
  await rowsOf(city, 'CHECKPOINT');
}, 120_000);

afterAll(async () => {
  await city?.stop();
  await provider?.stop();
});

const married = (codes: readonly string[]) => {
  const { body } = sampleRequest('结婚证', 7001, NOW);
  const holders = body.holders.map((holder, at) => ({ ...holder, codeType: '111', code: codes[at] ?? '' }));
  return { ...body, holders };
};

/** Issues, repeats, changes, acts, searches, checks, is refused and runs the jobs: all with the numbers in it. */
async function useEverything(): Promise<void> {
  const unit = CIVIL_AFFAIRS;
  const post = (path: string, key: string, body: unknown) => city.send('POST', path, { unit, key, body });
  const issued = await post(API, 'leak-issue-1', married([HUSBAND, WIFE]));
  expect(issued.status).toBe(201);
  const { id, token, identifier } = issued.body;
  expect((await post(API, 'leak-issue-1', married([HUSBAND, WIFE]))).status).toBe(201);
  expect((await post(API, 'leak-issue-1', married([WIFE, HUSBAND]))).status).toBe(409);
  const { licenceType: _type, number: _number, ...content } = married([HUSBAND, WIFE]);
  const change = { ...content, reason: '补发' };
  expect((await post(`${API}/${id}/changes`, 'leak-change-1', change)).status).toBe(201);

  for (const query of [
    `holderCode=${HUSBAND}`,
    `holderCode=${SOUGHT}`,
    `number=${SOUGHT}`,
    `nothing=${SOUGHT}`,
  ])
    await city.send('GET', `${API}?${query}`, { unit });
  await city.send('GET', `${API}/${SOUGHT}`, { unit });
  await city.send('GET', `/v/${SOUGHT}`);
  await city.send('GET', `/nowhere/${SOUGHT}?code=${SOUGHT}`, {
    headers: { 'user-agent': SOUGHT, referer: SOUGHT },
  });
  await city.send('GET', `${API}/${id}`, { unit });
  await city.send('GET', `${API}/${id}/events`, { unit });
  const file = await city.send('GET', `${API}/${id}/file`, { unit });

  const checks = '/api/v1/verifications';
  await city.send('GET', `${checks}/token/${token}`);
  await city.send('POST', `${checks}/identifier`, { body: { identifier, name: HUSBAND } });
  await city.send('POST', `${checks}/number`, {
    body: { licenceType: married([]).licenceType, number: SOUGHT, name: SOUGHT },
  });
  await city.send('POST', `${checks}/statement`, { body: { statement: SOUGHT } });
  const form = new FormData();
  form.append('file', new Blob([file.body]), `${HUSBAND}.pdf`);
  await fetch(`${city.origin}${checks}/file`, { method: 'POST', body: form });

  expect((await post(API, 'leak-refused-1', married([REFUSED.replace(/.$/, 'x'), REFUSED]))).status).toBe(
    400,
  );
  expect((await post(API, REFUSED, { [REFUSED]: REFUSED })).status).toBe(400);
  await fetch(`${city.origin}${API}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${city.tokens[unit]}`, 'content-type': 'application/json' },
    body: `{"holders": [{"code": "${REFUSED}" oops`,
  });
  const act = { reason: '测试', legalBasis: '测试', actingOfficer: REFUSED };
  await post(`${API}/${id}/loss-reports`, 'leak-act-1', act);
  await signInAndLook(id);
  await runJobs();
}

/** As the holder, and as somebody whose number is wrong. */
async function signInAndLook(licenceId: string): Promise<void> {
  const browser = newBrowser(city);
  expect((await signInAs(browser, 'person 0')).text).toContain(licenceId);
  const own = `${PUBLIC_ORIGIN}/api/v1/own-licences`;
  const parts = [`${own}/${licenceId}`, `${own}/${licenceId}/file`, `${own}/${licenceId}/log`];
  for (const address of [own, ...parts, `${PUBLIC_ORIGIN}/holder/licences/${licenceId}`])
    expect([address, (await browser.open(address)).status]).toEqual([address, 200]);
  expect((await signInAs(newBrowser(city), 'person 1')).status).toBe(403);
}

async function runJobs(): Promise<void> {
  const jobs = city.app.get(Jobs, { strict: false });
  await transactionsOf(city).run(async (tx) => {
    for (const { name } of JOB_QUEUES) await jobs.send(tx, name, {});
  });
  for (let waitedMs = 0; waitedMs < 15_000 && (await openJobs()) > 0; waitedMs += 250)
    await new Promise((resolve) => setTimeout(resolve, 250));
}

async function openJobs(): Promise<number> {
  const [row] = await rowsOf<{ open: string }>(
    city,
    `SELECT count(*) AS open FROM pgboss.job WHERE state IN ('created', 'active', 'retry')
     AND name = any ($1) AND start_after < now() + interval '20 seconds'`,
    [JOB_QUEUES.map(({ name }) => name)],
  );
  return Number(row?.open);
}

/** Tables of which a row, as text or as bytes, holds one of `forms`. */
async function tablesHolding(forms: readonly Buffer[]): Promise<string[]> {
  const tables = await rowsOf<{ name: string }>(
    city,
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  expect(tables.length).toBeGreaterThan(20);
  const holding: string[] = [];
  for (const { name } of tables) {
    const rows = await rowsOf<Record<string, unknown>>(
      city,
      `SELECT t.*, t::text AS whole_row FROM ${name} t`,
    );
    const values = rows.flatMap((row) => Object.values(row));
    const isHeld = values.some((value) =>
      holds(Buffer.isBuffer(value) ? value : Buffer.from(String(JSON.stringify(value))), forms),
    );
    if (isHeld) holding.push(name);
  }
  return holding;
}

/** What the service and the server have on disk; the cluster's other databases belong to other tests. */
async function placesHolding(forms: readonly Buffer[]): Promise<string[]> {
  const [row] = await rowsOf<{ oid: string }>(
    city,
    'SELECT oid::text FROM pg_database WHERE datname = current_database()',
  );
  const folders = [
    join(clusterDir, 'base', row?.oid ?? ''),
    join(clusterDir, 'global'),
    join(clusterDir, 'pg_wal'),
    city.dataDir,
  ];
  return [...folders.flatMap((folder) => filesHolding(folder, forms)), ...(await tablesHolding(forms))];
}

describe('the search for leaks', () => {
  it('finds a number that was planted in a table, as text and as base64 in bytes, in a file and in the log', async () => {
    const forms = clearForms(PLANTED);
    await rowsOf(city, 'CREATE TABLE planted (note text, bytes bytea)');
    await rowsOf(city, 'INSERT INTO planted VALUES ($1, NULL)', [`{"code":"${PLANTED}"}`]);
    expect(await tablesHolding(forms)).toEqual(['public.planted']);
    await rowsOf(city, 'TRUNCATE planted');
    const base64 = Buffer.from(`xx${PLANTED}`).toString('base64');
    await rowsOf(city, 'INSERT INTO planted VALUES (NULL, $1)', [Buffer.from(base64)]);
    await rowsOf(city, 'CHECKPOINT');
    const file = join(city.dataDir, 'planted');
    writeFileSync(file, `junk ${Buffer.from(PLANTED).toString('hex')}`);
    const found = await placesHolding(forms);
    expect(found).toEqual(expect.arrayContaining(['public.planted', file]));
    expect(found.filter((place) => place.includes('pg_wal'))).not.toEqual([]);
    expect(found.filter((place) => place.includes('/base/'))).not.toEqual([]);
    await rowsOf(city, 'DROP TABLE planted');
  }, 60_000);

  it('knows every form that a number can be written in', () => {
    const forms = clearForms(PLANTED);
    for (const lead of ['', 'a', 'ab', 'abc'])
      expect(holds(Buffer.from(Buffer.from(`${lead}${PLANTED}tail`).toString('base64')), forms)).toBe(true);
    expect(holds(Buffer.from(SOUGHT), forms)).toBe(false);
  });
});

describe('after everything was done with them', () => {
  it.each(NUMBERS)(
    'the number %s lies in clear in no table, no file, no write-ahead log',
    async (number) => {
      expect(await placesHolding(clearForms(number))).toEqual([]);
    },
    60_000,
  );

  it('no number stands in the log, which was written down to the last detail', () => {
    expect(log.split('\n').length).toBeGreaterThan(20);
    const lines = log.split('\n').map((line) => Buffer.from(line));
    for (const number of NUMBERS)
      expect(lines.filter((line) => holds(line, clearForms(number))).map(String)).toEqual([]);
  });

  it('neither the master key nor the secret or token of a department’s system lies anywhere', async () => {
    const { [CIVIL_AFFAIRS]: client } = city.clients;
    for (const secret of [MASTER_KEY, city.tokens[CIVIL_AFFAIRS] ?? '', client?.clientSecret ?? '']) {
      const forms = clearForms(secret);
      expect(await placesHolding(forms)).toEqual([]);
      expect(holds(Buffer.from(log), forms)).toBe(false);
    }
  }, 60_000);

  const canDump = dumpVersion() >= 18;
  const title = 'no number stands in a dump of the database';
  (canDump ? it : it.skip)(canDump ? title : `${title} (skipped: no pg_dump of version 18 or later)`, () => {
    const dump = execFileSync('pg_dump', [city.database.superuserUrl], { maxBuffer: 1 << 30 });
    for (const number of NUMBERS) expect(holds(dump, clearForms(number))).toBe(false);
  });
});

function dumpVersion(): number {
  if (!hasTool('pg_dump')) return 0;
  return Number(/\d+/.exec(execFileSync('pg_dump', ['--version'], { encoding: 'utf8' }))?.[0] ?? 0);
}
