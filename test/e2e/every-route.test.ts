import { AUDIT_ACTS } from '../../src/audit/audit-acts.ts';
import { MARKET, rowsOf, type StartedCity, startCity } from '../support/city.ts';
import { rawPost, rawRequest } from '../support/raw-request.ts';
import { type WatchedRoute, watchRoutes } from '../support/watched-routes.ts';

/** The only routes whose requests leave no entry. A route more must be argued for here. */
const NOT_LOGGED = [
  '/api/docs/swagger-ui-bundle.js',
  '/api/docs/swagger-ui.css',
  '/api/v1/log/checkpoint',
  '/api/v1/log/consistency',
  '/api/v1/log/key.pem',
  '/assets/:name',
  '/favicon.ico',
  '/favicon.svg',
  '/health/live',
  '/health/ready',
  '/metrics',
  '/offline-worker.js',
  '/robots.txt',
];

const PLACES: Readonly<Record<string, string>> = {
  ':id': '00000000-0000-4000-8000-000000000000',
  ':token': 'ABCDEFGHJKMNPQRSTVWX',
};

let city: StartedCity;
let routes: readonly WatchedRoute[];
let token: string;

beforeAll(async () => {
  [city, routes] = await watchRoutes(() =>
    startCity({ environment: { ZZ_METRICS_TOKEN: 'metrics-of-the-test' } }),
  );
  token = (await city.issue()).body.token;
}, 120_000);

afterAll(() => city?.stop());

interface Entry {
  readonly act: string;
  readonly outcome: string;
  readonly request_id: string;
}

/** The entries of requests that `work` led to, in no order. */
async function entriesOf(work: () => Promise<unknown>): Promise<Entry[]> {
  const [before] = await rowsOf<{ last: string }>(
    city,
    'SELECT coalesce(max(id), 0) AS last FROM audit_entries',
  );
  await work();
  return rowsOf<Entry>(
    city,
    'SELECT act, outcome, request_id FROM audit_entries WHERE id > $1 AND request_id IS NOT NULL',
    [before?.last],
  );
}

const addressOf = (url: string) => url.replace(/:\w+/g, (name) => PLACES[name] ?? 'x');

function visit({ method, url }: WatchedRoute, key?: string): Promise<Response> {
  const isForm = url.startsWith('/check/');
  return fetch(city.origin + addressOf(url), {
    method,
    redirect: 'manual',
    headers: {
      ...(key && { authorization: `Bearer ${key}` }),
      ...(method === 'POST' && {
        'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
        'idempotency-key': `walk-${url}`.replace(/[^\w-]/g, '-'),
      }),
    },
    ...(method === 'POST' && { body: isForm ? 'number=1' : '{}' }),
  });
}

describe('every route', () => {
  it('says how it is logged, and only the listed ones are not', () => {
    expect(routes.length).toBeGreaterThan(50);
    const unlogged = new Set(routes.filter(({ rule }) => rule.notLoggedBecause).map(({ url }) => url));
    expect([...unlogged].sort()).toEqual(NOT_LOGGED);
    const acts: readonly string[] = AUDIT_ACTS;
    expect(routes.filter(({ rule }) => rule.logged && !acts.includes(rule.logged))).toEqual([]);
  });

  it.each([
    ['nobody', undefined],
    ['a department’s system', MARKET],
    ['somebody with a wrong token', null],
  ])(
    'leaves exactly one entry, of its act, when %s asks',
    async (_who, unit) => {
      const key = unit === null ? 'zzt_wrong' : unit === undefined ? undefined : city.tokens[unit];
      const wrong: object[] = [];
      for (const route of routes) {
        const entries = await entriesOf(() => visit(route, key).then((response) => response.arrayBuffer()));
        const acts = entries.map(({ act }) => act);
        const expected = route.rule.notLoggedBecause ? [] : [route.rule.logged];
        if (JSON.stringify(acts) !== JSON.stringify(expected))
          wrong.push({ route: `${route.method} ${route.url}`, acts });
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  it('answers nobody at a route that needs a right', async () => {
    const closed = routes.filter(({ rule }) => !rule.public);
    expect(closed.length).toBeGreaterThan(10);
    for (const route of closed) {
      const { status } = await visit(route);
      expect({ route: route.url, status }).toEqual({ route: route.url, status: 401 });
    }
  });

  it('never answers with a fault of ours, whatever stands in its place of parameters', async () => {
    const values = ['%ff', '..%2f..%2fetc', '%F0%9F%98%80', "'--", '0'.repeat(300), '__proto__', '%EF%BF%BE'];
    const faults: object[] = [];
    for (const route of routes.filter(({ url, method }) => url.includes(':') && method === 'GET'))
      for (const value of values) {
        const { status } = await fetch(city.origin + route.url.replace(/:\w+/g, value), {
          headers: { authorization: `Bearer ${city.tokens[MARKET]}` },
        });
        if (status >= 500) faults.push({ route: route.url, value, status });
      }
    expect(faults).toEqual([]);
  }, 60_000);
});

const deep = (open: string, close: string) => Buffer.from(`${open.repeat(100_000)}1${close.repeat(100_000)}`);
const NUMBER_CHECK = '/api/v1/verifications/number';

/** Requests that were made to do harm, each as its bytes. */
const POISON: readonly (readonly [string, Buffer])[] = [
  [
    'NUL in a value',
    rawPost(NUMBER_CHECK, Buffer.from('{"licenceType":"a\\u0000","number":"1","name":"x"}')),
  ],
  [
    'half a surrogate pair',
    rawPost(NUMBER_CHECK, Buffer.from('{"licenceType":"\\ud842","number":"1","name":"x"}')),
  ],
  ['bytes that are no UTF-8', rawPost(NUMBER_CHECK, Buffer.from([0x22, 0xff, 0xfe, 0xc0, 0x22]))],
  ['a __proto__ member', rawPost(NUMBER_CHECK, Buffer.from('{"__proto__":{"isAdmin":true}}'))],
  ['a constructor member', rawPost(NUMBER_CHECK, Buffer.from('{"constructor":{"prototype":{"x":1}}}'))],
  ['arrays 100,000 deep', rawPost(NUMBER_CHECK, deep('[', ']'))],
  ['objects 100,000 deep', rawPost(NUMBER_CHECK, deep('{"a":', '}'))],
  ['a header of 64 KB', Buffer.from(`GET /v/x HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(65_536)}\r\n\r\n`)],
  ['a URL that is none', Buffer.from('GET /v/%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')],
  ['NUL in the path', Buffer.from('GET /v/%00 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')],
  [
    'a form of 10,000 fields',
    rawPost(
      '/check/number',
      Buffer.from('a=1&'.repeat(10_000)),
      'content-type: application/x-www-form-urlencoded',
    ),
  ],
  ['no HTTP at all', Buffer.from('\u0016\u0003\u0001 hello\r\n\r\n')],
];

describe('a poisoned request', () => {
  it.each(POISON)(
    'of %s harms none of 100 good ones beside it, and each leaves its entry',
    async (_what, bytes) => {
      let statuses: number[] = [];
      let answer = '';
      const entries = await entriesOf(async () => {
        const good = Array.from({ length: 100 }, () =>
          fetch(`${city.origin}/api/v1/verifications/token/${token}`),
        );
        answer = await rawRequest(city.origin, bytes);
        statuses = (await Promise.all(good)).map(({ status }) => status);
      });
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(new Set(statuses)).toEqual(new Set([200]));
      expect(entries).toHaveLength(101);
      expect(new Set(entries.map(({ request_id }) => request_id)).size).toBe(101);
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    },
  );
});

describe('while the access log cannot be written', () => {
  const moveLog = (from: string, to: string) => rowsOf(city, `ALTER TABLE ${from} RENAME TO ${to}`);
  const licences = () => rowsOf(city, 'SELECT id, state FROM licences ORDER BY id');

  beforeAll(() => moveLog('audit_entries', 'audit_entries_away'));
  afterAll(() => moveLog('audit_entries_away', 'audit_entries'));

  it('every logged route answers 503 and shows nothing', async () => {
    for (const route of routes.filter(({ rule }) => rule.logged)) {
      const response = await visit(route, city.tokens[MARKET]);
      const body = await response.text();
      expect({ route: route.url, status: response.status }).toEqual({ route: route.url, status: 503 });
      if (route.method !== 'HEAD') expect(body).toContain('log-unavailable');
      expect(response.headers.get('set-cookie')).toBeNull();
    }
  }, 60_000);

  it('a check of a licence in force shows neither holder nor verdict', async () => {
    const response = await fetch(`${city.origin}/api/v1/verifications/token/${token}`);
    expect([response.status, Object.keys(await response.json())]).toEqual([
      503,
      expect.not.arrayContaining(['conclusion', 'licence']),
    ]);
  });

  it('nothing is issued', async () => {
    const before = await licences();
    expect((await city.issue()).status).toBe(503);
    expect(await licences()).toEqual(before);
  });

  it('the service is not ready', async () => {
    const response = await fetch(`${city.origin}/health/ready`);
    expect([response.status, (await response.json()).parts]).toEqual([
      503,
      expect.objectContaining({ 'access log': 'failed' }),
    ]);
  });
});
