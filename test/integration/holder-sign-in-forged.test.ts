import { generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { rowsOf, type StartedCity, startCity } from '../support/city.ts';
import { type ForgingProvider, startForgingProvider } from '../support/forging-provider.ts';
import { clientEnvironment, PUBLIC_ORIGIN } from '../support/identity-provider.ts';
import { PlainBrowser } from '../support/plain-browser.ts';

const RETURN = `${PUBLIC_ORIGIN}/holder/sign-in/return`;
const PERSON = { name: '陈𬀩', id_number: '11010519491231002X', acr: 'face' };

let provider: ForgingProvider;
let city: StartedCity;
let logLines = '';

beforeAll(async () => {
  provider = await startForgingProvider();
  const environment = { ...clientEnvironment(provider), ZZ_LOG_LEVEL: 'debug' };
  city = await startCity({
    environment,
    onLogLine: (line) => {
      logLines += line;
    },
  });
}, 120_000);

afterAll(async () => {
  await city?.stop();
  await provider?.stop();
});

interface Begun {
  readonly browser: PlainBrowser;
  readonly state: string;
  readonly nonce: string;
}

/** Begins a sign-in and stops at the provider's door. */
async function begin(): Promise<Begun> {
  const browser = new PlainBrowser({ [PUBLIC_ORIGIN]: city.origin });
  const { url } = await browser.open(`${PUBLIC_ORIGIN}/holder/sign-in`, `${provider.issuer}/authorize`);
  const { state, nonce } = Object.fromEntries(url.searchParams) as { state: string; nonce: string };
  return { browser, state, nonce };
}

/** The claims that a right provider would send. */
const claimsFor = (nonce: string): JWTPayload => {
  const now = Math.floor(Date.now() / 1000);
  return { iss: provider.issuer, aud: 'zhaozhang', sub: 'u1', nonce, iat: now, exp: now + 300, ...PERSON };
};

const signed = (claims: JWTPayload, key: Parameters<SignJWT['sign']>[0] = provider.key, alg = 'RS256') =>
  new SignJWT(claims).setProtectedHeader({ alg, kid: 'k1' }).sign(key);

const sending = (makeIdToken: () => string | Promise<string>, userinfo?: object) =>
  provider.lie({
    token: async () => ({ access_token: 'a', token_type: 'Bearer', id_token: await makeIdToken() }),
    ...(userinfo && { userinfo }),
  });

/** Comes back to the service as the provider would send the browser, unless `change` makes it otherwise. */
async function comeBack({ browser, state }: Begun, change: Readonly<Record<string, string | null>> = {}) {
  const query = { code: 'c1', state, iss: provider.issuer, ...change };
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== null);
  const visit = await browser.open(`${RETURN}?${new URLSearchParams(given)}`, `${PUBLIC_ORIGIN}/holder`);
  const session = browser.jarOf(new URL(PUBLIC_ORIGIN)).get('zz-session') ?? null;
  return { status: visit.status, session };
}

/** The code under which the last request to the way back stands in the log. */
async function lastCode(): Promise<string | null> {
  const [row] = await rowsOf<{ body: Buffer }>(
    city,
    `SELECT body FROM audit_entries WHERE act = 'session.open' ORDER BY id DESC LIMIT 1`,
  );
  return (JSON.parse(String(row?.body)) as { code?: string }).code ?? null;
}

async function refusal(begun: Begun, change?: Readonly<Record<string, string | null>>) {
  const { status, session } = await comeBack(begun, change);
  return [status, await lastCode(), session];
}

const NOT_PROVEN = [403, 'holder-sign-in.not-proven', null];

it('a token that is right in everything signs in: the others differ from it in one thing', async () => {
  const begun = await begin();
  sending(() => signed(claimsFor(begun.nonce)));
  expect(await comeBack(begun)).toEqual({ status: 303, session: expect.stringMatching(/^[\w-]{43}$/) });
  expect(await lastCode()).toBeNull();
});

const otherKey = async () => (await generateKeyPair('RS256')).privateKey;
const clientSecret = () => Buffer.from(provider.clientSecret);
const without = (claims: JWTPayload, name: string): JWTPayload =>
  Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));

const FORGED: readonly (readonly [string, (claims: JWTPayload) => string | Promise<string>])[] = [
  ['is not signed (alg none)', (claims) => new UnsecuredJWT(claims).encode()],
  ['is signed by somebody else', async (claims) => signed(claims, await otherKey())],
  ['is signed with the client’s own secret (HS256)', (claims) => signed(claims, clientSecret(), 'HS256')],
  ['was changed after signing', async (claims) => swapped(await signed(claims))],
  ['is for another service', (claims) => signed({ ...claims, aud: 'another' })],
  [
    'is for several services and says not for which',
    (claims) => signed({ ...claims, aud: ['zhaozhang', 'b'] }),
  ],
  ['is of another issuer', (claims) => signed({ ...claims, iss: 'https://evil.example' })],
  ['has another nonce', (claims) => signed({ ...claims, nonce: 'another' })],
  ['has no nonce', (claims) => signed(without(claims, 'nonce'))],
  ['has ended', (claims) => signed({ ...claims, iat: 1, exp: 2 })],
  ['never ends', (claims) => signed(without(claims, 'exp'))],
  ['names nobody', (claims) => signed(without(claims, 'sub'))],
  ['is no token', () => 'x.y.z'],
];

/** The same signature over the claims of somebody else. */
function swapped(token: string): string {
  const [header, payload = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as JWTPayload;
  const others = Buffer.from(JSON.stringify({ ...claims, name: '别人' })).toString('base64url');
  return [header, others, signature].join('.');
}

describe('an ID token', () => {
  it.each(FORGED)('that %s signs nobody in', async (_how, forge) => {
    const begun = await begin();
    sending(() => forge(claimsFor(begun.nonce)));
    expect(await refusal(begun)).toEqual(NOT_PROVEN);
  });

  it('that is missing signs nobody in', async () => {
    const begun = await begin();
    provider.lie({ token: async () => ({ access_token: 'a', token_type: 'Bearer' }) });
    expect(await refusal(begun)).toEqual(NOT_PROVEN);
  });
});

describe('userinfo', () => {
  it('completes a token that has the level alone', async () => {
    const begun = await begin();
    const { name, id_number } = PERSON;
    sending(() => signed(without(without(claimsFor(begun.nonce), 'name'), 'id_number')), {
      sub: 'u1',
      name,
      id_number,
    });
    expect((await comeBack(begun)).status).toBe(303);
  });

  it('about somebody else signs nobody in', async () => {
    const begun = await begin();
    sending(() => signed(without(claimsFor(begun.nonce), 'name')), { sub: 'u2', ...PERSON });
    expect(await refusal(begun)).toEqual(NOT_PROVEN);
  });

  it('does not replace what the token says', async () => {
    const begun = await begin();
    const claims = without({ ...claimsFor(begun.nonce), acr: 'phone' }, 'name');
    sending(() => signed(claims), { sub: 'u1', ...PERSON });
    expect(await refusal(begun)).toEqual([403, 'holder-sign-in.level-too-low', null]);
  });
});

describe('the way back', () => {
  const rightToken = (begun: Begun) => sending(() => signed(claimsFor(begun.nonce)));

  it.each([
    ['another state', { state: 'x'.repeat(43) }],
    ['no state', { state: null }],
    ['another issuer (RFC 9207)', { iss: 'https://evil.example' }],
    ['no issuer, though the provider says that it sends one', { iss: null }],
    ['no code', { code: null }],
    ['an error of the provider', { code: null, error: 'server_error' }],
  ])('with %s signs nobody in', async (_what, change) => {
    const begun = await begin();
    rightToken(begun);
    expect(await refusal(begun, change)).toEqual(NOT_PROVEN);
  });

  it('is told apart where the person gave up', async () => {
    const begun = await begin();
    const change = { code: null, error: 'access_denied', error_description: '<b>110105</b>' };
    expect(await refusal(begun, change)).toEqual([403, 'holder-sign-in.stopped', null]);
  });

  it('leads nowhere in a browser that did not begin the sign-in', async () => {
    const begun = await begin();
    rightToken(begun);
    const other = { ...begun, browser: new PlainBrowser({ [PUBLIC_ORIGIN]: city.origin }) };
    expect(await refusal(other)).toEqual([400, 'holder-sign-in.no-attempt', null]);
  });

  it('leads nowhere with the attempt of another browser, or a cookie that was changed', async () => {
    const [mine, theirs] = [await begin(), await begin()];
    rightToken(mine);
    const jar = mine.browser.jarOf(new URL(PUBLIC_ORIGIN));
    const own = jar.get('zz-holder-attempt') ?? '';
    jar.set('zz-holder-attempt', theirs.browser.jarOf(new URL(PUBLIC_ORIGIN)).get('zz-holder-attempt') ?? '');
    expect(await refusal(mine)).toEqual(NOT_PROVEN);
    jar.set('zz-holder-attempt', `${own.slice(0, -6)}AAAAAA`);
    expect(await refusal(mine)).toEqual([400, 'holder-sign-in.no-attempt', null]);
  });

  it('leads nowhere a second time', async () => {
    const begun = await begin();
    rightToken(begun);
    expect((await comeBack(begun)).status).toBe(303);
    expect((await refusal(begun)).slice(0, 2)).toEqual([400, 'holder-sign-in.no-attempt']);
  });

  it('says that the provider is out of reach where it fails', async () => {
    const begun = await begin();
    provider.lie({ token: async () => null });
    expect(await refusal(begun)).toEqual([503, 'holder-sign-in.provider-unavailable', null]);
  });
});

it('says nothing of a person, a code or a token in its own log', () => {
  expect(logLines).toContain('OAUTH_');
  for (const secret of [PERSON.name, PERSON.id_number, '别人', provider.clientSecret, 'eyJ', '110105'])
    expect(logLines).not.toContain(secret);
});
