import { Client } from 'pg';
import { ClientTokens } from '../../src/access/clients/client-tokens.service.ts';
import { VersionDrafting } from '../../src/licences/issuing/version-drafting.ts';
import { SealUses } from '../../src/seals/seal-uses.service.ts';
import { makeUscc } from '../../src/shared/codes/uscc.ts';
import { newId } from '../../src/shared/ids.ts';
import {
  MARKET,
  rowsOf,
  type StartedCity,
  sampleRequest,
  startCity,
  transactionsOf,
} from '../support/city.ts';
import { type SignedInStaff, signedInStaff } from '../support/staff.ts';

const TRANSPORT = '晋城市交通运输局';
const HOUSING = '晋城市住房和城乡建设局';
const SUCCESSOR = MARKET;
const APPROVAL = '晋城市行政审批服务管理局';
const LABOUR = '晋城市人力资源和社会保障局';
const EFFECTIVE = { effectiveOn: '2026-11-23' };
const BASIS = { ...EFFECTIVE, legalBasis: '晋市编〔2026〕20号', documentReference: null };

/** What a system says of its call. */
const STATED = { 'x-acting-officer': 'wang', 'x-case-number': 'TEST-1' };

let city: StartedCity;
let administrator: SignedInStaff;

beforeAll(async () => {
  city = await startCity({ now: '2026-11-23T04:00:00Z' });
  administrator = await signedInStaff(city, ['system-administrator'], { unit: '晋城市人民政府' });
}, 90_000);

afterAll(() => city?.stop());

const send = (path: string, body: object, { headers } = administrator) =>
  city.send('POST', `/api/v1/units${path}`, { headers, body });
const plan = (id: string, successorId: string | null) =>
  send(`/${id}/end-plans`, { successorId, ...EFFECTIVE });
const confirm = (id: string, successorId: string | null, digest: string) =>
  send(`/${id}/ends`, { successorId, digest, ...BASIS });

async function idOf(name: string): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(city, 'SELECT id FROM units WHERE name_zh = $1', [name]);
  return row!.id;
}

/** How much of each kind a plan lists. */
const countsOf = ({ body }: { body: { consequences: { kind: string; count: number }[] } }) =>
  Object.fromEntries(body.consequences.map(({ kind, count }) => [kind, count]));

describe('the plan of a merger', () => {
  it('lists what hangs on the unit with counts and first ids, and changes nothing', async () => {
    const market = await idOf(MARKET);
    const licences = [(await city.issue()).body.id, (await city.issue()).body.id].sort();
    await signedInStaff(city, ['licence-clerk', 'licence-reviewer'], { unit: MARKET });
    const planned = await plan(market, await idOf(APPROVAL));
    expect(planned.status).toBe(201);
    expect(countsOf(planned)).toMatchObject({
      'licence-in-force': 2,
      'licence-type': 2,
      seal: expect.any(Number),
      account: 1,
      role: 2,
      client: 1,
    });
    expect(planned.body.consequences[0]).toEqual({ kind: 'licence-in-force', count: 2, firstIds: licences });
    expect(planned.body.reasons).toEqual([]);
    expect(await rowsOf(city, 'SELECT 1 FROM units WHERE ended_on IS NOT NULL')).toEqual([]);
  });

  it('says in both languages why it cannot be confirmed', async () => {
    const { body } = await plan(await idOf(MARKET), null);
    expect(body.reasons).toEqual([
      {
        path: 'successorId',
        code: 'unit.licences-need-successor',
        text: { zh: expect.stringContaining('2份'), en: expect.stringContaining('2 licences') },
      },
    ]);
    const refused = await confirm(await idOf(MARKET), null, body.digest);
    expect({ status: refused.status, code: refused.body.code }).toEqual({
      status: 400,
      code: 'unit.refused',
    });
  });

  it('does not count a licence whose last day has passed', async () => {
    const labour = await idOf(LABOUR);
    await city.issue({ type: '职业资格证书' });
    const before = countsOf(await plan(labour, null));
    await rowsOf(
      city,
      `UPDATE licence_versions SET effective_on = '2020-01-01', expires_on = '2026-11-22'
       WHERE issuer_name = $1`,
      [LABOUR],
    );
    const after = countsOf(await plan(labour, null));
    expect([before['licence-in-force'], after['licence-in-force']]).toEqual([1, undefined]);
  });

  it('is found out of date once anything has changed, be it as many others', async () => {
    const [market, approval] = [await idOf(MARKET), await idOf(APPROVAL)];
    const first = (await plan(market, approval)).body.digest;
    await rowsOf(
      city,
      `UPDATE licences SET state = 'revoked' WHERE id = (SELECT id FROM licences WHERE issuer_unit_id = $1 LIMIT 1)`,
      [market],
    );
    await city.issue();
    expect(countsOf(await plan(market, approval))['licence-in-force']).toBe(2);
    expect(await confirm(market, approval, first)).toMatchObject({
      status: 409,
      body: { code: 'unit.plan-outdated' },
    });
  });

  it('holds only for the successor that was looked at', async () => {
    const [market, approval] = [await idOf(MARKET), await idOf(APPROVAL)];
    const { digest } = (await plan(market, approval)).body;
    expect((await confirm(market, await idOf(HOUSING), digest)).status).toBe(409);
  });

  it('is refused while an administrator holds the role there', async () => {
    const government = await idOf('高平市人民政府');
    await signedInStaff(city, ['audit-administrator'], { unit: '高平市人民政府' });
    expect((await plan(government, null)).body.reasons).toMatchObject([
      { code: 'unit.holds-administrators' },
    ]);
  });
});

describe('a confirmed merger', () => {
  let transport: string;
  let successorId: string;
  let licenceId: string;
  let token: string;
  let clerk: SignedInStaff;
  let successor: SignedInStaff;
  let child: string;

  beforeAll(async () => {
    [transport, successorId] = [await idOf(TRANSPORT), await idOf(SUCCESSOR)];
    const issued = await city.issue({ type: '道路运输经营许可证' });
    licenceId = issued.body.id;
    token = issued.body.token;
    await city.issue({ type: '道路运输经营许可证' });
    clerk = await signedInStaff(city, ['licence-clerk'], { unit: TRANSPORT });
    successor = await signedInStaff(city, ['licence-reviewer'], { unit: SUCCESSOR });
    const below = { ...BASIS, managing: false, issuing: false, using: true, regionCode: '140500' };
    const named = {
      uscc: makeUscc('11', '140500', 'MB9D0001'),
      nameZh: '晋城市道路运输服务中心',
      nameEn: 'Road Transport Centre',
    };
    const made = await send('', { ...below, ...named, parentId: transport });
    child = made.body.id;
    const reached = await city.send('GET', `/api/v1/licences/${licenceId}`, { headers: successor.headers });
    expect(reached.status).toBe(404);
    const { digest } = (await plan(transport, successorId)).body;
    expect(await confirm(transport, successorId, digest)).toMatchObject({
      status: 201,
      body: { endedOn: '2026-11-23', mergedIntoId: successorId },
    });
  }, 60_000);

  it('gives the licences to the successor, who reads and changes them', async () => {
    const path = `/api/v1/licences/${licenceId}`;
    const read = await city.send('GET', path, { headers: successor.headers });
    expect({ status: read.status, id: read.body.id }).toEqual({ status: 200, id: licenceId });
    const act = { reason: '违法', legalBasis: '《道路运输条例》', actingOfficer: '王建国' };
    const suspended = await city.send('POST', `${path}/suspensions`, {
      headers: { ...successor.headers, 'idempotency-key': 'after-the-merger' },
      body: act,
    });
    expect(suspended.body).toMatchObject({ state: 'suspended' });
  });

  it('lets the successor change a licence under its own name and seal', async () => {
    await rowsOf(
      city,
      `INSERT INTO licence_type_issuers SELECT licence_type_id, $2 FROM licence_type_issuers WHERE unit_id = $1`,
      [transport, successorId],
    );
    const maker = await signedInStaff(city, ['licence-clerk'], { unit: SUCCESSOR });
    const issued = await rowsOf<{ id: string }>(
      city,
      `SELECT id FROM licences WHERE issuer_unit_id = $1 AND state = 'valid'`,
      [transport],
    );
    const { licenceType, number, actingOfficer, ...content } = sampleRequest(
      '道路运输经营许可证',
      78,
      city.clock.now(),
    ).body;
    const request = { ...content, kind: 'change', licenceId: issued[0]!.id, reason: '变更地址' };
    const path = '/api/v1/licence-drafts';
    const made = await city.send('POST', path, { headers: maker.headers, body: { request } });
    const body = { revision: 1 };
    const submitted = await city.send('POST', `${path}/${made.body.id}/submissions`, {
      headers: maker.headers,
      body,
    });
    expect(submitted.body).toMatchObject({ state: 'submitted' });
    const reviewed = await city.send('POST', `${path}/${made.body.id}/reviews`, {
      headers: successor.headers,
      body: { ...body, decision: 'approve' },
    });
    expect(reviewed.body.licence).toMatchObject({ id: issued[0]!.id, version: 2 });
    const [version] = await rowsOf(city, 'SELECT issuer_name FROM licence_versions WHERE token = $1', [
      reviewed.body.licence.token,
    ]);
    expect(version).toEqual({ issuer_name: SUCCESSOR });
  });

  it('ends the roles there, each an entry of the log, and lets nobody act by them', async () => {
    const read = await city.send('GET', `/api/v1/licences/${licenceId}`, { headers: clerk.headers });
    expect(read.status).toBe(403);
    const [role] = await rowsOf<{ ended_at: Date | null }>(
      city,
      'SELECT ended_at FROM role_grants WHERE account_id = $1',
      [clerk.id],
    );
    expect(role?.ended_at).not.toBeNull();
    const entries = await rowsOf(
      city,
      `SELECT act FROM audit_entries WHERE act = 'role.end' AND object_id = $1`,
      [clerk.id],
    );
    expect(entries).toHaveLength(1);
  });

  it('ends its systems, and the successor’s reach its licences', async () => {
    const [client] = await rowsOf<{ end_reason: string }>(
      city,
      'SELECT end_reason FROM clients WHERE unit_id = $1',
      [transport],
    );
    expect(client).toEqual({ end_reason: 'unit.ended' });
    city.app.get(ClientTokens, { strict: false }).forget();
    const as = (unit: string) => city.send('GET', `/api/v1/licences/${licenceId}`, { unit, headers: STATED });
    expect((await as(TRANSPORT)).status).toBe(401);
    expect((await as(SUCCESSOR)).status).toBe(200);
  });

  it('moves the units below it, and both keep it in their history', async () => {
    const historyOf = async (id: string) => {
      const { body } = await city.send('GET', `/api/v1/units/${id}`);
      return { parentId: body.parentId, last: body.events.at(-1).type, until: body.names.at(-1).untilOn };
    };
    expect(await historyOf(child)).toMatchObject({ parentId: successorId, last: 'moved' });
    expect(await historyOf(transport)).toMatchObject({ last: 'merge-confirmed', until: '2026-11-22' });
    expect(await historyOf(successorId)).toMatchObject({ last: 'succeeded' });
  });

  it('is final: nothing of the unit changes any more, in the database neither', async () => {
    const answers = [
      await send(`/${transport}/names`, { nameZh: '又名', nameEn: 'x', ...BASIS }),
      await confirm(transport, successorId, '0'.repeat(64)),
      await send(`/${transport}/contacts`, { name: '甲', duty: '乙', telephone: '0356-1234567' }),
    ];
    for (const { body } of answers) expect(body.errors).toMatchObject([{ code: 'unit.ended' }]);
    const app = new Client({ connectionString: city.database.appUrl });
    await app.connect();
    const undone = app.query('UPDATE units SET ended_on = NULL, merged_into_id = NULL WHERE id = $1', [
      transport,
    ]);
    await expect(undone).rejects.toMatchObject({ code: '23514' });
    await app.end();
  });

  it('lets nothing be issued in its name', async () => {
    const { licenceType, number, ...request } = sampleRequest(
      '道路运输经营许可证',
      77,
      city.clock.now(),
    ).body;
    const order = { unitId: transport, typeCode: licenceType, licenceId: newId(), serial: 'ABC', number };
    const cause = { reason: '', legalBasis: null, documentReference: null };
    const drafted = city.app
      .get(VersionDrafting, { strict: false })
      .draft({ ...order, version: 1, request, cause });
    await expect(drafted).rejects.toMatchObject({
      code: 'licence.refused',
      problems: [{ path: 'licenceType', code: 'issuer.ended', params: { on: '2026-11-23' } }],
    });
  });

  it('lets no seal of it be used, by anyone', async () => {
    const [seal] = await rowsOf<{ id: string }>(city, 'SELECT id FROM seals WHERE unit_id = $1 LIMIT 1', [
      transport,
    ]);
    const use = {
      id: newId(),
      sealId: seal!.id,
      basis: 'standing-rule:unit-document',
      documentSha256: Buffer.alloc(32),
      requestId: null,
      actingOfficerSealed: Buffer.from('x'),
      caseNumber: '1',
    };
    const intended = transactionsOf(city).run((tx) =>
      city.app.get(SealUses, { strict: false }).intend(tx, use),
    );
    await expect(intended).rejects.toMatchObject({ code: 'seal.not-active' });
  });

  it('keeps what was issued before genuine, with the telephone of who looks after it', async () => {
    const { body } = await city.send('GET', `/api/v1/verifications/token/${token}`);
    expect(body.conclusion.code).toBe('suspended');
    expect(JSON.stringify(body)).toContain(TRANSPORT);
    const { units } = (await city.send('GET', '/api/v1/units/tree')).body;
    const phoneOf = (id: string) => units.find((unit: { id: string }) => unit.id === id).phone;
    expect(phoneOf(transport)).toBe(phoneOf(successorId));
    const issuing = (await city.send('GET', '/api/v1/units')).body.units;
    expect(issuing.map(({ nameZh }: { nameZh: string }) => nameZh)).not.toContain(TRANSPORT);
  });
});

describe('a unit that issues no more', () => {
  it('begins no licence', async () => {
    const duties = { managing: false, issuing: false, using: true };
    await send(`/${await idOf(MARKET)}/duties`, { ...duties, ...BASIS });
    const { body } = await city.issue();
    expect(body).toMatchObject({ code: 'licence.refused', errors: [{ code: 'issuer.not-issuing' }] });
  });
});
