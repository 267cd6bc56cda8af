import { FAULT_POINTS, type FaultPoints, type SealingStep } from '../../src/licences/sealing/fault-points.ts';
import { LicenceReaper } from '../../src/licences/sealing/licence-reaper.ts';
import { OrphanFiles } from '../../src/licences/sealing/orphan-files.ts';
import { TimeStamper } from '../../src/trust/time-stamper.ts';
import { TrustError } from '../../src/trust/trust.errors.ts';
import { ValidationDataSource } from '../../src/trust/validation-data-source.ts';
import { MARKET, rowsOf, type StartedCity, sampleRequest, startCity } from '../support/city.ts';

let city: StartedCity;
let serial = 600_000;

beforeAll(async () => {
  city = await startCity();
}, 60_000);

afterAll(() => city.stop());
afterEach(() => breakAt(null));

/** Makes the service fail at one step of sealing; `null` mends it. */
function breakAt(step: SealingStep | null): void {
  const faultPoints = city.app.get<FaultPoints>(FAULT_POINTS, { strict: false });
  faultPoints.pass = (passed) => {
    if (passed === step) throw new Error(`broken ${step}`);
  };
}

const lapse = () =>
  rowsOf(city, "UPDATE seal_uses SET claimed_until = now() - interval '1 second' WHERE state = 'intended'");

interface Traces {
  readonly licences: string[];
  readonly versions: string[];
  readonly uses: string[];
  readonly request: string | undefined;
  readonly files: number;
}

/** What stands in the register of the request under `key`. */
async function tracesOf(key: string): Promise<Traces> {
  const rows = await rowsOf<{
    licence: string;
    version: string;
    uses: string[] | null;
    request: string;
    files: number;
  }>(
    city,
    `SELECT l.state AS licence, v.state AS version, r.state AS request,
       (SELECT array_agg(u.state ORDER BY x.attempt) FROM licence_version_seal_uses x
        JOIN seal_uses u ON u.id = x.seal_use_id WHERE x.licence_version_id = v.id) AS uses,
       (SELECT count(*)::int FROM licence_files f WHERE f.licence_version_id = v.id) AS files
     FROM issuance_requests r JOIN licence_versions v ON v.id = r.licence_version_id
     JOIN licences l ON l.id = v.licence_id WHERE r.idempotency_key = $1`,
    [key],
  );
  return {
    licences: rows.map((row) => row.licence),
    versions: rows.map((row) => row.version),
    uses: rows.flatMap((row) => row.uses ?? []),
    request: rows[0]?.request,
    files: rows.reduce((sum, row) => sum + row.files, 0),
  };
}

const VALID: Traces = {
  licences: ['valid'],
  versions: ['issued'],
  uses: ['completed'],
  request: 'answered',
  files: 1,
};

describe('sealing that breaks off', () => {
  it('before it was intended leaves nothing, and the same request succeeds', async () => {
    const request = { serial: ++serial, key: 'broken-before-intend' };
    breakAt('before-intend');
    expect((await city.issue(request)).status).toBe(500);
    expect(await tracesOf(request.key)).toMatchObject({ licences: [], request: undefined });
    breakAt(null);
    expect((await city.issue(request)).status).toBe(201);
    expect(await tracesOf(request.key)).toEqual(VALID);
  });

  it.each([
    'before-sign',
    'before-stamp',
    'after-stamp',
    'after-sign',
    'before-store',
    'after-store',
  ] as const)('%s voids use, version and licence, and frees the key for the same body', async (step) => {
    const request = { serial: ++serial, key: `broken-${step}` };
    const at = city.clock.now();
    const change = (body: object) => ({ ...body, caseClosedAt: at.toISOString() }) as never;
    breakAt(step);
    expect((await city.issue({ ...request, change })).status).toBe(500);
    expect(await tracesOf(request.key)).toEqual({
      licences: ['void'],
      versions: ['void'],
      uses: ['void'],
      request: 'given-up',
      files: 0,
    });
    breakAt(null);
    const again = await city.issue({ ...request, change });
    expect(again.status).toBe(201);
    expect(await tracesOf(request.key)).toEqual(VALID);
  });

  it.each(['after-intend', 'before-complete'] as const)(
    '%s is taken up by the next request once the lease has lapsed, as the same licence',
    async (step) => {
      const at = city.clock.now();
      const request = {
        serial: ++serial,
        key: `broken-${step}`,
        change: (body: object) => ({ ...body, caseClosedAt: at.toISOString() }) as never,
      };
      breakAt(step);
      expect((await city.issue(request)).status).toBe(500);
      const [begun] = await identifiersOf(request.key);
      breakAt(null);
      const meanwhile = await city.issue(request);
      expect(meanwhile).toMatchObject({ status: 409, body: { code: 'request.in-progress' } });
      expect(meanwhile.headers.get('retry-after')).toBe('2');
      await lapse();
      expect(await city.issue(request)).toMatchObject({ status: 201, body: { identifier: begun } });
      expect(await tracesOf(request.key)).toEqual({ ...VALID, uses: ['void', 'completed'] });
      expect(await city.issue(request)).toMatchObject({ status: 201, body: { identifier: begun } });
    },
  );

  it('is taken up by the reaper when nobody asks again', async () => {
    const request = { serial: ++serial, key: 'left-to-the-reaper' };
    breakAt('before-complete');
    await city.issue(request);
    breakAt(null);
    const reaper = city.app.get(LicenceReaper, { strict: false });
    expect(await reaper.reap()).toBe(0);
    await lapse();
    expect(await reaper.reap()).toBe(1);
    expect(await tracesOf(request.key)).toEqual({ ...VALID, uses: ['void', 'completed'] });
    expect(await reaper.reap()).toBe(0);
  });

  it('is given up after three attempts, and the key is free again', async () => {
    const at = city.clock.now();
    const request = {
      serial: ++serial,
      key: 'three-attempts',
      change: (body: object) => ({ ...body, caseClosedAt: at.toISOString() }) as never,
    };
    const reaper = city.app.get(LicenceReaper, { strict: false });
    breakAt('before-complete');
    await city.issue(request);
    for (let round = 0; round < 3; round += 1) {
      await lapse();
      await reaper.reap();
    }
    expect(await tracesOf(request.key)).toEqual({
      licences: ['void'],
      versions: ['void'],
      uses: ['void', 'void', 'void'],
      request: 'given-up',
      files: 0,
    });
    breakAt(null);
    expect((await city.issue(request)).status).toBe(201);
  });

  it('after it was completed costs only the answer: the same request gets it', async () => {
    const at = city.clock.now();
    const request = {
      serial: ++serial,
      key: 'broken-after-complete',
      change: (body: object) => ({ ...body, caseClosedAt: at.toISOString() }) as never,
    };
    breakAt('after-complete');
    expect((await city.issue(request)).status).toBe(500);
    breakAt(null);
    expect((await city.issue(request)).status).toBe(201);
    expect(await tracesOf(request.key)).toEqual(VALID);
  });
});

describe('a licence that is revoked while its next version is being sealed', () => {
  it('stays revoked: the version is void with its seal uses', async () => {
    const { body: licence } = await city.issue({ serial: ++serial });
    const {
      licenceType: _,
      number: __,
      ...content
    } = sampleRequest('营业执照', serial, city.clock.now()).body;
    const post = (resource: string, key: string, body: object) =>
      city.send('POST', `/api/v1/licences/${licence.id}/${resource}`, { unit: MARKET, key, body });
    breakAt('before-complete');
    expect((await post('changes', 'change-broken-off', { ...content, reason: '变更' })).status).toBe(500);
    breakAt(null);
    const act = { reason: '处罚', legalBasis: '《行政处罚法》', actingOfficer: '王建国' };
    expect((await post('revocations', 'revoked-meanwhile', act)).status).toBe(201);
    await lapse();
    await city.app.get(LicenceReaper, { strict: false }).reap();
    expect(await tracesOf('change-broken-off')).toEqual({
      licences: ['revoked'],
      versions: ['void'],
      uses: ['void', 'void'],
      request: 'given-up',
      files: 0,
    });
  });
});

describe('a time-stamp authority or responder that is down', () => {
  const reasonOf = async (key: string) => {
    const [row] = await rowsOf<{ reason: string }>(
      city,
      `SELECT u.void_reason AS reason FROM issuance_requests r
       JOIN licence_version_seal_uses x ON x.licence_version_id = r.licence_version_id
       JOIN seal_uses u ON u.id = x.seal_use_id WHERE r.idempotency_key = $1`,
      [key],
    );
    return row?.reason;
  };
  const VOID = { licences: ['void'], versions: ['void'], uses: ['void'], request: 'given-up', files: 0 };

  it.each([
    ['trust.no-time-stamp', () => city.app.get(TimeStamper, { strict: false }), 'stamp'],
    ['trust.no-validation-data', () => city.app.get(ValidationDataSource, { strict: false }), 'collect'],
  ] as const)('is answered 503 with Retry-After and voids the use (%s)', async (code, service, method) => {
    const at = city.clock.now();
    const request = {
      serial: ++serial,
      key: `down-${method}`,
      change: (body: object) => ({ ...body, caseClosedAt: at.toISOString() }) as never,
    };
    const down = service() as unknown as Record<string, unknown>;
    down[method] = () => Promise.reject(new TrustError(code));
    const answer = await city.issue(request);
    expect(answer).toMatchObject({ status: 503, body: { code } });
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await tracesOf(request.key)).toEqual(VOID);
    expect(await reasonOf(request.key)).toBe(code);
    delete down[method];
    expect((await city.issue(request)).status).toBe(201);
    expect(await tracesOf(request.key)).toEqual(VALID);
  });
});

describe('a database that refuses the last statement', () => {
  it('keeps nothing of the second transaction', async () => {
    const request = { serial: ++serial, key: 'last-statement' };
    await rowsOf(
      city,
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
       CREATE TRIGGER refuse BEFORE INSERT ON licence_events FOR EACH ROW EXECUTE FUNCTION refuse()`,
    );
    expect((await city.issue(request)).status).toBe(500);
    expect(await tracesOf(request.key)).toEqual({
      licences: ['sealing'],
      versions: ['sealing'],
      uses: ['intended'],
      request: 'started',
      files: 0,
    });
    await rowsOf(city, 'DROP TRIGGER refuse ON licence_events; DROP FUNCTION refuse');
    await lapse();
    await city.app.get(LicenceReaper, { strict: false }).reap();
    expect(await tracesOf(request.key)).toEqual({ ...VALID, uses: ['void', 'completed'] });
  });
});

describe('stored files', () => {
  it('without a row of the register are listed once as orphans, never deleted', async () => {
    const orphans = city.app.get(OrphanFiles, { strict: false });
    const found = await orphans.reconcile(0);
    expect(found).toBeGreaterThan(0);
    expect(await orphans.reconcile(0)).toBe(0);
    const [row] = await rowsOf<{ owned: number }>(
      city,
      'SELECT count(*)::int AS owned FROM storage_orphans o JOIN licence_files f USING (sha256)',
    );
    expect(row?.owned).toBe(0);
  });
});

async function identifiersOf(key: string): Promise<string[]> {
  const rows = await rowsOf<{ identifier: string }>(
    city,
    `SELECT v.identifier FROM issuance_requests r JOIN licence_versions v ON v.id = r.licence_version_id
     WHERE r.idempotency_key = $1`,
    [key],
  );
  return rows.map((row) => row.identifier);
}
