import { EnrolmentsService } from '../../src/access/accounts/enrolments.service.ts';
import type { RoleCode } from '../../src/access/authorisation/roles.ts';
import { MARKET, rowsOf, type StartedCity, startCity, transactionsOf } from '../support/city.ts';
import { type SignedInStaff, sessionHeaders, signedInStaff } from '../support/staff.ts';

const START = '2026-03-02T08:00:00+08:00';
const APPROVAL = '晋城市行政审批服务管理局';

let city: StartedCity;
let first: SignedInStaff;
let second: SignedInStaff;
let marketId: string;
let logins = 0;

beforeAll(async () => {
  city = await startCity({ now: START });
  first = await signedInStaff(city, ['security-administrator'], { unit: APPROVAL });
  second = await signedInStaff(city, ['security-administrator'], { unit: APPROVAL });
  [marketId] = (await rowsOf<{ id: string }>(city, 'SELECT id FROM units WHERE name_zh = $1', [MARKET])).map(
    ({ id }) => id,
  ) as [string];
}, 120_000);

afterAll(() => city?.stop());
beforeEach(() => city.clock.set?.(START));

const post = (by: SignedInStaff, path: string, body?: unknown) =>
  city.send('POST', path, { headers: by.headers, body });
const get = (by: SignedInStaff, path: string) => city.send('GET', path, { headers: by.headers });
const newBody = () => ({ unitId: marketId, login: `clerk.${++logins}`, name: '李娜' });
const because = { reason: '岗位调整' };

/** A new account by HTTP, still invited. */
async function invited() {
  const body = newBody();
  const answer = await post(first, '/api/v1/staff', body);
  expect(answer.status).toBe(201);
  return { id: answer.body.id as string, code: answer.body.enrolment.code as string, login: body.login };
}

async function enrol(login: string, code: string): Promise<boolean> {
  const enrolments = city.app.get(EnrolmentsService, { strict: false });
  return transactionsOf(city).run(async (tx) => {
    const presented = await enrolments.present(tx, login, code);
    if (presented) await enrolments.use(tx, presented);
    return presented !== null;
  });
}

async function enrolled() {
  const account = await invited();
  expect(await enrol(account.login, account.code)).toBe(true);
  return account;
}

const asked = (accountId: string, role: RoleCode, change = 'grant') => ({
  ...{ accountId, role, change, unitId: marketId, reason: '岗位调整' },
});

async function ask(by: SignedInStaff, accountId: string, role: RoleCode, change = 'grant'): Promise<string> {
  const answer = await post(by, '/api/v1/role-requests', asked(accountId, role, change));
  expect(answer.status).toBe(201);
  return answer.body.id;
}

const decide = (by: SignedInStaff, requestId: string, body: unknown = { decision: 'approved' }) =>
  post(by, `/api/v1/role-requests/${requestId}/decisions`, body);
const codesOf = (body: { errors?: { code: string }[] }) => body.errors?.map(({ code }) => code);

describe('an account', () => {
  it('is made with a code that is shown once and kept nowhere', async () => {
    const { id, code } = await invited();
    const { body } = await get(first, `/api/v1/staff/${id}`);
    expect(body).toMatchObject({ state: 'invited', roles: [], closedAt: null, unitId: marketId });
    expect(body.events).toMatchObject([{ kind: 'created', actorId: first.id }]);
    expect(body.enrolment).toMatchObject({ requestedBy: first.id, confirmedBy: null });
    const rows = await rowsOf<{ row: string }>(
      city,
      `SELECT e::text AS row FROM enrolments e UNION ALL SELECT convert_from(body, 'UTF8') FROM audit_entries`,
    );
    expect(JSON.stringify(body) + rows.map(({ row }) => row).join()).not.toContain(code.slice(0, 11));
  });

  it.each([
    ['a Cyrillic letter', 'w\u0430ng', 'login.look-alike'],
    ['a full-width letter', 'ｗang', 'login.look-alike'],
    ['a zero-width space', 'wang\u200b', 'login.look-alike'],
    ['a capital', 'Wang', 'login.look-alike'],
    ['a leading digit', '1wang', 'login.pattern'],
  ])('is not made under a login name with %s', async (_what, login, code) => {
    const { status, body } = await post(first, '/api/v1/staff', { ...newBody(), login });
    expect([
      status,
      body.errors.map(({ path, code: one }: { path: string; code: string }) => [path, one]),
    ]).toEqual([400, [['login', code]]]);
  });

  it('is not made under a login name or in a unit that cannot be', async () => {
    const { login } = await invited();
    expect((await post(first, '/api/v1/staff', { ...newBody(), login })).body.code).toBe(
      'account.login-taken',
    );
    const nowhere = { ...newBody(), unitId: '00000000-0000-4000-8000-000000000000' };
    expect((await post(first, '/api/v1/staff', nowhere)).body.code).toBe('account.unknown-unit');
    expect(codesOf((await post(first, '/api/v1/staff', { ...newBody(), name: '李\u200b娜' })).body)).toEqual([
      'staff-name.not-seen',
    ]);
  });

  it.each(['state', 'roles', 'createdBy', 'id', 'origin'])(
    'is not made when the body sets %s too',
    async (member) => {
      const { status, body } = await post(first, '/api/v1/staff', { ...newBody(), [member]: 'active' });
      expect([status, codesOf(body)]).toEqual([400, ['value.unknown-member']]);
    },
  );

  it('is nothing to anybody but security administrators', async () => {
    const { id } = await invited();
    const others: RoleCode[][] = [
      ['licence-clerk', 'licence-reviewer', 'supervisor'],
      ['system-administrator'],
      ['audit-administrator'],
      [],
    ];
    for (const roles of others) {
      const other = await signedInStaff(city, roles);
      const answers = [
        await post(other, '/api/v1/staff', newBody()),
        await get(other, '/api/v1/staff'),
        await get(other, `/api/v1/staff/${id}`),
        await post(other, `/api/v1/staff/${id}/closures`, because),
        await post(other, `/api/v1/staff/${id}/enrolments`, because),
        await post(other, '/api/v1/role-requests', asked(id, 'licence-clerk')),
        await get(other, '/api/v1/role-requests'),
      ];
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
    }
    expect((await city.send('GET', '/api/v1/staff')).status).toBe(401);
    expect((await city.send('GET', '/api/v1/staff', { unit: MARKET })).status).toBe(403);
  });

  it('is listed page by page, by unit, state and role', async () => {
    await invited();
    await invited();
    const page = await get(first, '/api/v1/staff?state=invited&limit=1');
    expect(page.body.accounts).toHaveLength(1);
    const next = await get(first, `/api/v1/staff?state=invited&limit=1&after=${page.body.next}`);
    expect(next.body.accounts[0].login > page.body.next).toBe(true);
    const administrators = await get(first, '/api/v1/staff?role=security-administrator');
    expect(administrators.body.accounts.map(({ id }: { id: string }) => id).sort()).toEqual(
      [first.id, second.id].sort(),
    );
    expect((await get(first, '/api/v1/staff?limit=1000')).status).toBe(400);
  });

  it('is closed, suspended or given a new code by somebody else alone', async () => {
    for (const act of ['suspensions', 'closures', 'enrolments']) {
      const { status, body } = await post(first, `/api/v1/staff/${first.id}/${act}`, because);
      expect([act, status, codesOf(body)]).toEqual([act, 403, ['account.own']]);
    }
  });

  it('ends what its person has open at the moment that it is suspended, for good', async () => {
    const clerk = await signedInStaff(city, ['licence-clerk']);
    expect((await get(clerk, '/api/v1/licence-types')).status).toBe(200);
    const mine = () => get(clerk, '/api/v1/licences?holderCode=91140500MA0L2PYH4K');
    expect((await mine()).status).toBe(200);
    expect((await post(first, `/api/v1/staff/${clerk.id}/suspensions`, because)).status).toBe(204);
    expect((await mine()).status).toBe(401);
    expect((await post(first, `/api/v1/staff/${clerk.id}/suspensions`, because)).status).toBe(409);
    expect((await post(second, `/api/v1/staff/${clerk.id}/resumptions`, because)).status).toBe(204);
    expect((await mine()).status).toBe(401);
  });

  it('loses its roles when it is closed, and its login name is not given again', async () => {
    const clerk = await signedInStaff(city, ['licence-clerk']);
    expect((await post(first, `/api/v1/staff/${clerk.id}/closures`, because)).status).toBe(204);
    expect((await get(clerk, '/api/v1/licences?holderCode=91140500MA0L2PYH4K')).status).toBe(401);
    const { body } = await get(first, `/api/v1/staff/${clerk.id}`);
    expect(body).toMatchObject({ state: 'closed', roles: [], closedAt: expect.any(String) });
    for (const act of ['suspensions', 'resumptions', 'closures', 'enrolments'])
      expect((await post(first, `/api/v1/staff/${clerk.id}/${act}`, because)).status).toBe(409);
    const again = await post(first, '/api/v1/staff', { ...newBody(), login: clerk.login });
    expect(again.body.code).toBe('account.login-taken');
  });

  it('is not acted on without a reason, nor where it is not there', async () => {
    const { id } = await invited();
    for (const body of [{}, { reason: ' ' }, { reason: 'x'.repeat(501) }, { ...because, by: second.id }])
      expect((await post(first, `/api/v1/staff/${id}/closures`, body)).status).toBe(400);
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect((await post(first, `/api/v1/staff/${nobody}/closures`, because)).body.code).toBe(
      'account.not-found',
    );
    expect((await get(first, `/api/v1/staff/${nobody}`)).status).toBe(404);
    expect((await get(first, '/api/v1/staff/1')).status).toBe(400);
  });
});

describe('an enrolment code', () => {
  it('opens its account once, as a person types it', async () => {
    const { id, login, code } = await invited();
    expect(await enrol(login, code.toLowerCase().replaceAll('-', ' '))).toBe(true);
    expect((await get(first, `/api/v1/staff/${id}`)).body).toMatchObject({
      state: 'active',
      enrolment: null,
    });
    expect(await enrol(login, code)).toBe(false);
  });

  it('opens nothing after five wrong ones, nor for another login', async () => {
    const { login, code } = await invited();
    const other = await invited();
    for (let wrong = 1; wrong <= 4; wrong += 1) expect(await enrol(login, other.code)).toBe(false);
    expect(await enrol(login, 'nonsense')).toBe(false);
    expect(await enrol(login, code)).toBe(false);
    expect(await enrol('nobody.at.all', other.code)).toBe(false);
    expect(await enrol(other.login, other.code)).toBe(true);
  });

  it('opens nothing after a day, or once another was made', async () => {
    const { id, login, code } = await invited();
    city.clock.set?.('2026-03-03T08:00:00+08:00');
    expect(await enrol(login, code)).toBe(false);
    city.clock.set?.(START);
    const renewed = await post(first, `/api/v1/staff/${id}/enrolments`, because);
    expect(renewed.status).toBe(201);
    expect(await enrol(login, code)).toBe(false);
    expect(await enrol(login, renewed.body.code)).toBe(true);
  });

  it('of an account that holds roles opens nothing until a second administrator has confirmed it', async () => {
    const { id, login } = await enrolled();
    await decide(second, await ask(first, id, 'licence-clerk'));
    const { id: enrolmentId, code } = (await post(first, `/api/v1/staff/${id}/enrolments`, because)).body;
    expect(await enrol(login, code)).toBe(false);
    const confirm = (by: SignedInStaff) =>
      post(by, `/api/v1/staff/${id}/enrolments/${enrolmentId}/confirmations`);
    expect((await confirm(first)).body.code).toBe('enrolment.own-request');
    expect((await confirm(second)).status).toBe(204);
    expect((await confirm(second)).body.code).toBe('enrolment.not-open');
    expect(await enrol(login, code)).toBe(true);
  });

  it('that was made before its account was given a role opens nothing after that', async () => {
    const { id, login } = await enrolled();
    const { code } = (await post(first, `/api/v1/staff/${id}/enrolments`, because)).body;
    await decide(second, await ask(first, id, 'licence-clerk'));
    expect(await enrol(login, code)).toBe(false);
  });
});

describe('a role', () => {
  it('is given by two administrators, and stands in the log with both', async () => {
    const { id } = await enrolled();
    const requestId = await ask(first, id, 'licence-clerk');
    const open = await get(second, '/api/v1/role-requests?state=open');
    expect(open.body.requests).toContainEqual(expect.objectContaining({ id: requestId, decision: null }));
    expect((await decide(second, requestId)).status).toBe(204);
    const { body } = await get(first, `/api/v1/staff/${id}`);
    expect(body.roles).toMatchObject([{ role: 'licence-clerk', unitId: marketId }]);
    expect((await get(first, `/api/v1/role-requests/${requestId}`)).body).toMatchObject({
      ...{ requestedBy: first.id, decidedBy: second.id, decision: 'approved' },
    });
    const entries = await rowsOf<{ act: string; caller_id: string }>(
      city,
      `SELECT act, caller_id FROM audit_entries WHERE object_id = $1 AND act <> 'role.read' ORDER BY id`,
      [requestId],
    );
    expect(entries).toEqual([
      { act: 'role.request', caller_id: first.id },
      { act: 'role.decide', caller_id: second.id },
    ]);
  });

  it('is not given to oneself: refused, and the refusal is in the log', async () => {
    const { status, body } = await post(first, '/api/v1/role-requests', asked(first.id, 'licence-clerk'));
    expect([status, codesOf(body)]).toEqual([403, ['role.own-account', 'role.not-together']]);
    const [entry] = await rowsOf<{ outcome: string; caller_id: string }>(
      city,
      'SELECT outcome, caller_id FROM audit_entries WHERE request_id = $1',
      [body.requestId],
    );
    expect(entry).toEqual({ outcome: 'refused', caller_id: first.id });
  });

  it('is not decided by who asked, nor by whom it is about, not even to reject', async () => {
    const { id } = await enrolled();
    const requestId = await ask(first, id, 'licence-clerk');
    for (const body of [{ decision: 'approved' }, { decision: 'rejected', reason: '不需要' }]) {
      const answer = await decide(first, requestId, body);
      expect([answer.status, codesOf(answer.body)]).toEqual([403, ['role.own-request']]);
    }
    const third = await signedInStaff(city, ['security-administrator'], { unit: APPROVAL });
    const aboutThird = await post(first, '/api/v1/role-requests', {
      ...asked(third.id, 'security-administrator', 'end'),
      unitId: (await get(first, `/api/v1/staff/${third.id}`)).body.roles[0].unitId,
    });
    const own = await decide(third, aboutThird.body.id);
    expect([own.status, codesOf(own.body)]).toEqual([403, ['role.own-account']]);
    // An administrator no more, and at once: what callers may do is otherwise up to five seconds old.
    expect((await decide(second, aboutThird.body.id)).status).toBe(204);
    const late = await post(third, `/api/v1/staff/${first.id}/suspensions`, because);
    expect([late.status, late.body.code]).toEqual([403, 'caller.forbidden']);
  });

  it('is decided once, also when two decide at the same time', async () => {
    const third = await signedInStaff(city, ['security-administrator'], { unit: APPROVAL });
    const { id } = await enrolled();
    const requestId = await ask(first, id, 'licence-clerk');
    const answers = await Promise.all([decide(second, requestId), decide(third, requestId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    await post(first, `/api/v1/staff/${third.id}/closures`, because);
  });

  it('is asked for once at a time, and can be rejected with a reason', async () => {
    const { id } = await enrolled();
    const requestId = await ask(first, id, 'licence-clerk');
    const again = await post(second, '/api/v1/role-requests', asked(id, 'licence-clerk'));
    expect([again.status, again.body.code]).toEqual([409, 'role-request.open-already']);
    expect((await decide(second, requestId, { decision: 'rejected' })).status).toBe(400);
    expect((await decide(second, requestId, { decision: 'rejected', reason: '不需要' })).status).toBe(204);
    expect((await get(first, `/api/v1/staff/${id}`)).body.roles).toEqual([]);
    expect((await decide(second, requestId)).body.code).toBe('role-request.decided');
  });

  it('of an administrator goes with no other, also when both are approved at the same time', async () => {
    const { id } = await enrolled();
    const requests = [await ask(first, id, 'audit-administrator'), await ask(first, id, 'licence-clerk')];
    const answers = await Promise.all(requests.map((requestId) => decide(second, requestId)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await get(first, `/api/v1/staff/${id}`)).body.roles).toHaveLength(1);
    const more = await post(first, '/api/v1/role-requests', asked(id, 'system-administrator'));
    expect(codesOf(more.body)).toEqual(['role.not-together']);
  });

  it('is not given to someone who has not enrolled, though it may be asked for', async () => {
    const { id, login, code } = await invited();
    const requestId = await ask(first, id, 'licence-clerk');
    expect(codesOf((await decide(second, requestId)).body)).toEqual(['role.account-not-active']);
    await enrol(login, code);
    expect((await decide(second, requestId)).status).toBe(204);
  });

  it('is not approved once who asked is an administrator no more', async () => {
    const third = await signedInStaff(city, ['security-administrator'], { unit: APPROVAL });
    const { id } = await enrolled();
    const requestId = await ask(third, id, 'licence-clerk');
    await post(first, `/api/v1/staff/${third.id}/suspensions`, because);
    expect(codesOf((await decide(second, requestId)).body)).toEqual(['role.asker-gone']);
  });

  it.each(['approvedBy', 'origin', 'requestedBy', 'decision'])(
    'is not asked for in a body that sets %s too',
    async (member) => {
      const { id } = await enrolled();
      const body = { ...asked(id, 'licence-clerk'), [member]: second.id };
      expect((await post(first, '/api/v1/role-requests', body)).status).toBe(400);
    },
  );

  it('stops within five seconds of being taken away, in a session that was open before', async () => {
    const { id } = await enrolled();
    await decide(second, await ask(first, id, 'licence-clerk'));
    const clerk = { id, login: '', headers: await sessionHeaders(city, id) };
    const mine = () => get(clerk, '/api/v1/licences?holderCode=91140500MA0L2PYH4K');
    expect((await mine()).status).toBe(200);
    expect((await decide(second, await ask(first, id, 'licence-clerk', 'end'))).status).toBe(204);
    const taken = performance.now();
    while ((await mine()).status === 200 && performance.now() - taken < 6_000)
      await new Promise((done) => setTimeout(done, 100));
    expect((await mine()).status).toBe(403);
    expect(performance.now() - taken).toBeLessThan(5_500);
  }, 15_000);
});
