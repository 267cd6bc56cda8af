import { type ChangeLicence } from '../../src/licences/licence-requests.ts';
import { MARKET, rowsOf, type StartedCity, sampleRequest, startCity } from '../support/city.ts';

let city: StartedCity;

beforeAll(async () => {
  city = await startCity();
}, 60_000);

afterAll(() => city.stop());

const ACT = { reason: '依法处理', legalBasis: '《行政许可法》第七十条', actingOfficer: '王建国' };
let keys = 0;

function act(id: string, resource: string, more: object = {}, key = `act-key-${++keys}`, unit = MARKET) {
  return city.send('POST', `/api/v1/licences/${id}/${resource}`, { unit, key, body: { ...ACT, ...more } });
}

function change(id: string, more: Partial<ChangeLicence> = {}, key = `change-key-${++keys}`) {
  const { licenceType: _, number: __, ...content } = sampleRequest('营业执照', 1, city.clock.now()).body;
  const body = { ...content, reason: '住所变更', ...more };
  return city.send('POST', `/api/v1/licences/${id}/changes`, { unit: MARKET, key, body });
}

const newLicence = async () => (await city.issue()).body as { id: string; token: string; identifier: string };

describe('acts on a licence', () => {
  it('suspends, resumes and revokes, each an event with its two times', async () => {
    const { id } = await newLicence();
    expect((await act(id, 'suspensions')).body).toMatchObject({ act: 'suspension', state: 'suspended' });
    expect((await act(id, 'resumptions')).body).toMatchObject({ state: 'valid' });
    const revoked = await act(id, 'revocations');
    expect(revoked.status).toBe(201);
    expect(revoked.body).toMatchObject({ state: 'revoked' });
    const events = await rowsOf<{ type: string; legal_basis: string | null }>(
      city,
      'SELECT type, legal_basis FROM licence_events WHERE licence_id = $1 ORDER BY id',
      [id],
    );
    expect(events.map((event) => event.type)).toEqual(['issued', 'suspended', 'resumed', 'revoked']);
    expect(events[3]?.legal_basis).toBe(ACT.legalBasis);
  });

  it('gives the kept answer for the same key and body, and a conflict for another body', async () => {
    const { id } = await newLicence();
    const first = await act(id, 'revocations', {}, 'same-key-revoke');
    expect(await act(id, 'revocations', {}, 'same-key-revoke')).toMatchObject({
      status: 201,
      body: first.body,
    });
    expect(await act(id, 'revocations', { reason: '另一理由' }, 'same-key-revoke')).toMatchObject({
      status: 409,
      body: { code: 'idempotency-key.reused' },
    });
    expect(await act(id, 'suspensions', {}, 'same-key-revoke')).toMatchObject({ status: 409 });
  });

  it('refuses what the state forbids, with the state', async () => {
    const { id } = await newLicence();
    await act(id, 'cancellations');
    const answer = await act(id, 'suspensions');
    expect(answer).toMatchObject({ status: 409, body: { code: 'licence.state-forbids' } });
    expect(answer.body.detail).toContain('cancelled');
  });

  it('lets one of many acts at once through where they exclude each other', async () => {
    const { id } = await newLicence();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) => act(id, at % 2 === 0 ? 'revocations' : 'cancellations')),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.body.code === 'licence.state-forbids')).toHaveLength(9);
  });

  it('knows no licence of another unit', async () => {
    const { id } = await newLicence();
    expect(await act(id, 'revocations', {}, undefined, '晋城市公安局')).toMatchObject({
      status: 404,
      body: { code: 'licence.not-found' },
    });
  });

  it('needs reason, legal basis, officer and key', async () => {
    const { id } = await newLicence();
    const bare = await city.send('POST', `/api/v1/licences/${id}/revocations`, {
      unit: MARKET,
      key: 'bare-key-1',
      body: {},
    });
    expect(bare.body.errors.map((error: { path: string }) => error.path).sort()).toEqual([
      'actingOfficer',
      'legalBasis',
      'reason',
    ]);
    const keyless = await city.send('POST', `/api/v1/licences/${id}/revocations`, {
      unit: MARKET,
      body: ACT,
    });
    expect(keyless).toMatchObject({ status: 400, body: { code: 'idempotency-key.missing' } });
  });

  it('waits for a day to come, and lets nothing but an annulment in between', async () => {
    const { id } = await newLicence();
    const day = new Date(city.clock.now().getTime() + 86_400_000).toISOString();
    expect((await act(id, 'revocations', { effectiveAt: day })).body).toMatchObject({ effectiveAt: day });
    expect((await act(id, 'suspensions')).body).toMatchObject({ code: 'licence.change-pending' });
    expect((await act(id, 'annulments')).body).toMatchObject({ state: 'annulled' });
  });
});

describe('a change of content', () => {
  it('makes version 002 of the same serial and leaves version 001 superseded', async () => {
    const first = await newLicence();
    const second = await change(first.id);
    expect(second).toMatchObject({ status: 201, body: { id: first.id, version: 2, state: 'valid' } });
    expect(second.body.identifier.split('.').slice(0, -2)).toEqual(first.identifier.split('.').slice(0, -2));
    expect(second.body.token).not.toBe(first.token);
    const versions = await rowsOf<{ version: number; superseded: boolean }>(
      city,
      'SELECT version, superseded_at IS NOT NULL AS superseded FROM licence_versions WHERE licence_id = $1 ORDER BY 1',
      [first.id],
    );
    expect(versions).toEqual([
      { version: 1, superseded: true },
      { version: 2, superseded: false },
    ]);
    const events = await rowsOf<{ type: string; version: number }>(
      city,
      'SELECT type, version FROM licence_events WHERE licence_id = $1 ORDER BY id',
      [first.id],
    );
    expect(events).toEqual([
      { type: 'issued', version: 1 },
      { type: 'superseded', version: 1 },
      { type: 'issued', version: 2 },
    ]);
  });

  it('brings a lost licence back and refuses a revoked one', async () => {
    const lost = await newLicence();
    await act(lost.id, 'loss-reports');
    expect((await change(lost.id, { reason: '补发' })).status).toBe(201);
    expect((await act(lost.id, 'suspensions')).status).toBe(201);
    const revoked = await newLicence();
    await act(revoked.id, 'revocations');
    expect((await change(revoked.id)).body).toMatchObject({ code: 'licence.state-forbids' });
  });

  it('makes one version out of ten changes at once', async () => {
    const { id } = await newLicence();
    const answers = await Promise.all(Array.from({ length: 10 }, () => change(id)));
    const made = answers.filter((answer) => answer.status === 201);
    const versions = made.map((answer) => answer.body.version).sort();
    expect(versions).toEqual(Array.from({ length: made.length }, (_, at) => at + 2));
    expect(made.length).toBeGreaterThan(0);
    for (const answer of answers)
      if (answer.status !== 201) expect(answer.body.code).toBe('licence.version-being-sealed');
  });
});
