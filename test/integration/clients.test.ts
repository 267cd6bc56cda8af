import { MARKET, rowsOf, type StartedCity, startCity, transactionsOf } from '../support/city.ts';
import { makeClient, requestToken } from '../support/client.ts';
import { type SignedInStaff, signedInStaff } from '../support/staff.ts';

const FOOD = '11100000MB0143028R032';
const LIVES_ON = '2027-06-01T00:00:00Z';

let city: StartedCity;
let asker: SignedInStaff;
let decider: SignedInStaff;
let clerk: SignedInStaff;
let unitId: string;

beforeAll(async () => {
  city = await startCity({ now: '2026-11-23T04:00:00Z' });
  asker = await signedInStaff(city, ['security-administrator'], { name: '张三' });
  decider = await signedInStaff(city, ['security-administrator'], { name: '李四' });
  clerk = await signedInStaff(city, ['licence-clerk']);
  unitId = await unitIdOf(MARKET);
}, 60_000);

afterAll(() => city?.stop());

const unitIdOf = async (name: string): Promise<string> =>
  (await rowsOf<{ id: string }>(city, 'SELECT id FROM units WHERE name_zh = $1', [name]))[0]!.id;

const post = (who: Pick<SignedInStaff, 'headers'>, path: string, body: unknown) =>
  city.send('POST', `/api/v1/${path}`, { headers: who.headers, body });
const get = (path: string, who: Pick<SignedInStaff, 'headers'> = asker) =>
  city.send('GET', `/api/v1/${path}`, { headers: who.headers });

const terms = (given: object = {}) => ({
  scopes: [{ act: 'licence.issue', licenceType: FOOD }, { act: 'licence.search' }],
  quotaPerMinute: 600,
  expiresAt: LIVES_ON,
  reason: '食品经营许可系统上线',
  ...given,
});
const newSystem = (given: object = {}) =>
  post(asker, 'client-requests', { change: 'create', unitId, name: '许可系统', ...terms(given) });
const approve = (id: string, who = decider) =>
  post(who, `client-requests/${id}/decisions`, { decision: 'approved' });

/** A system that two administrators have let in, with its first secret. */
async function approvedSystem(given: object = {}) {
  const { body: request } = await newSystem(given);
  const { body: decided } = await approve(request.id);
  const { body: credential } = await post(asker, `clients/${decided.clientId}/credentials`, {
    kind: 'secret',
  });
  const { clientId, clientSecret: secret } = credential as { clientId: string; clientSecret: string };
  return { id: decided.clientId as string, clientId, secret, credentialId: credential.id as string };
}

const search = (token: string | undefined) =>
  city.send('GET', '/api/v1/licences', { headers: { authorization: `Bearer ${token}` } });

describe('a new system', () => {
  it('is let in by two administrators, and gets its secret once', async () => {
    const system = await approvedSystem();
    const { status, body } = await requestToken(city.origin, system);
    expect([status, body.scope]).toEqual([200, `licence.issue:${FOOD} licence.search`]);
    expect((await search(body.access_token)).status).toBe(200);
    const details = await get(`clients/${system.id}`);
    expect(details.body).toMatchObject({
      state: 'active',
      clientId: system.clientId,
      credentials: [{ kind: 'secret' }],
    });
    expect(JSON.stringify(details.body)).not.toContain('zzs_');
    const acts = await rowsOf<{ act: string; caller_id: string }>(
      city,
      `SELECT act, caller_id FROM audit_entries WHERE act LIKE 'client.%' AND act <> 'client.create'
         AND outcome = 'succeeded' ORDER BY id LIMIT 4`,
    );
    expect(acts).toEqual([
      { act: 'client.request', caller_id: asker.id },
      { act: 'client.decide', caller_id: decider.id },
      { act: 'client.rotate', caller_id: asker.id },
      { act: 'client.token', caller_id: system.id },
    ]);
  });

  it('is never let in by the one who asked, nor twice, nor once it was rejected', async () => {
    const { body: request } = await newSystem();
    expect(await approve(request.id, asker)).toMatchObject({
      status: 409,
      body: { errors: [{ code: 'client-request.own' }] },
    });
    const rejection = { decision: 'rejected', reason: '范围过宽' };
    expect(await post(decider, `client-requests/${request.id}/decisions`, rejection)).toMatchObject({
      status: 201,
      body: { clientId: null },
    });
    expect(await approve(request.id)).toMatchObject({
      status: 409,
      body: { code: 'client-request.decided' },
    });
    expect((await get(`client-requests/${request.id}`)).body).toMatchObject({
      decision: 'rejected',
      decidedBy: decider.id,
      clientId: null,
    });
  });

  it('is not let in for somebody who was an administrator when the request came in', async () => {
    const gone = await signedInStaff(city, ['security-administrator']);
    const { body: request } = await post(gone, 'client-requests', {
      change: 'create',
      unitId,
      name: 'x',
      ...terms(),
    });
    await rowsOf(city, `UPDATE role_grants SET ended_at = now() WHERE account_id = $1`, [gone.id]);
    expect(await approve(request.id)).toMatchObject({
      body: { errors: [{ code: 'client-request.asker-gone' }] },
    });
  });

  it.each<[string, object, string]>([
    ['an act of administrators', { scopes: [{ act: 'client.decide' }] }, 'scope.unknown-act'],
    [
      'a type that another unit issues',
      { scopes: [{ act: 'licence.issue', licenceType: '11100000000013338W032' }] },
      'scope.type-not-issued',
    ],
    ['a day too far away', { expiresAt: '2029-06-01T00:00:00Z' }, 'client.days'],
    ['a day that has passed', { expiresAt: '2026-11-22T00:00:00Z' }, 'client.days'],
  ])('is not asked for with %s', async (_what, given, code) => {
    expect(await newSystem(given)).toMatchObject({ status: 400, body: { errors: [{ code }] } });
  });

  it('of a unit that issues nothing gets no act on licences', async () => {
    const of = { change: 'create', unitId: await unitIdOf('晋城市人民政府'), name: 'x', ...terms() };
    const { body } = await post(asker, 'client-requests', of);
    expect(body.errors.map(({ code }: { code: string }) => code)).toEqual([
      'scope.not-of-this-unit',
      'scope.not-of-this-unit',
    ]);
  });

  it.each<[string, object]>([
    ['a decision of its own', { decision: 'approved', decidedBy: '9b2d8f3a-0000-4000-8000-000000000000' }],
    ['a client id of its own', { clientId: '9b2d8f3a-0000-4000-8000-000000000000' }],
    ['a secret of its own', { secretHash: 'AAAA' }],
    ['who asked', { requestedBy: '9b2d8f3a-0000-4000-8000-000000000000' }],
    ['__proto__', JSON.parse('{"__proto__": {"decision": "approved"}}')],
    ['networks that are none', { allowedAddresses: ['10.0.0.0/8 OR 1=1'] }],
    ['no scope', { scopes: [] }],
    ['no quota', { quotaPerMinute: 0 }],
  ])('cannot bring along %s', async (_what, given) => {
    const body = { change: 'create', unitId, name: 'x', ...terms(), ...given };
    const text = JSON.stringify(body).replace(/\}$/, _what === '__proto__' ? ',"__proto__":{"a":1}}' : '}');
    const response = await fetch(`${city.origin}/api/v1/client-requests`, {
      method: 'POST',
      headers: { ...asker.headers, 'content-type': 'application/json' },
      body: text,
    });
    expect(response.status).toBe(400);
  });

  it('is nothing for anyone but security administrators, least of all for a system', async () => {
    const system = { headers: { authorization: `Bearer ${city.tokens[MARKET]}` } };
    for (const who of [clerk, system]) {
      const asked = await post(who, 'client-requests', { change: 'create', unitId, name: 'x', ...terms() });
      expect(asked.status).toBe(403);
      expect((await get('clients', who)).status).toBe(403);
    }
  });

  it('is entered by nobody past the two: the database has the same rule', async () => {
    const { body: request } = await newSystem();
    const decide = (by: string) =>
      rowsOf(
        city,
        `UPDATE client_requests SET decision = 'rejected', decision_reason = 'x', decided_by = $2, decided_at = now()
         WHERE id = $1`,
        [request.id, by],
      );
    await expect(decide(asker.id)).rejects.toThrow(/check constraint/);
    await expect(decide(clerk.id)).rejects.toThrow(/security administrators/);
  });
});

describe('the terms of a system', () => {
  it('change by a request of their own, which its tokens follow', async () => {
    const system = await approvedSystem({ allowedAddresses: ['127.0.0.1/8'] });
    expect((await get(`clients/${system.id}`)).body.allowedAddresses).toEqual(['127.0.0.0/8']);
    const token = (await requestToken(city.origin, system)).body.access_token;
    expect((await search(token)).status).toBe(200);
    const narrower = {
      change: 'terms',
      clientId: system.id,
      ...terms({ scopes: [{ act: 'licence.read' }] }),
    };
    const { body: request } = await post(asker, 'client-requests', narrower);
    expect(await post(decider, 'client-requests', narrower)).toMatchObject({
      status: 409,
      body: { code: 'client-request.open-already' },
    });
    expect((await search(token)).status).toBe(200);
    expect((await approve(request.id)).body).toEqual({ clientId: system.id });
    expect((await search(token)).status).toBe(403);
    expect((await requestToken(city.origin, system)).body.scope).toBe('licence.read');
    expect((await get(`clients/${system.id}`)).body.allowedAddresses).toBeNull();
  });
});

describe('a credential', () => {
  it('takes over from another without a gap, and there are never three', async () => {
    const system = await approvedSystem();
    const add = () => post(decider, `clients/${system.id}/credentials`, { kind: 'secret' });
    const { body: second } = await add();
    expect(await add()).toMatchObject({ status: 409, body: { code: 'credential.slots-taken' } });
    const later = { clientId: system.clientId, secret: second.clientSecret };
    const statuses = async () => [
      (await requestToken(city.origin, system)).status,
      (await requestToken(city.origin, later)).status,
    ];
    expect(await statuses()).toEqual([200, 200]);
    const kept = (await requestToken(city.origin, system)).body.access_token;
    const ends = `clients/${system.id}/credentials/${system.credentialId}/ends`;
    expect((await post(decider, ends, {})).status).toBe(204);
    expect(await statuses()).toEqual([401, 200]);
    expect((await search(kept)).status).toBe(200);
    expect((await add()).status).toBe(201);
    expect((await post(decider, ends, {})).status).toBe(404);
  });

  it('that others may know takes its tokens along', async () => {
    const system = await approvedSystem();
    const token = (await requestToken(city.origin, system)).body.access_token;
    const ends = `clients/${system.id}/credentials/${system.credentialId}/ends`;
    expect((await post(decider, ends, { compromised: true })).status).toBe(204);
    expect((await search(token)).status).toBe(401);
  });

  it('is never a private key, and ends no later than its system', async () => {
    const { id } = await approvedSystem();
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
    const add = (body: object) => post(decider, `clients/${id}/credentials`, body);
    expect((await add({ kind: 'jwk', jwk: { ...jwk, d: jwk.x } })).status).toBe(400);
    expect(await add({ kind: 'jwk', jwk })).toMatchObject({ status: 201, body: { clientSecret: null } });
    expect(await add({ kind: 'secret', validUntil: '2027-06-02T00:00:00Z' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'validUntil', code: 'client.days' }] },
    });
  });

  it('that was left to run out gives its place to the next', async () => {
    const { id } = await approvedSystem();
    const add = (body: object) => post(decider, `clients/${id}/credentials`, { kind: 'secret', ...body });
    expect((await add({ validUntil: '2026-11-23T04:00:01Z' })).status).toBe(201);
    expect((await add({})).status).toBe(409);
    city.clock.set?.('2026-11-23T04:00:01Z');
    expect((await add({})).status).toBe(201);
  });
});

describe('a system that has ended', () => {
  it('is out with its tokens and credentials, for good', async () => {
    const system = await approvedSystem();
    const token = (await requestToken(city.origin, system)).body.access_token;
    expect((await post(decider, `clients/${system.id}/ends`, { reason: '系统下线' })).status).toBe(204);
    expect((await search(token)).status).toBe(401);
    expect((await requestToken(city.origin, system)).status).toBe(401);
    expect((await get(`clients/${system.id}`)).body).toMatchObject({ state: 'ended', endReason: '系统下线' });
    expect(await post(decider, `clients/${system.id}/ends`, { reason: 'x' })).toMatchObject({ status: 409 });
    expect(await post(decider, `clients/${system.id}/credentials`, { kind: 'secret' })).toMatchObject({
      status: 409,
      body: { code: 'client.ended' },
    });
    await expect(
      rowsOf(city, 'UPDATE clients SET ended_at = NULL, end_reason = NULL WHERE id = $1', [system.id]),
    ).rejects.toThrow(/cannot change/);
  });

  it('is one whose unit is no more', async () => {
    const name = '晋城市住房和城乡建设局';
    const client = await transactionsOf(city).run(async (tx) => makeClient(city, tx, await unitIdOf(name)));
    const token = (await requestToken(city.origin, client)).body.access_token;
    await rowsOf(city, `UPDATE units SET ended_on = '2026-11-23' WHERE name_zh = $1`, [name]);
    expect((await search(token)).status).toBe(401);
    expect((await requestToken(city.origin, client)).status).toBe(401);
  });
});

describe('the lists', () => {
  it('show systems and requests page by page', async () => {
    const first = (await get('clients?limit=2')).body;
    expect(first.clients).toHaveLength(2);
    const second = (await get(`clients?limit=2&after=${first.next}`)).body;
    expect(second.clients.map(({ id }: { id: string }) => id)).not.toContain(first.clients[1].id);
    const open = (await get('client-requests?state=open')).body.requests;
    expect(open.every(({ decision }: { decision: string | null }) => decision === null)).toBe(true);
    expect((await get('clients/9b2d8f3a-0000-4000-8000-000000000000')).status).toBe(404);
  });
});
