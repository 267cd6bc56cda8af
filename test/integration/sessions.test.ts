import { SessionsService } from '../../src/access/sessions/sessions.service.ts';
import { CONFIG, type Config } from '../../src/config/config.ts';
import { Database } from '../../src/platform/database/database.ts';
import { rowsOf, type StartedCity, startCity, transactionsOf } from '../support/city.ts';
import { staffRow } from '../support/staff.ts';

const START = '2026-03-02T08:00:00+08:00';
const ORIGIN = 'http://localhost:3000';

let city: StartedCity;
let sessions: SessionsService;

beforeAll(async () => {
  city = await startCity({ now: START });
  sessions = city.app.get(SessionsService, { strict: false });
}, 120_000);

afterAll(() => city?.stop());
beforeEach(() => city.clock.set?.(START));

const minutesLater = (minutes: number) => new Date(new Date(START).getTime() + minutes * 60_000);
const setClock = (minutes: number) => city.clock.set?.(minutesLater(minutes));

const staffMember = async (...roles: string[]) => (await staffRow(city, roles)).id;

async function openFor(accountId: string, at = new Date(START)) {
  const subject = { kind: 'staff', id: accountId } as const;
  const opening = { subject, factors: ['password', 'totp'] as const, address: '192.0.2.7' };
  return {
    subject,
    ...(await transactionsOf(city).run((tx) => sessions.open(tx, opening, at))),
  };
}

const search = (token: string, headers: Record<string, string> = {}) =>
  city.send('GET', '/api/v1/licences?holderCode=91140500MA0L2PYH4K', {
    headers: { cookie: `zz-session=${token}`, ...headers },
  });

describe('a session', () => {
  it('lets its owner do what the roles of the account let them, under the name of the account', async () => {
    const id = await staffMember('licence-clerk');
    const { token } = await openFor(id);
    expect((await search(token, { 'x-acting-officer': 'forged' })).status).toBe(200);
    expect((await search(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).status).toBe(401);
    const without = await openFor(await staffMember());
    expect((await search(without.token)).body.code).toBe('caller.forbidden');
  });

  it('is over after fifteen minutes without a request, in the row too', async () => {
    const { token } = await openFor(await staffMember('licence-clerk'));
    setClock(14);
    expect((await search(token)).status).toBe(200);
    setClock(28.9);
    expect((await search(token)).status).toBe(200);
    setClock(44);
    const { status, body } = await search(token);
    expect([status, body.code]).toEqual([401, 'caller.unknown']);
  });

  it('is over twelve hours after it was opened, however busy', async () => {
    const { token } = await openFor(await staffMember('licence-clerk'));
    for (let minute = 10; minute < 12 * 60; minute += 10) {
      setClock(minute);
      expect(await sessions.of(token, city.clock.now())).not.toBeNull();
    }
    setClock(12 * 60);
    expect((await search(token)).status).toBe(401);
  });

  it('writes when it was last seen at most once a minute', async () => {
    const { id, token } = await openFor(await staffMember('licence-clerk'));
    const lastSeen = async () =>
      (await rowsOf<{ at: Date }>(city, 'SELECT last_seen_at AS at FROM sessions WHERE id = $1', [id]))[0]
        ?.at;
    setClock(0.5);
    await search(token);
    expect(await lastSeen()).toEqual(minutesLater(0));
    setClock(1);
    await search(token);
    expect(await lastSeen()).toEqual(minutesLater(1));
  });

  it('ends at once in the process that ends it and within seconds in another', async () => {
    const { subject, id, token } = await openFor(await staffMember('licence-clerk'));
    const other = new SessionsService(
      city.app.get(Database, { strict: false }),
      city.app.get<Config>(CONFIG, { strict: false }),
    );
    expect(await other.of(token, city.clock.now())).not.toBeNull();
    expect((await search(token)).status).toBe(200);
    const ended = await transactionsOf(city).run((tx) =>
      sessions.end(tx, subject, id, { by: subject.id, reason: 'signed-out' }, city.clock.now()),
    );
    expect(ended).toBe(true);
    expect((await search(token)).status).toBe(401);
    const deadline = performance.now() + 8_000;
    while ((await other.of(token, city.clock.now())) && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await other.of(token, city.clock.now())).toBeNull();
  }, 20_000);

  it('that is rolled back was not ended', async () => {
    const { subject, id, token } = await openFor(await staffMember('licence-clerk'));
    const failed = transactionsOf(city).run(async (tx) => {
      await sessions.end(tx, subject, id, { by: null, reason: 'account' }, city.clock.now());
      throw new Error('undone');
    });
    await expect(failed).rejects.toThrow('undone');
    expect((await search(token)).status).toBe(200);
  });

  it('cannot be ended by the id of another owner, nor brought back', async () => {
    const { id, subject } = await openFor(await staffMember());
    const stranger = { kind: 'holder', id: subject.id } as const;
    const end = (who: typeof subject | typeof stranger) =>
      transactionsOf(city).run((tx) =>
        sessions.end(tx, who, id, { by: who.id, reason: 'owner' }, city.clock.now()),
      );
    expect(await end(stranger)).toBe(false);
    expect(await end(subject)).toBe(true);
    await expect(
      rowsOf(city, 'UPDATE sessions SET ended_at = NULL, end_reason = NULL WHERE id = $1', [id]),
    ).rejects.toThrow(/has ended/);
  });

  it('of an account that is suspended lets nothing more be done within seconds', async () => {
    const id = await staffMember('licence-clerk');
    const { token } = await openFor(id);
    await rowsOf(city, `UPDATE staff_accounts SET state = 'suspended' WHERE id = $1`, [id]);
    expect((await search(token)).status).toBe(401);
  });
});

describe('the cookie of a session', () => {
  it('that proves nothing any more leaves pages for everybody open', async () => {
    const page = await fetch(`${city.origin}/issuers`, {
      headers: { cookie: `zz-session=${'A'.repeat(43)}` },
    });
    expect(page.status).toBe(200);
  });

  it('beside an API key is refused: one request, one credential', async () => {
    const { token } = await openFor(await staffMember('licence-clerk'));
    const { status } = await city.send('GET', '/api/v1/licences?holderCode=91140500MA0L2PYH4K', {
      unit: '晋城市市场监督管理局',
      headers: { cookie: `zz-session=${token}` },
    });
    expect(status).toBe(401);
  });

  const post = (token: string, headers: Record<string, string>) =>
    city.send('POST', '/api/v1/verifications/number', {
      body: {},
      headers: { cookie: `zz-session=${token}`, ...headers },
    });

  it.each([
    [{}],
    [{ origin: 'https://attacker.example' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site', origin: ORIGIN }],
    [{ 'sec-fetch-site': 'same-site' }],
  ])('lets nothing be changed from elsewhere: %j', async (headers: Record<string, string>) => {
    const { token } = await openFor(await staffMember('licence-clerk'));
    const { status, body } = await post(token, headers);
    expect([status, body.code]).toEqual([403, 'caller.cross-site']);
  });

  it('lets things be changed from our own pages', async () => {
    const { token } = await openFor(await staffMember('licence-clerk'));
    expect((await post(token, { origin: ORIGIN })).body.code).not.toBe('caller.cross-site');
    expect((await post(token, { 'sec-fetch-site': 'same-origin' })).body.code).not.toBe('caller.cross-site');
  });
});
