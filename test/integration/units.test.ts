import { JINCHENG_UNITS } from '../../src/access/units/jincheng-units.ts';
import { UnitsQueries } from '../../src/access/units/units.queries.ts';
import { rowsOf, type StartedCity, startCity } from '../support/city.ts';

let city: StartedCity;

beforeAll(async () => {
  city = await startCity({ now: '2026-11-23T04:00:00Z' });
}, 60_000);

afterAll(() => city.stop());

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
