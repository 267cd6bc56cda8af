import { ApiKeysService } from '../../src/access/api-keys.service.ts';
import { JINCHENG_UNITS } from '../../src/access/units/jincheng-units.ts';
import { UnitsQueries } from '../../src/access/units/units.queries.ts';
import { rowsOf, type StartedCity, startCity, transactionsOf } from '../support/city.ts';

let city: StartedCity;

beforeAll(async () => {
  city = await startCity({ now: '2026-11-23T04:00:00Z' });
}, 60_000);

afterAll(() => city.stop());

async function newKey(unitName: string, expiresAt: string): Promise<string> {
  const [unit] = await rowsOf<{ id: string }>(city, 'SELECT id FROM units WHERE name_zh = $1', [unitName]);
  const keys = city.app.get(ApiKeysService, { strict: false });
  return transactionsOf(city).run((tx) => keys.create(tx, unit!.id, 'test', new Date(expiresAt)));
}

const searchWith = (key: string) =>
  city.send('GET', '/api/v1/licences', { headers: { authorization: `Bearer ${key}` } });

describe('GET /api/v1/units', () => {
  it('tells anyone which units issue, with codes and telephones', async () => {
    const { status, body } = await city.send('GET', '/api/v1/units');
    expect(status).toBe(200);
    expect(body.units.map((unit: { uscc: string }) => unit.uscc).sort()).toEqual(
      JINCHENG_UNITS.filter((unit) => unit.issuing)
        .map((unit) => unit.uscc)
        .sort(),
    );
    expect(body.units[0]).toMatchObject({ regionCode: '140500', phone: expect.stringMatching(/^0356-/) });
  });
});

describe('the kept list of all units', () => {
  it('is read once for many who ask at a time, and anew once it is let go of', async () => {
    const queries = city.app.get(UnitsQueries, { strict: false });
    queries.forget();
    const [first, second] = await Promise.all([queries.allKept(), queries.allKept()]);
    expect(first).toHaveLength(JINCHENG_UNITS.length);
    expect(second).toBe(first);
    queries.forget();
    expect(await queries.allKept()).not.toBe(first);
  });
});

describe('an API key', () => {
  it('lets a department in, and stands in no column itself', async () => {
    const key = await newKey('晋城市公安局', '2027-01-01T00:00:00Z');
    expect((await searchWith(key)).status).toBe(200);
    const rows = await rowsOf<{ row: string }>(city, 'SELECT k::text AS row FROM unit_api_keys k');
    const secret = key.split('_').slice(2).join('_');
    expect(rows.some(({ row }) => row.includes(secret))).toBe(false);
  });

  it('is nothing with one changed character', async () => {
    const key = await newKey('晋城市公安局', '2027-01-01T00:00:00Z');
    const changed = key.slice(0, 20) + (key[20] === 'A' ? 'B' : 'A') + key.slice(21);
    expect((await searchWith(changed)).status).toBe(401);
  });

  it('ends at its instant', async () => {
    const key = await newKey('晋城市公安局', '2026-11-23T04:00:00Z');
    expect((await searchWith(key)).status).toBe(401);
  });

  it('is refused once it is revoked', async () => {
    const key = await newKey('晋城市公安局', '2027-01-01T00:00:00Z');
    await rowsOf(city, 'UPDATE unit_api_keys SET revoked_at = now() WHERE key_id = $1', [key.split('_')[1]]);
    expect((await searchWith(key)).status).toBe(401);
  });

  it('of a unit that only uses licences issues and reads none', async () => {
    const key = await newKey('晋城市人民政府', '2027-01-01T00:00:00Z');
    expect((await searchWith(key)).status).toBe(403);
  });
});

describe('GET /api/v1/seals/:code', () => {
  it('tells anyone whether a seal is in use', async () => {
    const [seal] = await rowsOf<{ code: string }>(city, 'SELECT code FROM seals ORDER BY code LIMIT 1');
    expect(await city.send('GET', `/api/v1/seals/${seal?.code}`)).toMatchObject({
      status: 200,
      body: { code: seal?.code, state: 'active' },
    });
    expect((await city.send('GET', '/api/v1/seals/99999999999999')).status).toBe(404);
    expect((await city.send('GET', '/api/v1/seals/xyz')).status).toBe(400);
  });
});
