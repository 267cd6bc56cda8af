import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { ClientCredentials } from '../../src/access/clients/client-credentials.service.ts';
import { PublicJwk } from '../../src/access/clients/client-jwk.ts';
import { ExpiredTokens } from '../../src/access/clients/expired-tokens.ts';
import {
  MARKET,
  rowsOf,
  type StartedCity,
  sampleRequest,
  startCity,
  transactionsOf,
} from '../support/city.ts';
import { makeClient, postForm, requestToken, scopeOf, type TestClient } from '../support/client.ts';
import { rawRequest } from '../support/raw-request.ts';
import { itJudgedBy } from '../support/tools.ts';

const FOOD = '11100000MB0143028R032';
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const NOW = '2026-11-23T04:00:00Z';

let city: StartedCity;
const logLines: string[] = [];

beforeAll(async () => {
  city = await startCity({
    now: NOW,
    environment: { ZZ_LOG_LEVEL: 'debug', ZZ_LOG_SAMPLE_PERCENT: '100' },
    onLogLine: (line) => logLines.push(line),
  });
}, 60_000);

afterAll(() => city?.stop());
beforeEach(() => city.clock.set?.(NOW));

const unitIdOf = async (name: string): Promise<string> =>
  (await rowsOf<{ id: string }>(city, 'SELECT id FROM units WHERE name_zh = $1', [name]))[0]!.id;

async function newClient(given: Parameters<typeof makeClient>[3] = {}): Promise<TestClient> {
  const unitId = await unitIdOf(MARKET);
  return transactionsOf(city).run((tx) => makeClient(city, tx, unitId, given));
}

/** A client that signs its assertions with this key; the clock of the service says how long a credential is good. */
async function keyClient(jwk: JWK): Promise<TestClient> {
  const client = await newClient();
  const credentials = city.app.get(ClientCredentials, { strict: false });
  const expiresAt = new Date('2027-06-01T00:00:00Z');
  await transactionsOf(city).run((tx) =>
    credentials.addKey(tx, { id: client.id, expiresAt }, PublicJwk.parse(jwk)),
  );
  return client;
}

const tokenOf = async (client: TestClient, scope?: string): Promise<string> =>
  (await requestToken(city.origin, client, scope)).body.access_token ?? '';

const search = (token: string, headers: Record<string, string> = {}) =>
  city.send('GET', '/api/v1/licences', { headers: { authorization: `Bearer ${token}`, ...headers } });

const withAssertion = (client_assertion: string, more: Record<string, string> = {}) =>
  postForm(`${city.origin}/oauth/token`, {
    grant_type: 'client_credentials',
    client_assertion_type: JWT_BEARER,
    client_assertion,
    ...more,
  });

const lastReason = async (): Promise<string | null> => {
  const [row] = await rowsOf<{ body: Buffer }>(
    city,
    `SELECT body FROM audit_entries WHERE act LIKE 'client.%' ORDER BY id DESC LIMIT 1`,
  );
  return (JSON.parse(String(row?.body)) as { code?: string }).code ?? null;
};

describe('an access token', () => {
  it('is given for a secret in the header or in the body, once an hour, and kept nowhere itself', async () => {
    const client = await newClient();
    const { status, headers, body } = await requestToken(city.origin, client, 'licence.search');
    expect({ status, ...body }).toEqual({
      status: 200,
      access_token: expect.stringMatching(/^zzt_[\w-]{43}$/),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'licence.search',
    });
    expect([headers.get('cache-control'), headers.get('pragma')]).toEqual(['no-store', 'no-cache']);
    const { clientId: client_id, secret: client_secret } = client;
    const inBody = { grant_type: 'client_credentials', client_id, client_secret };
    expect((await postForm(`${city.origin}/oauth/token`, inBody)).status).toBe(200);
    expect((await search(body.access_token ?? '')).status).toBe(200);
    const rows = await rowsOf<{ row: string }>(
      city,
      'SELECT t::text AS row FROM client_tokens t UNION ALL SELECT c::text FROM client_credentials c',
    );
    for (const { row } of rows) expect(row).not.toMatch(/zz[st]_/);
  });

  it('ends after its hour, with its client, and with its client’s last day', async () => {
    const client = await newClient({ expiresAt: new Date('2026-11-23T04:30:00Z') });
    const lasting = await newClient();
    const tokens = [await tokenOf(client), await tokenOf(lasting)] as const;
    city.clock.set?.('2026-11-23T04:30:00Z');
    expect((await search(tokens[0])).status).toBe(401);
    expect((await requestToken(city.origin, client)).body.error).toBe('invalid_client');
    expect(await lastReason()).toBe('oauth.client-ended');
    expect((await search(tokens[1])).status).toBe(200);
    city.clock.set?.('2026-11-23T05:00:00Z');
    expect((await search(tokens[1])).status).toBe(401);
  });

  it('is nothing with one changed character, cut short, or as the secret of its client', async () => {
    const client = await newClient();
    const token = await tokenOf(client);
    const changed = token.slice(0, 20) + (token[20] === 'A' ? 'B' : 'A') + token.slice(21);
    for (const wrong of [changed, token.slice(0, -1), client.secret, `${token}A`, ''])
      expect((await search(wrong)).status).toBe(401);
    const basic = { authorization: `Basic ${btoa(`${client.clientId}:${client.secret}`)}` };
    expect((await city.send('GET', '/api/v1/licences', { headers: basic })).status).toBe(401);
  });

  it('is taken back by its own client, and by no other', async () => {
    const [client, other] = [await newClient(), await newClient()];
    const token = await tokenOf(client);
    const revoke = ({ clientId, secret }: TestClient) =>
      postForm(`${city.origin}/oauth/revoke`, { token, client_id: clientId, client_secret: secret });
    expect((await revoke(other)).status).toBe(200);
    expect((await search(token)).status).toBe(200);
    expect((await revoke(client)).status).toBe(200);
    expect((await search(token)).status).toBe(401);
  });

  it('is worth nothing from a foreign address, and the log names its client', async () => {
    const client = await newClient();
    const token = await tokenOf(client);
    await rowsOf(city, `UPDATE clients SET allowed_addresses = '{10.0.0.0/8}' WHERE id = $1`, [client.id]);
    expect(await search(token)).toMatchObject({ status: 403, body: { code: 'caller.address' } });
    const [entry] = await rowsOf<{ outcome: string }>(
      city,
      `SELECT outcome FROM audit_entries WHERE act = 'licence.search' AND caller_id = $1`,
      [client.id],
    );
    expect(entry?.outcome).toBe('refused');
    expect((await requestToken(city.origin, client)).status).toBe(401);
    expect(await lastReason()).toBe('oauth.address');
  });

  it('makes so many calls in a minute and no more', async () => {
    const token = await tokenOf(await newClient({ quotaPerMinute: 2 }));
    const calls = [await search(token), await search(token), await search(token)];
    expect(calls.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(calls[2]?.headers.get('retry-after')).toBe('60');
    city.clock.set?.('2026-11-23T04:01:00Z');
    expect((await search(token)).status).toBe(200);
  });

  it('goes a day after it has expired, and nothing else does', async () => {
    const client = await newClient();
    await tokenOf(client);
    const count = async () =>
      (await rowsOf(city, 'SELECT 1 FROM client_tokens WHERE client_id = $1', [client.id])).length;
    for (const [hours, left] of [
      [23, 1],
      [25, 0],
    ]) {
      await rowsOf(
        city,
        `UPDATE client_tokens SET issued_at = now() - interval '3 days', expires_at = now() - make_interval(hours => $2)
         WHERE client_id = $1`,
        [client.id, hours],
      );
      await city.app.get(ExpiredTokens, { strict: false }).drop();
      expect(await count()).toBe(left);
    }
  });
});

describe('the scopes of a token', () => {
  let serial = 70_000;
  const issue = (token: string, type: string) => {
    serial += 1;
    const { body } = sampleRequest(type, serial, city.clock.now());
    const headers = { authorization: `Bearer ${token}` };
    return city.send('POST', '/api/v1/licences', { headers, key: `scope-test-${serial}`, body });
  };

  it('narrow what it may do to an act and a licence type', async () => {
    const client = await newClient({ scopes: [scopeOf('licence.issue', FOOD), scopeOf('licence.search')] });
    const token = await tokenOf(client, `licence.issue:${FOOD}`);
    expect((await search(token)).status).toBe(403);
    expect((await issue(token, '食品经营许可证')).status).toBe(201);
    expect((await issue(token, '营业执照')).status).toBe(403);
  });

  it.each([
    `licence.issue:${FOOD} licence.revoke`,
    'licence.issue',
    'licence.issue:11100000000013338W032',
    'client.decide',
    'log.read',
    '*',
    'licence.search\u00a0licence.read',
  ])('are never more than its client holds: %s', async (scope) => {
    const client = await newClient({ scopes: [scopeOf('licence.issue', FOOD), scopeOf('licence.search')] });
    expect(await requestToken(city.origin, client, scope)).toMatchObject({
      status: 400,
      body: { error: 'invalid_scope' },
    });
  });

  it('ask for a purpose and an officer where the client was allowed the act only so', async () => {
    const client = await newClient({ scopes: [scopeOf('licence.search', null, true)] });
    const token = await tokenOf(client);
    const codes = [];
    for (const headers of [undefined, { 'x-purpose': 'a' }])
      codes.push((await search(token, headers)).body.code);
    expect(codes).toEqual(['caller.purpose-missing', 'caller.officer-missing']);
    expect((await search(token, { 'x-purpose': 'a', 'x-acting-officer': 'wang' })).status).toBe(200);
  });

  it('end in a token that is out when its client loses them', async () => {
    const client = await newClient({ scopes: [scopeOf('licence.search'), scopeOf('licence.read')] });
    const token = await tokenOf(client);
    await rowsOf(
      city,
      `UPDATE client_scopes SET ended_at = now() WHERE client_id = $1 AND act = 'licence.search'`,
      [client.id],
    );
    expect((await search(token)).status).toBe(403);
  });
});

describe('a request for a token', () => {
  it.each<[string, (client: TestClient) => ReturnType<typeof postForm>, number, string, string]>([
    [
      'a wrong secret',
      ({ clientId }) => requestToken(city.origin, { clientId, secret: `zzs_${'A'.repeat(43)}` }),
      401,
      'invalid_client',
      'oauth.wrong-secret',
    ],
    [
      'a client that nobody is',
      ({ secret }) => requestToken(city.origin, { clientId: 'zzc_0000000000000000', secret }),
      401,
      'invalid_client',
      'oauth.unknown-client',
    ],
    [
      'another grant type',
      ({ clientId, secret }) =>
        postForm(`${city.origin}/oauth/token`, {
          grant_type: 'password',
          client_id: clientId,
          client_secret: secret,
        }),
      400,
      'unsupported_grant_type',
      'oauth.grant-type',
    ],
    [
      'a parameter twice',
      ({ clientId, secret }) =>
        postForm(
          `${city.origin}/oauth/token`,
          `grant_type=client_credentials&client_id=x&client_id=${clientId}&client_secret=${secret}`,
        ),
      400,
      'invalid_request',
      'oauth.malformed',
    ],
    [
      'JSON',
      ({ clientId, secret }) =>
        postForm(
          `${city.origin}/oauth/token`,
          JSON.stringify({ client_id: clientId, client_secret: secret }),
          {
            'content-type': 'application/json',
          },
        ),
      400,
      'invalid_request',
      'oauth.malformed',
    ],
  ])('is refused with %s, and the log has the reason', async (_what, send, status, error, reason) => {
    const answer = await send(await newClient());
    expect([answer.status, answer.body.error]).toEqual([status, error]);
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Basic realm="zhaozhang"' : null);
    expect(await lastReason()).toBe(reason);
  });

  it('is refused with its secret in the address, which no log then holds', async () => {
    const { clientId, secret } = await newClient();
    const query = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: secret,
    });
    const answer = await postForm(`${city.origin}/oauth/token?${query}`, query.toString());
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request']);
    const entries = await rowsOf<{ body: Buffer }>(city, 'SELECT body FROM audit_entries');
    expect(entries.some(({ body }) => body.includes(secret))).toBe(false);
    expect(logLines.length).toBeGreaterThan(0);
    expect(logLines.some((line) => line.includes(secret))).toBe(false);
  });

  it('is refused with a header of 64 KB', async () => {
    const answer = await rawRequest(
      city.origin,
      Buffer.from(
        `POST /oauth/token HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${'a'.repeat(65_536)}\r\n\r\n`,
      ),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });
});

const KEYS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;

describe('a client that signs assertions', () => {
  let key: CryptoKey;
  let publicJwk: JWK;
  let client: TestClient;
  let serial = 0;

  beforeAll(async () => {
    const pair = await generateKeyPair('ES256', { extractable: true });
    key = pair.privateKey;
    publicJwk = { ...(await exportJWK(pair.publicKey)), kid: 'first' };
    client = await keyClient(publicJwk);
  });

  const nowS = Date.parse(NOW) / 1_000;
  const claims = (given: object = {}): JWTPayload => ({
    iss: client.clientId,
    sub: client.clientId,
    aud: 'http://localhost:3000/oauth/token',
    iat: nowS,
    exp: nowS + 60,
    jti: `jti-${++serial}`,
    ...given,
  });
  const signed = (given: object = {}, header: object = {}, crit: Record<string, boolean> = {}) =>
    new SignJWT(claims(given)).setProtectedHeader({ alg: 'ES256', ...header }).sign(key, { crit });

  it.each(KEYS)('is given a token for one by jose with %s', async (alg) => {
    const pair = await generateKeyPair(alg, { extractable: true });
    const system = await keyClient(await exportJWK(pair.publicKey));
    const assertion = await new SignJWT(claims({ iss: system.clientId, sub: system.clientId }))
      .setProtectedHeader({ alg })
      .sign(pair.privateKey);
    const { status, body } = await withAssertion(assertion);
    expect(status).toBe(200);
    expect((await search(body.access_token ?? '')).status).toBe(200);
  });

  itJudgedBy('openssl')('is given a token for one that OpenSSL signed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zz-assertion-'));
    try {
      const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
      run('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', 'key.pem');
      const modulus =
        String(run('rsa', '-in', 'key.pem', '-noout', '-modulus'))
          .trim()
          .split('=')[1] ?? '';
      const n = Buffer.from(modulus, 'hex').toString('base64url');
      const system = await keyClient({ kty: 'RSA', n, e: 'AQAB' });
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const payload = part(claims({ iss: system.clientId, sub: system.clientId }));
      const input = `${part({ alg: 'RS256', typ: 'JWT' })}.${payload}`;
      writeFileSync(join(folder, 'input'), input);
      run('dgst', '-sha256', '-sign', 'key.pem', '-out', 'signature', 'input');
      const signature = readFileSync(join(folder, 'signature')).toString('base64url');
      expect((await withAssertion(`${input}.${signature}`)).status).toBe(200);
      const other = part(claims({ iss: system.clientId, sub: system.clientId, exp: nowS + 61 }));
      const twin = `${input.split('.')[0]}.${other}.${signature}`;
      expect((await withAssertion(twin)).body.error).toBe('invalid_client');
      expect(await lastReason()).toBe('assertion.signature');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('may name the issuer as audience, and its key', async () => {
    expect(
      (await withAssertion(await signed({ aud: 'http://localhost:3000' }, { kid: 'first' }))).status,
    ).toBe(200);
  });

  it('is refused the second time with the same assertion, also when both come at once', async () => {
    const assertion = await signed();
    const answers = await Promise.all([withAssertion(assertion), withAssertion(assertion)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await withAssertion(assertion)).status).toBe(401);
    expect(await lastReason()).toBe('assertion.replayed');
  });

  it.each<[string, () => Promise<string> | string, string]>([
    ['alg none', () => new UnsecuredJWT(claims()).encode(), 'assertion.algorithm'],
    [
      'HS256 with the public key as its secret',
      () =>
        new SignJWT(claims())
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode(JSON.stringify(publicJwk).padEnd(64, ' '))),
      'assertion.algorithm',
    ],
    [
      'another key',
      async () =>
        new SignJWT(claims())
          .setProtectedHeader({ alg: 'ES256' })
          .sign((await generateKeyPair('ES256')).privateKey),
      'assertion.signature',
    ],
    ['a key id of nobody', () => signed({}, { kid: 'second' }), 'assertion.signature'],
    [
      'a critical header that nobody knows',
      () => signed({}, { crit: ['x'], x: 1 }, { x: true }),
      'assertion.malformed',
    ],
    ['another audience', () => signed({ aud: 'https://other.example/oauth/token' }), 'assertion.audience'],
    ['no audience', () => signed({ aud: undefined }), 'assertion.audience'],
    ['another issuer', () => signed({ iss: 'zzc_0000000000000000' }), 'assertion.client'],
    ['an end that has passed', () => signed({ exp: nowS - 31 }), 'assertion.expired'],
    ['no end', () => signed({ exp: undefined }), 'assertion.expired'],
    ['an end six minutes ahead', () => signed({ exp: nowS + 360 }), 'assertion.too-long'],
    ['an issue in the future', () => signed({ iat: nowS + 60 }), 'assertion.not-yet'],
    ['a beginning in the future', () => signed({ nbf: nowS + 60 }), 'assertion.not-yet'],
    ['no id', () => signed({ jti: undefined }), 'assertion.no-id'],
    ['an id with NUL', () => signed({ jti: 'a\u0000' }), 'assertion.no-id'],
    ['an id without end', () => signed({ jti: 'a'.repeat(129) }), 'assertion.no-id'],
  ])('is refused with %s', async (_what, make, reason) => {
    const { status, body } = await withAssertion(await make());
    expect([status, body.error]).toEqual([401, 'invalid_client']);
    expect(await lastReason()).toBe(reason);
  });

  it('is refused with an assertion and a secret, and with another id beside it', async () => {
    const both = await withAssertion(await signed(), { client_secret: client.secret });
    expect([both.status, both.body.error]).toEqual([400, 'invalid_request']);
    expect((await withAssertion(await signed(), { client_id: 'zzc_0000000000000000' })).status).toBe(401);
  });
});

describe('the metadata of the authorization server', () => {
  it('say where and how, as RFC 8414 asks', async () => {
    const { status, body } = await city.send('GET', '/.well-known/oauth-authorization-server');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      issuer: 'http://localhost:3000',
      token_endpoint: 'http://localhost:3000/oauth/token',
      revocation_endpoint: 'http://localhost:3000/oauth/revoke',
      token_endpoint_auth_signing_alg_values_supported: [...KEYS],
      response_types_supported: [],
    });
    expect(body.scopes_supported).toContain('licence.issue');
  });
});
