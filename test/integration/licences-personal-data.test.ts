import { LICENCE_TYPE_SAMPLES } from '../../src/catalogue/samples/licence-type-samples.ts';
import { rowsOf, type StartedCity, startCity } from '../support/city.ts';

let city: StartedCity;

beforeAll(async () => {
  city = await startCity();
}, 60_000);

afterAll(() => city.stop());

/** The examples of GB 11643 itself. */
const KNOWN_NUMBERS = ['11010519491231002X', '440524188001010014'];

/** Every identity number of the samples, and the names of persons who stand on none of them in a public field. */
function personalTexts(): string[] {
  const found = new Set<string>();
  const open = LICENCE_TYPE_SAMPLES.flatMap(({ definition, examples }) =>
    definition.fields
      .filter((field) => field.visibility === 'public')
      .map((field) => examples[0].values[field.name]),
  );
  const visit = (value: unknown): void => {
    if (typeof value === 'string' && /^\d{17}[\dX]$/.test(value)) found.add(value);
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  for (const { definition, examples } of LICENCE_TYPE_SAMPLES) {
    const [example] = examples;
    visit(example);
    if (definition.holders.holderClass === 'natural-person')
      for (const { name } of example.holders) if (!open.includes(name)) found.add(name);
  }
  return [...found];
}

describe('the register', () => {
  it('holds no identity number and no holder’s name in clear in any column of any table', async () => {
    for (const { definition } of LICENCE_TYPE_SAMPLES)
      expect((await city.issue({ type: definition.name.zh })).status).toBe(201);
    const couple = await city.issue({
      type: '结婚证',
      change: (request) => ({
        ...request,
        holders: request.holders.map((holder, at) => ({
          ...holder,
          codeType: '111',
          code: KNOWN_NUMBERS[at],
        })),
      }),
    });
    expect(couple.status).toBe(201);
    const secrets = [...personalTexts(), ...KNOWN_NUMBERS];
    const tables = await rowsOf<{ name: string }>(
      city,
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(20);
    const hits: string[] = [];
    for (const { name } of tables) {
      const rows = await rowsOf<{ row: string }>(city, `SELECT t::text AS row FROM ${name} t`);
      for (const secret of secrets) {
        const hex = Buffer.from(secret).toString('hex');
        if (rows.some(({ row }) => row.includes(secret) || row.includes(hex)))
          hits.push(`${name}: ${secret}`);
      }
    }
    expect(hits).toEqual([]);
  }, 60_000);
});
