import { rowsOf, type StartedCity, startCity } from '../support/city.ts';
import { staffRow } from '../support/staff.ts';
import {
  cookieOf,
  enrol,
  enrolmentCode,
  PASSWORD,
  PUBLIC_ORIGIN,
  type StaffPerson,
  sendJson,
  signedIn,
  signInSteps,
  staffPerson,
  totpCode,
} from '../support/staff-sign-in.ts';

const START = new Date('2026-03-02T08:00:00+08:00').getTime();

let city: StartedCity;
let minutes = 0;

beforeAll(async () => {
  city = await startCity({ now: new Date(START) });
}, 120_000);

afterAll(() => city?.stop());

/** The clock only goes on: what one test has used up, another finds used. */
const later = (by: number) => {
  minutes += by;
  city.clock.set?.(new Date(START + minutes * 60_000));
};
beforeEach(() => later(2));

const begin = (login: string, password: string, headers: Record<string, string> = {}) =>
  sendJson(city, 'POST', '/api/v1/staff-sessions/attempts', { login, password }, headers);
const prove = (attempt: string, answer: unknown) =>
  sendJson(city, 'POST', '/api/v1/staff-sessions', { attempt, kind: 'totp', answer });
const attemptOf = async (person: StaffPerson): Promise<string> =>
  (await begin(person.login, person.password)).body.attempt;
const failuresOf = async ({ id }: { id: string }) =>
  (
    await rowsOf<{ failures: number }>(city, 'SELECT failures FROM sign_in_failures WHERE account_id = $1', [
      id,
    ])
  )[0]?.failures;
const lastEntry = async () =>
  JSON.parse(
    (
      await rowsOf<{ body: Buffer }>(city, 'SELECT body FROM audit_entries ORDER BY id DESC LIMIT 1')
    )[0]?.body.toString() ?? '{}',
  );

describe('signing in', () => {
  it('takes a password and a second factor, and gives a cookie that scripts cannot read', async () => {
    const person = await staffPerson(city, ['licence-clerk']);
    const { first, second } = await signInSteps(city, person);
    expect(first.body).toMatchObject({ kinds: ['totp'] });
    expect(first.headers.getSetCookie()).toEqual([]);
    expect(second?.status).toBe(200);
    expect(second?.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^zz-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    const entry = await lastEntry();
    expect(entry).toMatchObject({
      act: 'session.open',
      outcome: 'succeeded',
      caller: { kind: 'staff', id: person.id },
      object: { kind: 'account', id: person.id },
    });
  });

  it('takes the login in capitals and full width, with spaces around', async () => {
    const person = await staffPerson(city);
    expect((await begin(` ${person.login.toUpperCase()} `, PASSWORD)).status).toBe(201);
    expect((await begin(person.login.replace('u', 'ｕ'), PASSWORD)).status).toBe(201);
  });

  it('tells nothing of why it refuses: unknown, wrong, not enrolled, suspended and locked are one answer', async () => {
    const known = await staffPerson(city);
    const suspended = await staffPerson(city);
    await rowsOf(city, `UPDATE staff_accounts SET state = 'suspended' WHERE id = $1`, [suspended.id]);
    const invited = await staffRow(city, [], { state: 'invited' });
    const locked = await staffPerson(city);
    for (let time = 0; time < 5; time += 1) await begin(locked.login, 'wrong');
    const answers = await Promise.all([
      begin('nobody.of.that.name', PASSWORD),
      begin(known.login, 'wrong'),
      begin(invited.login, PASSWORD),
      begin(suspended.login, PASSWORD),
      begin(locked.login, PASSWORD),
    ]);
    const told = answers.map(({ status, body: { requestId, ...rest } }) => JSON.stringify([status, rest]));
    expect(new Set(told).size).toBe(1);
    expect(answers[0]?.status).toBe(403);
    expect(answers[0]?.body.code).toBe('sign-in.refused');
  });

  it('takes as long for a login that nobody has as for a wrong password', async () => {
    const person = await staffPerson(city);
    const times = async (login: () => string) => {
      const taken: number[] = [];
      for (let time = 0; time < 4; time += 1) {
        const startedAt = performance.now();
        await begin(login(), 'wrong');
        taken.push(performance.now() - startedAt);
      }
      return Math.min(...taken);
    };
    const known = await times(() => person.login);
    const unknown = await times(() => 'nobody');
    expect(Math.min(known, unknown)).toBeGreaterThanOrEqual(95);
    expect(Math.abs(known - unknown)).toBeLessThan(60);
  });

  it('writes no typed login into the log in clear, but equal ones as equal', async () => {
    await begin('MyS3cret-typed-too-early', 'x');
    const first = await lastEntry();
    await begin('MyS3cret-typed-too-early', 'y');
    const second = await lastEntry();
    expect(first.detail).toEqual({ login: expect.stringMatching(/^[\w-]{20,}$/), reason: 'unknown-login' });
    expect(second.detail.login).toBe(first.detail.login);
    const found = await rowsOf(
      city,
      `SELECT 1 FROM audit_entries WHERE encode(body, 'escape') ILIKE '%typed-too-early%'`,
    );
    expect(found).toEqual([]);
  });

  it('is refused to another site, which would have somebody work as somebody else', async () => {
    const person = await staffPerson(city);
    for (const headers of [{ origin: 'https://attacker.example' }, { 'sec-fetch-site': 'cross-site' }])
      expect((await begin(person.login, PASSWORD, headers as never)).body.code).toBe('caller.cross-site');
    expect((await begin(person.login, PASSWORD, { origin: PUBLIC_ORIGIN })).status).toBe(201);
  });

  it('never goes on with a cookie that was there before, and ends what it stood for', async () => {
    const victim = await staffPerson(city);
    const attacker = await signedIn(city, await staffPerson(city));
    const headers = { cookie: attacker.cookie, origin: PUBLIC_ORIGIN };
    const { second } = await signInSteps(city, victim, { headers });
    expect(cookieOf(second)).not.toBe(attacker.cookie);
    expect((await attacker.send('GET', '/api/v1/staff-account/sessions')).status).toBe(401);
    const madeUp = `zz-session=${'A'.repeat(43)}`;
    later(1);
    const again = await signInSteps(city, victim, { headers: { cookie: madeUp, origin: PUBLIC_ORIGIN } });
    expect(cookieOf(again.second)).toMatch(/^zz-session=[\w-]{43}$/);
    expect(cookieOf(again.second)).not.toBe(madeUp);
  });

  it('is over ten minutes after it began', async () => {
    const person = await staffPerson(city);
    const attempt = await attemptOf(person);
    later(10);
    const { status, body } = await prove(attempt, totpCode(city, person.totpSecret));
    expect([status, body.code]).toEqual([409, 'sign-in.attempt-over']);
  });

  it('opens one session for one attempt, also when two proofs come at once', async () => {
    const person = await staffPerson(city);
    const attempt = await attemptOf(person);
    const code = totpCode(city, person.totpSecret);
    const answers = await Promise.all([prove(attempt, code), prove(attempt, code), prove(attempt, code)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it.each([
    [{}],
    [{ login: 'x' }],
    [{ login: 'x', password: 1 }],
    [{ login: ['x'], password: 'y' }],
    [{ login: 'x', password: 'y', state: 'active' }],
    [{ login: 'x'.repeat(201), password: 'y' }],
    [{ login: 'x', password: 'y'.repeat(600) }],
  ])('is a malformed request where it is as in case %#', async (body: unknown) => {
    expect((await sendJson(city, 'POST', '/api/v1/staff-sessions/attempts', body)).status).toBe(400);
  });

  it('with headers of 20 KB is refused before anything is read', async () => {
    const cookie = `zz-session=${'A'.repeat(20_000)}`;
    const { status } = await sendJson(city, 'POST', '/api/v1/staff-sessions/attempts', {}, { cookie });
    expect(status).toBe(431);
  });
});

describe('an account', () => {
  it('is locked by the fifth wrong password in a row, for thirty minutes, for the right one too', async () => {
    const person = await staffPerson(city);
    for (let time = 0; time < 4; time += 1) await begin(person.login, 'wrong');
    expect((await begin(person.login, PASSWORD)).status).toBe(201);
    await begin(person.login, 'wrong');
    expect((await begin(person.login, PASSWORD)).body.code).toBe('sign-in.refused');
    later(29.9);
    expect((await begin(person.login, PASSWORD)).body.code).toBe('sign-in.refused');
    later(0.1);
    expect((await begin(person.login, PASSWORD)).status).toBe(201);
  });

  it('is locked by wrong second factors too, and a right password in between does not begin the count anew', async () => {
    const person = await staffPerson(city);
    for (let time = 0; time < 5; time += 1) {
      const { body } = await prove(await attemptOf(person), '000000');
      expect(body.code).toBe('factor.wrong');
    }
    const { status, body } = await begin(person.login, PASSWORD);
    expect([status, body.code]).toEqual([403, 'sign-in.refused']);
  });

  it('in which a sign-in is under way is locked for its second step too', async () => {
    const person = await staffPerson(city);
    const attempt = await attemptOf(person);
    for (let time = 0; time < 5; time += 1) await begin(person.login, 'wrong');
    expect((await prove(attempt, totpCode(city, person.totpSecret))).body.code).toBe('factor.wrong');
  });

  it('is not guessed at faster by thirty guesses at once', async () => {
    const person = await staffPerson(city);
    await Promise.all(Array.from({ length: 30 }, (_, at) => begin(person.login, `wrong ${at}`)));
    const reasons = await rowsOf<{ reason: string; count: number }>(
      city,
      `SELECT convert_from(body, 'UTF8')::jsonb->'detail'->>'reason' AS reason, count(*)::int AS count
       FROM audit_entries WHERE object_id = $1 AND act = 'session.open' AND outcome = 'refused' GROUP BY 1 ORDER BY 1`,
      [person.id],
    );
    expect(reasons).toEqual([
      { reason: 'locked', count: 25 },
      { reason: 'wrong-password', count: 5 },
    ]);
  }, 30_000);

  it('has no failures left after it was signed in to', async () => {
    const person = await staffPerson(city);
    for (let time = 0; time < 4; time += 1) await begin(person.login, 'wrong');
    expect(await failuresOf(person)).toBe(4);
    await signedIn(city, person);
    expect(await failuresOf(person)).toBe(0);
  });
});

describe('a code of an app', () => {
  it('is good once, be it in another sign-in', async () => {
    const person = await staffPerson(city);
    const code = totpCode(city, person.totpSecret);
    expect((await prove(await attemptOf(person), code)).status).toBe(200);
    expect((await prove(await attemptOf(person), code)).body.code).toBe('factor.wrong');
    expect((await prove(await attemptOf(person), totpCode(city, person.totpSecret, -1))).body.code).toBe(
      'factor.wrong',
    );
  });

  it('lies behind a secret that no table shows', async () => {
    const person = await staffPerson(city);
    const { Secret } = await import('otpauth');
    const secret = Buffer.from(Secret.fromBase32(person.totpSecret).buffer);
    const rows = await rowsOf<{ data: Buffer }>(city, 'SELECT data_sealed AS data FROM staff_factors');
    for (const { data } of rows) {
      expect(data.includes(secret)).toBe(false);
      expect(data.includes(secret.toString('base64'))).toBe(false);
    }
  });

  it('does not open an account when its factor was moved there in the database', async () => {
    const [mine, theirs] = [await staffPerson(city), await staffPerson(city)];
    await rowsOf(
      city,
      `UPDATE staff_factors f SET data_sealed = (SELECT data_sealed FROM staff_factors WHERE account_id = $1)
       WHERE account_id = $2`,
      [mine.id, theirs.id],
    );
    const answer = await prove(await attemptOf(theirs), totpCode(city, mine.totpSecret));
    expect(answer.status).toBe(500);
  });
});

describe('a password', () => {
  it('of ninety days is changed before a session opens', async () => {
    const person = await staffPerson(city);
    later(90 * 24 * 60 + 1);
    const { second } = await signInSteps(city, person);
    expect(second?.body).toEqual({ session: null, next: 'new-password' });
    expect(cookieOf(second)).toBe('');
    later(1);
    const attempt = await attemptOf(person);
    await prove(attempt, totpCode(city, person.totpSecret));
    const renew = (password: string) =>
      sendJson(city, 'POST', '/api/v1/staff-sessions/new-password', { attempt, password });
    expect((await renew(PASSWORD)).body.errors).toEqual([
      expect.objectContaining({ path: 'password', code: 'password.used-before' }),
    ]);
    const done = await renew('另一个密码Shanxi#26');
    expect(done.body.next).toBeNull();
    expect(cookieOf(done)).toMatch(/^zz-session=/);
    expect((await begin(person.login, PASSWORD)).status).toBe(403);
  });

  it('is changed with the present one, ends all other sessions, and the last five do not come back', async () => {
    const person = await staffPerson(city);
    const here = await signedIn(city, person);
    later(1);
    const elsewhere = await signedIn(city, person);
    const change = (present: string, next: string) =>
      here.send('POST', '/api/v1/staff-account/password', { present, next });
    expect((await change('wrong', 'Neues#Kennwort1')).body.code).toBe('password.wrong');
    expect((await change(PASSWORD, 'Woaini1314!')).body.errors).toEqual([
      expect.objectContaining({ code: 'password.common' }),
    ]);
    let present = PASSWORD;
    for (const next of ['Erstes#Kennwort1', 'Zweites#Kennwort2', 'Drittes#Kennwort3', 'Viertes#Kennwort4']) {
      expect((await change(present, next)).status).toBe(204);
      present = next;
    }
    expect((await elsewhere.send('GET', '/api/v1/staff-account/sessions')).status).toBe(401);
    expect((await here.send('GET', '/api/v1/staff-account/sessions')).status).toBe(200);
    expect((await change(present, PASSWORD)).body.code).toBe('password.refused');
    expect((await change(present, 'Fünftes#Kennwort5')).status).toBe(204);
    expect((await change('Fünftes#Kennwort5', PASSWORD)).status).toBe(204);
    const kept = await rowsOf<{ kept: number }>(
      city,
      'SELECT count(hash_sealed)::int AS kept FROM staff_passwords WHERE account_id = $1',
      [person.id],
    );
    expect(kept[0]?.kept).toBe(5);
  }, 30_000);

  it('is kept as a sealed hash: the table has not even the hash in clear', async () => {
    await staffPerson(city);
    const rows = await rowsOf<{ hash: Buffer }>(city, 'SELECT hash_sealed AS hash FROM staff_passwords');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ hash }) => hash?.includes('argon2'))).toBe(false);
  });
});

describe('enrolling', () => {
  const first = (login: string, code: string, password = PASSWORD) =>
    sendJson(city, 'POST', '/api/v1/staff-enrolments/attempts', { login, code, password });

  it('makes an invited account active, with the code used up and the person signed in', async () => {
    const row = await staffRow(city, [], { state: 'invited' });
    const person = await enrol(city, row);
    const [account] = await rowsOf<{ state: string }>(
      city,
      'SELECT state FROM staff_accounts WHERE id = $1',
      [row.id],
    );
    expect(account?.state).toBe('active');
    expect(await lastEntry()).toMatchObject({ act: 'enrolment.use', outcome: 'succeeded' });
    expect((await signInSteps(city, person)).second?.status).toBe(200);
  });

  it('leaves the code good until the factor is registered, and no longer', async () => {
    const row = await staffRow(city, [], { state: 'invited' });
    const code = await enrolmentCode(city, row.id);
    expect((await first(row.login, code)).status).toBe(201);
    const { body } = await first(row.login, code);
    const offer = await sendJson(city, 'POST', '/api/v1/staff-enrolments/offers', {
      attempt: body.attempt,
      kind: 'totp',
    });
    const finish = (challenge: string, answer: string) =>
      sendJson(city, 'POST', '/api/v1/staff-enrolments', {
        attempt: body.attempt,
        kind: 'totp',
        challenge,
        answer,
        label: '手机',
      });
    const right = totpCode(city, offer.body.told.secret);
    expect((await finish(offer.body.challenge, '000000')).body.errors[0].code).toBe('factor.answer-wrong');
    expect((await finish(offer.body.challenge, right)).body.errors[0].code).toBe('factor.answer-wrong');
    const again = await sendJson(city, 'POST', '/api/v1/staff-enrolments/offers', {
      attempt: body.attempt,
      kind: 'totp',
    });
    const done = await finish(again.body.challenge, totpCode(city, again.body.told.secret));
    expect(done.status).toBe(200);
    expect((await first(row.login, code)).body.code).toBe('enrolment.refused');
  });

  it('of somebody who lost everything ends what they had: password, factors and sessions', async () => {
    const person = await staffPerson(city);
    const before = await signedIn(city, person);
    later(1);
    const after = await enrol(city, person, 'Neues#Kennwort7');
    expect((await before.send('GET', '/api/v1/staff-account/sessions')).status).toBe(401);
    later(1);
    expect((await begin(person.login, PASSWORD)).status).toBe(403);
    expect((await prove(await attemptOf(after), totpCode(city, person.totpSecret))).status).toBe(403);
    expect((await prove(await attemptOf(after), totpCode(city, after.totpSecret))).status).toBe(200);
  });

  it('with a wrong code, an unknown login or a weak password does not begin', async () => {
    const row = await staffRow(city, [], { state: 'invited' });
    const code = await enrolmentCode(city, row.id);
    const wrong = await first(row.login, '00000-00000-00000-00000');
    const unknown = await first('nobody', code);
    expect([wrong.status, wrong.body.code, wrong.body.detail]).toEqual([
      403,
      'enrolment.refused',
      unknown.body.detail,
    ]);
    const weak = await first(row.login, code, 'abc');
    expect(weak.body.errors.map(({ code: one }: { code: string }) => one)).toEqual([
      'password.too-short',
      'password.too-few-classes',
    ]);
    expect(weak.body.errors[0].message).toBe('密码不能少于10个字符');
  });
});

describe('sessions of staff', () => {
  it('are listed and ended by their owner, one by one', async () => {
    const person = await staffPerson(city);
    const here = await signedIn(city, person);
    later(1);
    const there = await signedIn(city, person);
    const list = (await here.send('GET', '/api/v1/staff-account/sessions')).body.sessions;
    expect(list).toHaveLength(3);
    const theirs = (await there.send('GET', '/api/v1/staff-account/sessions')).body.sessions.find(
      (one: { present: boolean }) => one.present,
    );
    expect((await here.send('POST', `/api/v1/staff-account/sessions/${theirs.id}/ending`)).status).toBe(204);
    expect((await there.send('GET', '/api/v1/staff-account/sessions')).status).toBe(401);
    expect((await here.send('POST', `/api/v1/staff-account/sessions/${theirs.id}/ending`)).status).toBe(404);
    const stranger = await signedIn(city, await staffPerson(city));
    const mine = list.find((one: { present: boolean }) => one.present);
    expect((await stranger.send('POST', `/api/v1/staff-account/sessions/${mine.id}/ending`)).status).toBe(
      404,
    );
  });

  it('end on the server when their owner signs out', async () => {
    const here = await signedIn(city, await staffPerson(city));
    const out = await here.send('POST', '/api/v1/staff-account/sign-out');
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toMatch(/^zz-session=; Max-Age=0;/);
    expect((await here.send('GET', '/api/v1/staff-account/sessions')).status).toBe(401);
    expect(await lastEntry()).toMatchObject({
      act: 'session.read',
      outcome: 'refused',
      code: 'caller.unknown',
    });
  });

  it('are ended by the security administrator and by nobody else', async () => {
    const person = await staffPerson(city);
    const theirs = await signedIn(city, person);
    const path = `/api/v1/staff/${person.id}/sessions`;
    const clerk = await signedIn(city, await staffPerson(city, ['licence-clerk']));
    expect((await clerk.send('POST', `${path}/ending`)).status).toBe(403);
    const guard = await signedIn(city, await staffPerson(city, ['security-administrator']));
    const { body } = await guard.send('GET', path);
    expect(body.sessions).toHaveLength(2);
    expect((await guard.send('POST', `${path}/${body.sessions[0].id}/ending`)).status).toBe(204);
    expect((await guard.send('POST', `${path}/ending`)).body).toEqual({ ended: 1 });
    expect((await theirs.send('GET', '/api/v1/staff-account/sessions')).status).toBe(401);
    expect(
      (await guard.send('POST', '/api/v1/staff/00000000-0000-4000-8000-000000000000/sessions/ending')).status,
    ).toBe(404);
  });
});
