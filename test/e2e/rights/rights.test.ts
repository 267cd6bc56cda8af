import { type StartedCity, startCity } from '../../support/city.ts';
import { type WatchedRoute, watchRoutes } from '../../support/watched-routes.ts';
import { CLOSED, type ClosedRoute, OPEN, OWN_ACCOUNT, PERSONAS, type Persona } from './expected-rights.ts';
import { type Headers, RightsWorld } from './rights-world.ts';

let city: StartedCity;
let world: RightsWorld;
let routes: readonly WatchedRoute[];

const PURPOSE = {
  'x-purpose': encodeURIComponent('核验权限'),
  'x-acting-officer': encodeURIComponent('王建国'),
};
const NOBODYS_ID = '9b2d8f3a-0000-4000-8000-000000000000';
const NOBODYS_CODE = '14050099999999';

beforeAll(async () => {
  [city, routes] = await watchRoutes(() => startCity({ environment: { ZZ_RATE_LIMIT_PER_MINUTE: '0' } }));
  world = new RightsWorld(city);
  await world.people();
}, 120_000);

afterAll(() => city?.stop());

/** How a route treats one caller: `let in` covers whatever the state of things makes of a request that it could read. */
type Treatment = 'let in' | 'misread' | 'unknown' | 'forbidden' | 'not there';

async function treatment(sent: Promise<Response>): Promise<Treatment> {
  const response = await sent;
  await response.arrayBuffer();
  const known: Readonly<Record<number, Treatment>> = {
    400: 'misread',
    401: 'unknown',
    403: 'forbidden',
    404: 'not there',
  };
  if (response.status >= 500) throw new Error(`${response.url} answered ${response.status}`);
  return known[response.status] ?? 'let in';
}

const absentOf = ({ object }: ClosedRoute) => (object === 'seal' ? NOBODYS_CODE : NOBODYS_ID);
const ownOf = async ({ object }: ClosedRoute) => (object ? (await world.objects(object)).own : '');
const mayReach = (route: ClosedRoute): ReadonlySet<Persona> =>
  new Set([route.own, route.region, route.everywhere].flatMap((who) => who ?? []));

describe('every route', () => {
  it('stands in the file of rights exactly once, and nothing else does', () => {
    const expected = [...OPEN, ...OWN_ACCOUNT, ...CLOSED.map(({ route }) => route)];
    expect(expected.filter((route, at) => expected.indexOf(route) !== at)).toEqual([]);
    const served = routes
      .filter(({ method }) => method !== 'HEAD')
      .map(({ method, url }) => `${method} ${url}`);
    expect([...served].sort()).toEqual([...expected].sort());
  });

  it('is public where the file has it open and nowhere else, for HEAD as for GET', () => {
    const wrong = routes.filter(({ method, url, rule }) => {
      const asked = method === 'HEAD' ? 'GET' : method;
      return (rule.public === true) !== OPEN.includes(`${asked} ${url}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe.each(OWN_ACCOUNT)('%s', (route) => {
  it('is for people with an account: nobody else, no system', async () => {
    expect(await treatment(world.send({ route }, {}, NOBODYS_ID))).toBe('unknown');
    expect(await treatment(world.send({ route }, headersOf('system'), NOBODYS_ID))).toBe('forbidden');
  });
});

describe.each(CLOSED)('$route', (route) => {
  it('knows nobody who has not signed in', async () => {
    expect(await treatment(world.send(route, {}, absentOf(route)))).toBe('unknown');
    expect(await treatment(world.send(route, { authorization: 'Bearer wrong' }, absentOf(route)))).toBe(
      'unknown',
    );
  });

  it('is forbidden to everyone whom the file does not name', async () => {
    const others = PERSONAS.filter((persona) => !mayReach(route).has(persona));
    expect(await treatments(route, others, absentOf(route))).toEqual(all(others, 'forbidden'));
  });

  it('lets in whom the file names', async () => {
    const named = [...mayReach(route)];
    for (const persona of named) {
      const treated = await treatments(route, [persona], await ownOf(route));
      expect(treated).toEqual(all([persona], 'let in'));
    }
  }, 60_000);

  if (route.region)
    it('asks those for a purpose whose region it is', async () => {
      for (const persona of route.region ?? []) {
        const own = await ownOf(route);
        expect(await treatment(world.send(route, world.headersOf(persona), own))).toBe('forbidden');
        if (!route.object) continue;
        const elsewhere = { ...world.fromElsewhere(persona), ...PURPOSE };
        expect(await treatment(world.send(route, elsewhere, own))).toBe('not there');
      }
    });

  if (route.object && route.own)
    it('answers of another unit’s object as of one that is not there', async () => {
      const { foreign } = await world.objects(route.object as NonNullable<typeof route.object>);
      for (const persona of route.own ?? []) {
        const answers = [];
        for (const id of [foreign, absentOf(route)]) {
          const response = await world.send(route, headersOf(persona), id, true);
          const { code } = (await response.json()) as { code: string };
          answers.push({ persona, status: response.status, code });
        }
        expect(answers[0]).toEqual(answers[1]);
        expect(answers[0]?.status).toBe(404);
      }
    }, 60_000);
});

const headersOf = (persona: Persona): Headers => ({ ...world.headersOf(persona), ...PURPOSE });
const all = (personas: readonly Persona[], treated: Treatment) =>
  Object.fromEntries(personas.map((persona) => [persona, treated]));

async function treatments(
  route: ClosedRoute,
  personas: readonly Persona[],
  id: string,
): Promise<Record<string, Treatment>> {
  const treated: Record<string, Treatment> = {};
  for (const persona of personas)
    treated[persona] = await treatment(world.send(route, headersOf(persona), id));
  return treated;
}
