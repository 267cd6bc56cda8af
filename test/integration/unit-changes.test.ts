import { Client } from 'pg';
import { UnitsQueries } from '../../src/access/units/units.queries.ts';
import { makeUscc } from '../../src/shared/codes/uscc.ts';
import { SignerDirectory } from '../../src/verification/files/signer-directory.ts';
import { MARKET, rowsOf, type StartedCity, startCity } from '../support/city.ts';
import { type SignedInStaff, signedInStaff } from '../support/staff.ts';

const PATH = '/api/v1/units';
const BASIS = {
  effectiveOn: '2026-11-23',
  legalBasis: '晋市编〔2026〕12号',
  documentReference: '晋市编〔2026〕12号',
};

let city: StartedCity;
let administrator: SignedInStaff;
let codes = 0;

beforeAll(async () => {
  city = await startCity({ now: '2026-11-23T04:00:00Z' });
  administrator = await signedInStaff(city, ['system-administrator'], { unit: '晋城市人民政府' });
}, 90_000);

afterAll(() => city?.stop());

const post = (path: string, body: object = {}, headers = administrator.headers) =>
  city.send('POST', `${PATH}${path}`, { headers, body });
const get = (path: string, headers = administrator.headers) =>
  city.send('GET', `${PATH}${path}`, { headers });

async function idOf(name: string): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(city, 'SELECT id FROM units WHERE name_zh = $1', [name]);
  return row!.id;
}

/** A unit of Qinshui county that no test before had. */
async function newUnit(change: object = {}) {
  codes += 1;
  return post('', {
    uscc: makeUscc('11', '140521', `MB9B${String(codes).padStart(4, '0')}`),
    nameZh: `沁水县第${codes}镇人民政府`,
    nameEn: `Town ${codes}`,
    regionCode: '140521',
    parentId: await idOf('沁水县人民政府'),
    managing: false,
    issuing: false,
    using: true,
    ...BASIS,
    ...change,
  });
}

const problemsOf = ({ body }: { body: { errors?: { path: string; code: string }[] } }) =>
  body.errors?.map(({ path, code }) => `${path} ${code}`);

describe('a system administrator', () => {
  it('enters a unit, and everybody sees it in the tree at once', async () => {
    const queries = city.app.get(UnitsQueries, { strict: false });
    await queries.allKept();
    const { status, body } = await newUnit({ phone: '0356-7654321' });
    expect({ status, name: body.nameZh }).toEqual({ status: 201, name: '沁水县第1镇人民政府' });
    expect((await queries.allKept()).map(({ id }) => id)).toContain(body.id);
    const { units } = (await get('/tree', {})).body;
    const depths = new Map(units.map((unit: { id: string; depth: number }) => [unit.id, unit.depth]));
    expect(depths.get(body.id)).toBe(3);
    expect(units[0]).toMatchObject({ nameZh: '山西省人民政府', depth: 0 });
  });

  it('is told all that is wrong with a unit at once, in words', async () => {
    const answer = await newUnit({
      uscc: '1',
      regionCode: '140522',
      using: false,
      effectiveOn: '2026-11-24',
    });
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe('unit.refused');
    expect(problemsOf(answer)).toEqual([
      'uscc unit.bad-code',
      'parentId unit.outside-region',
      'using unit.no-duty',
      'effectiveOn unit.day-in-future',
    ]);
    expect(answer.body.errors[1].message).toContain('140521');
  });

  it('cannot send what the rules do not know: no id, no end, no date that is none', async () => {
    for (const more of [
      { id: await idOf(MARKET) },
      { endedOn: null },
      { mergedIntoId: await idOf(MARKET) },
    ]) {
      expect((await newUnit(more)).body).toMatchObject({
        code: 'request.invalid',
        errors: [{ code: 'value.unknown-member' }],
      });
    }
    const answer = await newUnit({ effectiveOn: '2026-02-30' });
    expect(problemsOf(answer)).toEqual(['effectiveOn date.not-a-date']);
  });

  it('enters the same unit twice only once', async () => {
    const body = { ...(await newUnit()).body };
    expect(problemsOf(await newUnit({ uscc: body.uscc }))).toEqual(['uscc unit.code-taken']);
    expect(problemsOf(await newUnit({ nameZh: body.nameZh }))).toEqual(['nameZh unit.name-taken']);
  });

  it('renames a unit: a licence keeps the name of its day, the next one has the new name', async () => {
    const market = await idOf(MARKET);
    const before = (await city.issue()).body;
    const named = { nameZh: '晋城市市场监管总局', nameEn: 'Jincheng Market Regulation' };
    expect((await post(`/${market}/names`, { ...named, ...BASIS })).body).toMatchObject(named);
    const names = await rowsOf<{ issuer_name: string }>(
      city,
      'SELECT issuer_name FROM licence_versions WHERE token = ANY ($1) ORDER BY recorded_at',
      [[before.token, (await city.issue()).body.token]],
    );
    expect(names.map((row) => row.issuer_name)).toEqual([MARKET, named.nameZh]);
    const isUnit = await city.app.get(SignerDirectory, { strict: false }).unitNames();
    expect([MARKET, named.nameZh, '晋城市某局'].map(isUnit)).toEqual([true, true, false]);
    expect(problemsOf(await post(`/${market}/names`, { ...named, ...BASIS }))).toEqual([
      'nameZh unit.name-same',
    ]);
    await post(`/${market}/names`, { nameZh: MARKET, nameEn: 'Market', ...BASIS });
    const { body } = await get(`/${market}`, {});
    expect(body.events.map(({ type }: { type: string }) => type)).toEqual(['created', 'renamed', 'renamed']);
    expect(body.names).toMatchObject([
      { nameZh: MARKET, fromOn: '2019-03-01', untilOn: '2026-11-22' },
      { nameZh: MARKET, nameEn: 'Market', fromOn: '2026-11-23', untilOn: null },
    ]);
  });

  it('keeps what a unit was called, from which day to which', async () => {
    const { id, nameZh } = (await newUnit({ effectiveOn: '2020-03-01' })).body;
    await post(`/${id}/names`, {
      nameZh: `${nameZh}（新）`,
      nameEn: 'New',
      ...BASIS,
      effectiveOn: '2026-01-01',
    });
    const { body } = await get(`/${id}`, {});
    expect(body.names).toMatchObject([
      { nameZh, fromOn: '2020-03-01', untilOn: '2025-12-31' },
      { nameZh: `${nameZh}（新）`, fromOn: '2026-01-01', untilOn: null },
    ]);
    expect(JSON.stringify(body)).not.toContain(administrator.id);
    const early = await post(`/${id}/names`, { nameZh, nameEn: 'Old', ...BASIS, effectiveOn: '2025-06-01' });
    expect(problemsOf(early)).toEqual(['effectiveOn unit.day-before-last-change']);
  });

  it('moves a unit, changes its duties and its telephone, each an event with its basis', async () => {
    const { id } = (await newUnit()).body;
    const elsewhere = (await newUnit()).body;
    expect((await post(`/${id}/parent`, { parentId: elsewhere.id, ...BASIS })).body.parentId).toBe(
      elsewhere.id,
    );
    const circle = await post(`/${elsewhere.id}/parent`, { parentId: id, ...BASIS });
    expect(problemsOf(circle)).toEqual(['parentId unit.below-itself']);
    const duties = { managing: false, issuing: true, using: true };
    expect((await post(`/${id}/duties`, { ...duties, ...BASIS })).body).toMatchObject(duties);
    expect((await post(`/${id}/telephones`, { phone: '0356-1111111', ...BASIS })).body.phone).toBe(
      '0356-1111111',
    );
    const rows = await rowsOf(
      city,
      'SELECT type, detail, caller_kind, caller_id, legal_basis FROM unit_events WHERE unit_id = $1 ORDER BY id',
      [id],
    );
    expect(rows).toMatchObject([
      { type: 'created' },
      { type: 'moved', detail: { to: elsewhere.id }, caller_kind: 'staff', caller_id: administrator.id },
      { type: 'duties-changed', detail: { to: duties }, legal_basis: BASIS.legalBasis },
      { type: 'telephone-changed', detail: { from: null, to: '0356-1111111' } },
    ]);
  });

  it('leaves one entry in the log for each change, with who made it', async () => {
    const { id } = (await newUnit()).body;
    await post(`/${id}/telephones`, { phone: '0356-2222222', ...BASIS });
    const entries = await rowsOf(
      city,
      `SELECT act, outcome, caller_id FROM audit_entries WHERE object_id = $1 ORDER BY id`,
      [id],
    );
    const by = { outcome: 'succeeded', caller_id: administrator.id };
    expect(entries).toEqual([
      { act: 'unit.create', ...by },
      { act: 'unit.change', ...by },
    ]);
  });
});

describe('contacts of a unit', () => {
  const person = { name: '孙示例', duty: '系统运维', telephone: '0356-3333333' };

  it('lie sealed, are shown to system administrators, and end without going', async () => {
    const { id } = (await newUnit()).body;
    const added = await post(`/${id}/contacts`, person);
    expect({ status: added.status, ...added.body }).toMatchObject({ status: 201, ...person, endedAt: null });
    expect(problemsOf(await post(`/${id}/contacts`, person))).toEqual(['name unit.contact-known']);
    const inClear = await rowsOf(
      city,
      `SELECT 1 FROM unit_contacts WHERE position(convert_to($1, 'UTF8') IN person_sealed) > 0
       OR added_by LIKE $1`,
      [person.name],
    );
    expect(inClear).toEqual([]);
    expect((await post(`/${id}/contacts/${added.body.id}/end`)).body.endedAt).not.toBeNull();
    expect(problemsOf(await post(`/${id}/contacts/${added.body.id}/end`))).toEqual([' unit.contact-ended']);
    expect((await get(`/${id}/contacts`)).body.contacts).toMatchObject([person]);
  });

  it('are found under their own unit only', async () => {
    const [one, other] = [(await newUnit()).body, (await newUnit()).body];
    const contact = (await post(`/${one.id}/contacts`, person)).body;
    expect((await post(`/${other.id}/contacts/${contact.id}/end`)).body.code).toBe('unit.contact-not-found');
    const nowhere = '00000000-0000-4000-8000-000000000000';
    expect((await get(`/${nowhere}/contacts`)).body.code).toBe('unit.not-found');
  });

  it('do not open in the row of another', async () => {
    const { id } = (await newUnit()).body;
    await post(`/${id}/contacts`, person);
    await post(`/${id}/contacts`, { ...person, name: '另一位' });
    await rowsOf(
      city,
      `UPDATE unit_contacts SET person_sealed = (SELECT person_sealed FROM unit_contacts
         WHERE unit_id = $1 ORDER BY id LIMIT 1) WHERE unit_id = $1`,
      [id],
    );
    expect((await get(`/${id}/contacts`)).status).toBe(500);
  });
});

describe('whoever is no system administrator', () => {
  it.each(['security-administrator', 'audit-administrator', 'licence-reviewer', 'supervisor'] as const)(
    'changes no unit and reads no contact as %s',
    async (role) => {
      const { headers } = await signedInStaff(city, [role]);
      const market = await idOf(MARKET);
      expect((await post('', {}, headers)).status).toBe(403);
      expect((await get(`/${market}/contacts`, headers)).status).toBe(403);
      for (const path of ['names', 'parent', 'duties', 'telephones', 'contacts'])
        expect((await post(`/${market}/${path}`, {}, headers)).status).toBe(403);
    },
  );

  it('is told nothing of contacts without signing in', async () => {
    expect((await get(`/${await idOf(MARKET)}/contacts`, {})).status).toBe(401);
    expect(JSON.stringify((await get('/tree', {})).body)).not.toContain('示例');
  });
});

describe('the database', () => {
  let app: Client;

  beforeAll(async () => {
    app = new Client({ connectionString: city.database.appUrl });
    await app.connect();
  });
  afterAll(() => app?.end());

  const market = `(SELECT id FROM units WHERE name_zh = '${MARKET}')`;
  const province = `(SELECT id FROM units WHERE name_zh = '山西省人民政府')`;
  const county = `(SELECT id FROM units WHERE name_zh = '沁水县人民政府')`;

  it.each([
    ['a circle', `UPDATE units SET parent_id = ${market} WHERE id = ${market}`, 'units_tree'],
    [
      'a longer circle',
      `UPDATE units SET parent_id = ${market} WHERE name_zh = '晋城市人民政府'`,
      'units_tree',
    ],
    [
      'a place out of the region',
      `UPDATE units SET parent_id = ${county} WHERE id = ${market}`,
      'units_in_region',
    ],
    [
      'a successor of a unit in being',
      `UPDATE units SET merged_into_id = ${market}`,
      'units_merged_units_have_ended',
    ],
    [
      'an end above units in being',
      `UPDATE units SET ended_on = '2026-01-01' WHERE id = ${province}`,
      'units_end_without_children',
    ],
  ])('refuses %s, whoever writes it', async (_what, sql, constraint) => {
    await expect(app.query(sql)).rejects.toMatchObject({ code: '23514', constraint });
  });

  it.each([
    ['deletes a unit', `DELETE FROM units WHERE id = ${market}`],
    ['deletes history', 'DELETE FROM unit_events'],
    ['rewrites history', `UPDATE unit_events SET legal_basis = 'x'`],
    ['rewrites a name that was', `UPDATE unit_names SET name_zh = 'x'`],
    ['deletes a contact', 'DELETE FROM unit_contacts'],
    ['changes a contact', `UPDATE unit_contacts SET person_sealed = ''`],
    ['gives a unit another code', `UPDATE units SET uscc = '11140500MB9A000141'`],
    ['moves a unit to another region', `UPDATE units SET region_code = '140521'`],
  ])('refuses the app’s role when it %s', async (_what, sql) => {
    await expect(app.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it('lets one of two moves through that would close a circle together', async () => {
    const [one, other] = [(await newUnit()).body.id, (await newUnit()).body.id];
    const move = (id: string, below: string) =>
      rowsOf(city, 'UPDATE units SET parent_id = $2 WHERE id = $1', [id, below]);
    const ended = await Promise.allSettled([move(one, other), move(other, one)]);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
