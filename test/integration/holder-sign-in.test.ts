import type { RunningProvider } from '../../src/demo/demo-identity-provider.ts';
import { rowsOf, type StartedCity, startCity } from '../support/city.ts';
import { HOLDER_SIGN_IN, newBrowser, sessionOf, signInAs } from '../support/holder-sign-in.ts';
import {
  clientEnvironment,
  PEOPLE,
  PUBLIC_ORIGIN,
  startIdentityProvider,
} from '../support/identity-provider.ts';
import { startApp } from '../support/start-app.ts';

const HOME = `${PUBLIC_ORIGIN}/holder`;
const LICENCE_PAGE = '/holder/licences/5b0c2f6e-6f0c-4a7c-9f3e-6f2f0d9b0a01';
const OWN = '/api/v1/own-licences';

let provider: RunningProvider;
let city: StartedCity;
let logLines = '';

beforeAll(async () => {
  const started = await startIdentityProvider();
  provider = started;
  city = await startCity({
    environment: { ...started.environment, ZZ_LOG_LEVEL: 'debug', ZZ_LOG_SAMPLE_PERCENT: '100' },
    onLogLine: (line) => {
      logLines += line;
    },
  });
}, 120_000);

afterAll(async () => {
  await city?.stop();
  await provider?.stop();
});

const listOf = (session: string | undefined) =>
  city.send('GET', OWN, { headers: { cookie: `zz-session=${session}` } });

const subjects = () => rowsOf<{ id: string }>(city, 'SELECT id FROM holder_subjects ORDER BY created_at');

async function lastEntry(act: string): Promise<Record<string, unknown>> {
  const [row] = await rowsOf<{ body: Buffer }>(
    city,
    'SELECT body FROM audit_entries WHERE act = $1 ORDER BY id DESC LIMIT 1',
    [act],
  );
  return JSON.parse(String(row?.body)) as Record<string, unknown>;
}

describe('a holder who signs in through the provider', () => {
  it('has a session that lets them read what is theirs and nothing of a unit', async () => {
    const browser = newBrowser(city);
    const back = await signInAs(browser, '欧阳㛃', { until: HOME });
    expect([back.status, back.url.href]).toEqual([303, HOME]);
    const session = sessionOf(browser);
    expect((await listOf(session)).status).toBe(200);
    const headers = { cookie: `zz-session=${session}` };
    expect((await city.send('GET', '/api/v1/licences', { headers })).body.code).toBe('caller.forbidden');
    const [subject] = await subjects();
    expect(await lastEntry('session.open')).toMatchObject({
      outcome: 'succeeded',
      caller: { kind: 'holder', id: subject?.id },
      object: { kind: 'session' },
    });
  });

  it('is the same subject the next time, under a session of its own', async () => {
    const before = await subjects();
    const [one, two] = [newBrowser(city), newBrowser(city)];
    await signInAs(one, '欧阳㛃', { until: HOME });
    await signInAs(two, '欧阳㛃', { until: HOME });
    expect(sessionOf(one)).not.toBe(sessionOf(two));
    expect(await subjects()).toEqual(before);
    await signInAs(newBrowser(city), '陈𬀩', { until: HOME });
    expect(await subjects()).toHaveLength(before.length + 1);
  });

  it('comes back to the page that they wanted', async () => {
    const back = await signInAs(newBrowser(city), '欧阳㛃', {
      query: `?to=${LICENCE_PAGE}`,
      until: PUBLIC_ORIGIN + LICENCE_PAGE,
    });
    expect(back.url.pathname).toBe(LICENCE_PAGE);
  });

  it.each([
    '//evil.example',
    'https:evil.example',
    'https://evil.example/holder',
    '/\\evil.example',
    '\\\\evil.example',
    '/holder/../..//evil.example',
    `${LICENCE_PAGE}%0d%0alocation:%20//evil.example`,
  ])('comes back to the first page where a link asked for %s', async (to) => {
    const back = await signInAs(newBrowser(city), '欧阳㛃', { query: `?to=${to}`, until: HOME });
    expect(back.headers.get('location')).toBe('/holder');
  });

  it('is shown the provider’s door again each time: a terminal has many users', async () => {
    const browser = newBrowser(city);
    await signInAs(browser, '欧阳㛃', { until: HOME });
    expect((await browser.open(HOLDER_SIGN_IN)).text).toContain('演示用实名认证');
  });

  it('ends a session that somebody planted in their browser before', async () => {
    const [attacker, victim] = [newBrowser(city), newBrowser(city)];
    await signInAs(attacker, '陈𬀩', { until: HOME });
    const planted = sessionOf(attacker) ?? '';
    victim.jarOf(new URL(PUBLIC_ORIGIN)).set('zz-session', planted);
    await signInAs(victim, '欧阳㛃', { until: HOME });
    expect(sessionOf(victim)).not.toBe(planted);
    expect((await listOf(planted)).status).toBe(401);
    expect((await listOf(sessionOf(victim))).status).toBe(200);
  });

  it('is in no way kept from signing in by a cookie that proves nothing', async () => {
    const browser = newBrowser(city);
    browser.jarOf(new URL(PUBLIC_ORIGIN)).set('zz-session', 'A'.repeat(43));
    expect((await signInAs(browser, '欧阳㛃', { until: HOME })).status).toBe(303);
  });
});

describe('nobody is signed in', () => {
  it.each([
    ['王小二', 'holder-sign-in.level-too-low'],
    ['没有号码', 'holder-sign-in.identity-missing'],
    ['校验码不对', 'holder-sign-in.identity-missing'],
    ['没有姓名', 'holder-sign-in.identity-missing'],
    ['nobody on the list', 'holder-sign-in.stopped'],
  ])('as %s: %s', async (label, code) => {
    const before = await subjects();
    const browser = newBrowser(city);
    const { status, text } = await signInAs(browser, label);
    expect([status, sessionOf(browser)]).toEqual([403, undefined]);
    expect(text).toContain('可以重新登录');
    expect(await lastEntry('session.open')).toMatchObject({
      outcome: 'refused',
      code,
      caller: { kind: 'anonymous' },
    });
    expect(await subjects()).toEqual(before);
  });

  it('by an address that was used already, with the attempt planted again', async () => {
    const browser = newBrowser(city);
    const choice = await browser.open(HOLDER_SIGN_IN);
    const attempt = browser.jarOf(new URL(PUBLIC_ORIGIN)).get('zz-holder-attempt') ?? '';
    await browser.submit(choice.url, { person: '0' }, HOME);
    const back = browser.visited.find((url) => url.startsWith(`${HOLDER_SIGN_IN}/return`)) ?? '';
    const thief = newBrowser(city);
    thief.jarOf(new URL(PUBLIC_ORIGIN)).set('zz-holder-attempt', attempt);
    expect((await thief.open(back)).status).toBe(403);
    expect(sessionOf(thief)).toBeUndefined();
    expect(await lastEntry('session.open')).toMatchObject({ code: 'holder-sign-in.not-proven' });
  });
});

describe('a holder who signs out', () => {
  const signOut = (session: string, token: string, headers: Record<string, string> = {}) =>
    fetch(`${city.origin}/holder/sign-out`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: `zz-session=${session}`, 'sec-fetch-site': 'same-origin', ...headers },
      body: new URLSearchParams({ token }),
    });

  it('does so by the form of the page alone, not from another site and not with another’s token', async () => {
    const browser = newBrowser(city);
    const { text } = await signInAs(browser, '欧阳㛃');
    const session = sessionOf(browser) ?? '';
    const token = /name="token" value="([\w-]+)"/.exec(text)?.[1] ?? '';
    expect((await signOut(session, token, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await signOut(session, `${token.slice(0, -1)}x`)).status).toBe(409);
    expect((await listOf(session)).status).toBe(200);
    const out = await signOut(session, token);
    expect([out.status, out.headers.get('location')]).toEqual([303, '/holder']);
    expect(out.headers.get('set-cookie')).toContain('zz-session=; Max-Age=0');
    expect((await listOf(session)).status).toBe(401);
    const [row] = await rowsOf(city, `SELECT end_reason FROM sessions ORDER BY opened_at DESC LIMIT 1`);
    expect(row).toEqual({ end_reason: 'signed-out' });
  });
});

describe('without a provider', () => {
  it('that is configured the service serves, and says that holders cannot sign in', async () => {
    const app = await startApp();
    const page = await fetch(`${app.origin}/holder`, { headers: { accept: 'text/html' } });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('尚未开通')]);
    const begun = await fetch(`${app.origin}/holder/sign-in`, { redirect: 'manual' });
    expect([begun.status, (await begun.json()).code]).toEqual([503, 'holder-sign-in.off']);
    await app.stop();
  }, 60_000);

  it('that answers the service starts and serves', async () => {
    const gone = await startIdentityProvider();
    await gone.stop();
    const app = await startApp({ environment: clientEnvironment(gone) });
    const begun = await fetch(`${app.origin}/holder/sign-in`, { redirect: 'manual' });
    expect([begun.status, (await begun.json()).code]).toEqual([503, 'holder-sign-in.provider-unavailable']);
    expect(begun.headers.get('set-cookie')).toBeNull();
    expect((await fetch(`${app.origin}/`)).status).toBe(200);
    await app.stop();
  }, 60_000);
});

describe('who they are', () => {
  it('stands in no address, log line or column in clear', async () => {
    const browser = newBrowser(city);
    await signInAs(browser, '欧阳㛃');
    const claims = PEOPLE.find(({ label }) => label === '欧阳㛃')?.claims;
    const [name, number] = [String(claims?.['name']), String(claims?.['id_number'])];
    const rows = await rowsOf(
      city,
      `SELECT t::text FROM holder_subjects t UNION ALL SELECT t::text FROM sessions t
       UNION ALL SELECT convert_from(body, 'UTF8') FROM audit_entries
       UNION ALL SELECT encode(person_sealed, 'escape') FROM holder_subjects`,
    );
    const kept = JSON.stringify(rows);
    expect(logLines).toContain('/holder/sign-in/return');
    for (const place of [kept, logLines, browser.visited.join(' ')])
      for (const secret of [name, number, encodeURIComponent(name), provider.clientSecret])
        expect(place.includes(secret)).toBe(false);
    expect(logLines).not.toMatch(/code=|state=/);
  });
});
