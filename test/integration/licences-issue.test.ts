import { rowsOf, type StartedCity, startCity } from '../support/city.ts';

let city: StartedCity;

beforeAll(async () => {
  city = await startCity();
}, 60_000);

afterAll(() => city.stop());

describe('issuing a licence', () => {
  it('answers with what stands in the register', async () => {
    const { status, body } = await city.issue();
    expect(body).toMatchObject({ version: 1, state: 'valid' });
    expect(status).toBe(201);
    const [row] = await rowsOf<{ state: string }>(city, 'SELECT state FROM licences WHERE id = $1', [
      body.id,
    ]);
    expect(row?.state).toBe('valid');
  });
});
