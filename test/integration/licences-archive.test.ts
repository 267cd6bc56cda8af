import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { UnitCaller } from '../../src/access/authorisation/unit-caller.ts';
import { runArchiveCommand } from '../../src/archive-command.ts';
import { AuditLog } from '../../src/audit/audit-log.ts';
import type { TimeStampAuthority } from '../../src/crypto/cms/time-stamp-authority.ts';
import { proofFromEvidenceRecord } from '../../src/crypto/ers/evidence-record-proof.ts';
import { readEvidenceRecord } from '../../src/crypto/ers/evidence-record-reader.ts';
import {
  type DataDigests,
  digestsOfBytes,
  verifyEvidenceRecord,
} from '../../src/crypto/ers/evidence-record-verification.ts';
import { ArchivalFiles } from '../../src/licences/archive/archival-files.service.ts';
import { ArchiveQueries } from '../../src/licences/archive/archive.queries.ts';
import { ArchiveGrowth } from '../../src/licences/archive/archive-growth.ts';
import { ArchiveMaintenance } from '../../src/licences/archive/archive-maintenance.ts';
import { ArchiveRenewal } from '../../src/licences/archive/archive-renewal.ts';
import { ArchiveTokens } from '../../src/licences/archive/archive-tokens.ts';
import { EvidenceRecords } from '../../src/licences/archive/evidence-records.service.ts';
import type { RegisteredFile } from '../../src/licences/archive/registered-files.queries.ts';
import { TransactionRunner } from '../../src/platform/database/transaction-runner.ts';
import { anonymousCaller } from '../../src/platform/http/caller.ts';
import { LOGGER, type Logger } from '../../src/platform/logging/logger.ts';
import { fixedClock } from '../../src/shared/clock.ts';
import { newId } from '../../src/shared/ids.ts';
import { TrustService } from '../../src/trust/trust.service.ts';
import { TrustMaterial } from '../../src/trust/trust-material.ts';
import { makeTestPki, type TestPki } from '../factories/test-pki.ts';
import { TestTimeStamper } from '../factories/test-signing-services.ts';
import { makeTestTsa } from '../factories/test-trust-services.ts';
import { MARKET, rowsOf, type StartedCity, startCity } from '../support/city.ts';

const DAY_MS = 86_400_000;
/** Files are registered by the clock of the database, so the month is that of the machine. */
const issuedAt = new Date();
const later = (days: number) => new Date(issuedAt.getTime() + days * DAY_MS);
const ARCHIVE_ACTS = new Set(['licence.read-evidence-record', 'licence.raise-file']);
const callerOf = (unitId: string): UnitCaller => ({
  ...anonymousCaller('127.0.0.1', newId(), { isDurable: false, underWay: null }),
  kind: 'client',
  id: 'key',
  unitId,
  grants: [{ acts: ARCHIVE_ACTS, unitIds: [unitId], typeCodes: null, needsPurpose: false }],
});
const countOf = async (city: StartedCity, table: string): Promise<number> =>
  (await rowsOf<{ n: number }>(city, `SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? -1;

describe('the archive of a trial', () => {
  let city: StartedCity;
  let issued: { id: string; pdf: Buffer }[];
  const setClock = (at: Date) => city.clock.set?.(at);
  const maintain = () => city.app.get(ArchiveMaintenance, { strict: false }).maintain();
  const send = (id: string, path: string, unit = MARKET, method: 'GET' | 'POST' = 'GET') =>
    city.send(method, `/api/v1/licences/${id}/file/${path}`, {
      unit,
      headers: { 'x-acting-officer': 'wang' },
    });
  const anchors = () => city.app.get(TrustService, { strict: false }).anchors();
  const judge = (record: Uint8Array, digests: DataDigests, now = later(50)) =>
    verifyEvidenceRecord(record, digests, { anchors: anchors(), pool: [], crls: [], now });

  beforeAll(async () => {
    city = await startCity({ now: issuedAt });
    issued = [];
    for (let i = 0; i < 3; i += 1) {
      const { body } = await city.issue();
      const file = await city.send('GET', `/api/v1/licences/${body.id}/file`, { unit: MARKET });
      issued.push({ id: body.id, pdf: file.body });
    }
  }, 60_000);
  afterAll(() => city?.stop());
  const first = () => issued[0] as { id: string; pdf: Buffer };

  it('has no record of a file before its month is closed, and says from when on', async () => {
    expect(await maintain()).toEqual({ stamped: 0, renewed: 0 });
    const answer = await send(first().id, 'evidence-record');
    expect(answer).toMatchObject({ status: 409, body: { code: 'licence.not-archived-yet' } });
    expect(answer.body.detail).toMatch(/\d{4}-\d\d-01T16:00:00\.000Z/);
  });

  it('puts a closed month under one time-stamp, once', async () => {
    setClock(later(40));
    expect(await maintain()).toEqual({ stamped: 1, renewed: 0 });
    expect(await maintain()).toEqual({ stamped: 0, renewed: 0 });
    expect([await countOf(city, 'archive_tokens'), await countOf(city, 'archive_branches')]).toEqual([1, 1]);
  });

  it('gives each file its record, which holds offline with our root alone, and for no other file', async () => {
    for (const { id, pdf } of issued) {
      const { status, headers, body } = await send(id, 'evidence-record');
      expect([status, headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
      expect(judge(body, digestsOfBytes(pdf))).toMatchObject({ status: 'passed' });
      const twin = Buffer.from(pdf);
      twin[200] = (twin[200] ?? 0) ^ 1;
      expect(judge(body, digestsOfBytes(twin)).status).toBe('failed');
      const trust = { anchors: anchors(), pool: [], crls: [] };
      const sixYearsOn = later(6 * 365);
      const { proof } = proofFromEvidenceRecord(body, digestsOfBytes(pdf), trust, sixYearsOn);
      expect(proof).toMatchObject({ kind: 'evidence-record', at: later(40) });
    }
  });

  it('shows a record to the unit whose licence it is, and to no other', async () => {
    expect(await send(first().id, 'evidence-record', '晋城市民政局')).toMatchObject({ status: 404 });
    expect(await city.send('GET', `/api/v1/licences/${first().id}/file/evidence-record`)).toMatchObject({
      status: 401,
    });
    expect(await send(first().id, 'archival-form', '晋城市民政局', 'POST')).toMatchObject({ status: 404 });
  });

  it('raises one file to B-LTA on demand, keeps that form and the original, and knows both', async () => {
    const raised = await send(first().id, 'archival-form', MARKET, 'POST');
    expect([raised.status, raised.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(raised.body.subarray(0, first().pdf.length).equals(first().pdf)).toBe(true);
    const again = await send(first().id, 'archival-form', MARKET, 'POST');
    expect(again.body.equals(raised.body)).toBe(true);
    const rows = await rowsOf<{ level: string; replaced: Buffer }>(
      city,
      `SELECT f.signature_level AS level, o.sha256 AS replaced FROM licence_files f
       JOIN licence_files o ON o.id = f.replaces_file_id WHERE f.sha256 = $1`,
      [createHash('sha256').update(raised.body).digest()],
    );
    expect(rows).toEqual([{ level: 'B-LTA', replaced: createHash('sha256').update(first().pdf).digest() }]);
    for (const pdf of [first().pdf, raised.body]) {
      const { body } = await checkFile(city, pdf);
      expect(body.conclusion).toMatchObject({ code: 'valid' });
    }
  });

  it('makes one more form when the authority of the last one is about to end, and one only', async () => {
    const [row] = await rowsOf<{ endsAt: Date }>(
      city,
      'SELECT authority_ends_at AS "endsAt" FROM archive_tokens LIMIT 1',
    );
    const files = city.app.get(ArchivalFiles, { strict: false });
    const [unit] = await rowsOf<{ unitId: string }>(
      city,
      'SELECT issuer_unit_id AS "unitId" FROM licences LIMIT 1',
    );
    const raised = () => files.raised(callerOf(unit?.unitId ?? ''), first().id, undefined);
    const before = await raised();
    setClock(new Date((row?.endsAt ?? issuedAt).getTime() - 100 * DAY_MS));
    const renewed = await raised();
    expect(Buffer.from(renewed).subarray(0, before.length).equals(before)).toBe(true);
    expect(renewed.length).toBeGreaterThan(before.length);
    expect(Buffer.from(await raised()).equals(renewed)).toBe(true);
    setClock(later(40));
  });

  it('tells the machine that watches when the first renewal is due', async () => {
    const { app } = city;
    const { RequestMetrics } = await import('../../src/platform/http/request-metrics.ts');
    const text = await app.get(RequestMetrics, { strict: false }).registry.metrics();
    const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
    expect(value('archive_renewal_due_timestamp_seconds') * 1000).toBeGreaterThan(later(14 * 365).getTime());
    expect(value('archive_first_unproven_timestamp_seconds')).toBeGreaterThan(issuedAt.getTime() / 1000 - 60);
  });

  it.each(['archive_trees', 'archive_chains', 'archive_branches', 'archive_tokens', 'archive_time_stamps'])(
    'lets the limited role change nothing in %s',
    async (table) => {
      const { Client } = (await import('pg')).default;
      const client = new Client({ connectionString: city.database.appUrl });
      await client.connect();
      for (const sql of [
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
        `UPDATE ${table} SET begun_at = now()`,
      ]) {
        await expect(client.query(sql)).rejects.toMatchObject({ code: expect.stringMatching(/42501|42703/) });
      }
      await client.end();
    },
  );

  it('is brought up to date, and under another digest, from the command line', async () => {
    const environment = {
      ZZ_MODE: 'trial',
      ZZ_DATA_DIR: join(city.dataDir, 'data'),
      ZZ_CERTS_DIR: join(city.dataDir, 'certs'),
      ZZ_LOG_LEVEL: 'fatal',
      DATABASE_URL: city.database.appUrl,
    };
    const line = await runArchiveCommand(['change-digest', 'sm3'], environment);
    expect(line).toBe('chains begun: 1, time-stamps put on: 1, trees renewed: 0');
    expect(await runArchiveCommand([], environment)).toContain('chains begun: 0, time-stamps put on: 0');
    for (const wrong of [
      ['change-digest'],
      ['change-digest', 'md5'],
      ['renew'],
      ['change-digest', 'sm3', 'x'],
    ])
      expect(runArchiveCommand(wrong, environment)).toBeUndefined();
  }, 60_000);
});

/** Archives and renews with authorities whose certificates end, on a clock that runs for decades. */
describe('the archive over decades', () => {
  let city: StartedCity;
  let pki: TestPki;
  let warnings: string[];
  const clock = fixedClock(later(40));
  const files: RegisteredFile[] = [];
  /** Certificates of the authorities, by the years they hold. */
  const year = issuedAt.getUTCFullYear();

  beforeAll(async () => {
    city = await startCity({ now: issuedAt });
    pki = await makeTestPki();
    const { body } = await city.issue();
    const [version] = await rowsOf<{ id: string }>(city, 'SELECT id FROM licence_versions');
    // Beside the one that was issued: 2,499 files, to fill two branches and a part of the third.
    await rowsOf(
      city,
      `INSERT INTO licence_files (id, licence_version_id, kind, format, signature_level, sha256, sm3, byte_length)
       SELECT gen_random_uuid(), $1, 'scan', 'pdf', 'none', sha256(n::text::bytea), sha256(('sm3' || n)::bytea), 1
       FROM generate_series(1, 2499) n`,
      [version?.id],
    );
    expect(body.id).toBeDefined();
    files.push(...(await allFiles()));
  }, 60_000);
  afterAll(() => city?.stop());

  const allFiles = () =>
    rowsOf<RegisteredFile>(
      city,
      `SELECT id, licence_version_id AS "versionId", sha256, sm3, recorded_at AS "recordedAt",
         signature_level AS "signatureLevel"
       FROM licence_files ORDER BY recorded_at, id`,
    );

  /** The archive's services with an authority of the given years. */
  async function archiveWith(years: [number, number], fails = false) {
    const get = <T>(token: unknown) => city.app.get<T>(token as string, { strict: false });
    const authority: TimeStampAuthority = await makeTestTsa(pki, 'p256', years);
    const stamper = new TestTimeStamper(authority, () => clock.now());
    if (fails) stamper.stamp = () => Promise.reject(new Error('the authority is away'));
    const material = get<TrustMaterial>(TrustMaterial);
    const trust = new TrustMaterial(material.keys, null, [pki.root.certificate.der], material.statementKeys);
    const collect = async () => ({
      data: {
        certificatesDer: [pki.root.certificate.der],
        crlsDer: (await pki.crls(clock.now())).slice(0, 1),
        ocspResponsesDer: [],
      },
      goodUntil: clock.now(),
    });
    warnings = [];
    const logger = {
      ...get<Logger>(LOGGER),
      warn: (_: unknown, text: string) => warnings.push(text),
    } as unknown as Logger;
    const tokens = new ArchiveTokens(stamper, { collect }, trust, clock, logger);
    const [transactions, queries, log] = [TransactionRunner, ArchiveQueries, AuditLog].map((token) =>
      get(token),
    ) as [TransactionRunner, ArchiveQueries, AuditLog];
    return {
      growth: new ArchiveGrowth(transactions, queries, tokens, log, clock, logger),
      renewal: new ArchiveRenewal(transactions, queries, tokens, log, clock, logger),
    };
  }

  const digestsOf =
    ({ sha256, sm3 }: RegisteredFile): DataDigests =>
    ({ name }) =>
      name === 'sm3' ? sm3 : sha256;

  /** What becomes of the records of some files, at `now`: the first and last of branches among them. */
  async function verdicts(now: Date): Promise<string[]> {
    const records = city.app.get(EvidenceRecords, { strict: false });
    const found: string[] = [];
    for (const at of [0, 1, 1023, 1024, 2047, 2048, 2499]) {
      const file = files[at] as RegisteredFile;
      const recordDer = (await records.ofFile(file)) ?? Buffer.alloc(0);
      const trust = { anchors: [pki.root.certificate.der], pool: [], crls: [], now };
      found.push(verifyEvidenceRecord(recordDer, digestsOf(file), trust).status);
      const other = digestsOf(files[(at + 5) % 2500] as RegisteredFile);
      expect(verifyEvidenceRecord(recordDer, other, trust).status).toBe('failed');
    }
    return [...new Set(found)];
  }

  it('keeps the branches of a month whose time-stamp could not be had', async () => {
    const broken = await archiveWith([year, year + 6], true);
    await expect(broken.growth.grow()).rejects.toThrow('the authority is away');
    expect(await countOf(city, 'archive_branches')).toBe(3);
    expect(
      await city.app.get(EvidenceRecords, { strict: false }).ofFile(files[0] as RegisteredFile),
    ).toBeNull();
  });

  it('finishes it later, with one time-stamp when two processes do it at once', async () => {
    const two = await Promise.all([archiveWith([year, year + 6]), archiveWith([year, year + 6])]);
    const stamped = await Promise.all(two.map(({ growth }) => growth.grow()));
    expect(stamped.reduce((sum, one) => sum + one)).toBe(1);
    expect([await countOf(city, 'archive_branches'), await countOf(city, 'archive_time_stamps')]).toEqual([
      3, 1,
    ]);
    expect(await verdicts(clock.now())).toEqual(['passed']);
  });

  it('renews nothing before half a year is left, and nothing with a certificate that ends no later', async () => {
    clock.set(new Date(`${year + 6}-05-01T00:00:00Z`));
    expect(await (await archiveWith([year + 5, year + 20])).renewal.renewDue()).toBe(0);
    clock.set(new Date(`${year + 6}-11-23T00:00:00Z`));
    expect(await verdicts(clock.now())).toEqual(['passed']);
    expect(await (await archiveWith([year, year + 6])).renewal.renewDue()).toBe(0);
    expect(warnings).toEqual([expect.stringContaining('no newer certificate')]);
  });

  it('renews six years on by one token, and holds when the first authority has ended', async () => {
    const { renewal } = await archiveWith([year + 5, year + 12]);
    expect(await renewal.renewDue()).toBe(1);
    expect(await renewal.renewDue()).toBe(0);
    expect(await verdicts(new Date(`${year + 8}-01-01T00:00:00Z`))).toEqual(['passed']);
    expect(await verdicts(new Date(`${year + 13}-06-01T00:00:00Z`))).toEqual(['undecided']);
  });

  it('renews the hash tree to SM3 by command, from the register, and proves all that was before', async () => {
    clock.set(new Date(`${year + 9}-01-01T00:00:00Z`));
    const { growth, renewal } = await archiveWith([year + 8, year + 18]);
    expect(await renewal.changeDigest('sm3')).toBe(1);
    expect(await renewal.changeDigest('sm3')).toBe(0);
    expect(await renewal.renewDue()).toBe(0);
    expect(await growth.grow()).toBe(1);
    expect(await verdicts(new Date(`${year + 16}-01-01T00:00:00Z`))).toEqual(['passed']);
    const record = await city.app.get(EvidenceRecords, { strict: false }).ofFile(files[7] as RegisteredFile);
    const { chains } = readEvidenceRecord(record ?? Buffer.alloc(0));
    expect(chains.map(({ timeStamps }) => timeStamps.length)).toEqual([2, 1]);
  });

  it('begins the trees of later months under SM3, and renews all of them by one token', async () => {
    await rowsOf(
      city,
      `INSERT INTO licence_files (id, licence_version_id, kind, format, signature_level, sha256, sm3, byte_length, recorded_at)
       SELECT gen_random_uuid(), licence_version_id, 'scan', 'pdf', 'none', $1, $2, 1, $3 FROM licence_files LIMIT 1`,
      [randomBytes(32), randomBytes(32), later(70)],
    );
    const { growth } = await archiveWith([year + 8, year + 18]);
    expect(await growth.grow()).toBe(1);
    expect(await rowsOf(city, 'SELECT digest FROM archive_chains ORDER BY begun_at')).toEqual([
      { digest: 'sha256' },
      { digest: 'sm3' },
      { digest: 'sm3' },
    ]);
    clock.set(new Date(`${year + 18}-11-01T00:00:00Z`));
    const tokens = await countOf(city, 'archive_tokens');
    expect(await (await archiveWith([year + 17, year + 22])).renewal.renewDue()).toBe(2);
    expect(await countOf(city, 'archive_tokens')).toBe(tokens + 1);
    expect(await verdicts(new Date(`${year + 21}-01-01T00:00:00Z`))).toEqual(['passed']);
    const last = (await allFiles()).at(-1) as RegisteredFile;
    const record = await city.app.get(EvidenceRecords, { strict: false }).ofFile(last);
    const trust = { anchors: [pki.root.certificate.der], pool: [], crls: [], now: clock.now() };
    expect(verifyEvidenceRecord(record ?? Buffer.alloc(0), digestsOf(last), trust).status).toBe('passed');
  });

  it('proves the others anew when the register has lost a file or has it otherwise', async () => {
    const [lost] = [files[3] as RegisteredFile];
    await rowsOf(city, 'UPDATE licence_files SET sha256 = $1 WHERE id = $2', [randomBytes(32), lost.id]);
    const { growth, renewal } = await archiveWith([year + 17, year + 22]);
    expect(await renewal.changeDigest('sha256')).toBe(2);
    expect(await growth.grow()).toBe(2);
    expect(await verdicts(clock.now())).toEqual(['passed']);
    const record = await city.app.get(EvidenceRecords, { strict: false }).ofFile(lost);
    const trust = { anchors: [pki.root.certificate.der], pool: [], crls: [], now: clock.now() };
    expect(verifyEvidenceRecord(record ?? Buffer.alloc(0), digestsOf(lost), trust).reasons).toMatchObject([
      { code: 'sequence-broken', chain: 2 },
    ]);
  });
});

/** The service's own verdict on a file. */
async function checkFile(city: StartedCity, pdf: Buffer) {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }), 'licence.pdf');
  const response = await fetch(`${city.origin}/api/v1/verifications/file`, { method: 'POST', body: form });
  return { status: response.status, body: await response.json() };
}
