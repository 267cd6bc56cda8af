import { Client } from 'pg';
import { rowsOf, type StartedCity, startCity } from '../support/city.ts';
import { staffRow } from '../support/staff.ts';

/** What stands in the database for whoever holds the app's role and gets round the service. */
let city: StartedCity;
let app: Client;
let unitId: string;
let first: string;
let second: string;
let person: string;

beforeAll(async () => {
  city = await startCity({ now: '2026-03-02T08:00:00+08:00' });
  app = new Client({ connectionString: city.database.appUrl });
  await app.connect();
  first = (await staffRow(city, ['security-administrator'])).id;
  second = (await staffRow(city, ['security-administrator'])).id;
  const [row] = await rowsOf<{ unit: string }>(
    city,
    'SELECT unit_id AS unit FROM staff_accounts WHERE id = $1',
    [first],
  );
  unitId = row?.unit ?? '';
}, 60_000);

afterAll(async () => {
  await app?.end();
  await city?.stop();
});

beforeEach(async () => {
  person = (await staffRow(city)).id;
});

const refused = (code: string, message?: RegExp) =>
  message
    ? expect.objectContaining({ code, message: expect.stringMatching(message) })
    : expect.objectContaining({ code });

async function ask(role: string, by = first, accountId = person): Promise<string> {
  const { rows } = await app.query<{ id: string }>(
    `INSERT INTO role_requests (id, account_id, unit_id, role, change, reason, requested_by)
     VALUES (gen_random_uuid(), $1, $2, $3, 'grant', 'x', $4) RETURNING id`,
    [accountId, unitId, role, by],
  );
  return rows[0]?.id ?? '';
}

const approve = (requestId: string, by = second) =>
  app.query(
    `UPDATE role_requests SET decision = 'approved', decided_by = $2, decided_at = now() WHERE id = $1`,
    [requestId, by],
  );

const grant = (
  requestId: string,
  role: string,
  { on = app, to = person, by = first, approver = second } = {},
) =>
  on.query(
    `INSERT INTO role_grants (id, account_id, unit_id, role, origin, request_id, requested_by, approved_by)
     VALUES (gen_random_uuid(), $1, $2, $3, 'request', $4, $5, $6)`,
    [to, unitId, role, requestId, by, approver],
  );

async function granted(role: string): Promise<string> {
  const requestId = await ask(role);
  await approve(requestId);
  await grant(requestId, role);
  return requestId;
}

describe('the app’s role of the database, asking and deciding', () => {
  it('can give a role as it was asked for and approved', async () => {
    await granted('licence-clerk');
  });

  it('cannot ask for somebody who is no security administrator, nor for oneself', async () => {
    await expect(ask('licence-clerk', (await staffRow(city, ['licence-clerk'])).id)).rejects.toEqual(
      refused('23514', /security administrators/),
    );
    await expect(ask('licence-clerk', first, first)).rejects.toEqual(refused('23514'));
  });

  it('cannot decide as who asked, as whom it is about, or as anybody else', async () => {
    const requestId = await ask('licence-clerk');
    await expect(approve(requestId, first)).rejects.toEqual(refused('23514'));
    await expect(approve(requestId, person)).rejects.toEqual(refused('23514'));
    const about = await ask('supervisor', first, second);
    await expect(approve(about, second)).rejects.toEqual(refused('23514'));
  });

  it('cannot change who asked, nor what was decided', async () => {
    const requestId = await ask('licence-clerk');
    await expect(
      app.query('UPDATE role_requests SET requested_by = $2 WHERE id = $1', [requestId, second]),
    ).rejects.toEqual(refused('42501'));
    await approve(requestId);
    await expect(
      app.query(
        'UPDATE role_requests SET decision = NULL, decided_by = NULL, decided_at = NULL WHERE id = $1',
        [requestId],
      ),
    ).rejects.toEqual(refused('23514', /has ended/));
  });

  it('cannot give a role that was not approved, or another one, or to somebody else, or twice', async () => {
    const requestId = await ask('licence-clerk');
    await expect(grant(requestId, 'licence-clerk')).rejects.toEqual(refused('23514', /as it was asked/));
    await approve(requestId);
    await expect(grant(requestId, 'supervisor')).rejects.toEqual(refused('23514', /as it was asked/));
    const other = (await staffRow(city)).id;
    await expect(grant(requestId, 'licence-clerk', { to: other })).rejects.toEqual(refused('23514'));
    const third = (await staffRow(city)).id;
    await expect(grant(requestId, 'licence-clerk', { approver: third })).rejects.toEqual(refused('23514'));
    await grant(requestId, 'licence-clerk');
    await app.query('UPDATE role_grants SET ended_at = now() WHERE account_id = $1', [person]);
    await expect(grant(requestId, 'licence-clerk')).rejects.toEqual(refused('23505'));
  });
});

describe('the app’s role of the database, with the three administrators', () => {
  it.each([
    ['audit-administrator', 'licence-clerk'],
    ['licence-clerk', 'system-administrator'],
    ['system-administrator', 'security-administrator'],
    ['audit-administrator', 'system-administrator'],
  ])('cannot let one who is %s become %s', async (held, wanted) => {
    await granted(held);
    await expect(granted(wanted)).rejects.toEqual(refused('23514', /no other role/));
  });

  it('can let somebody who was one of them become another after that', async () => {
    await granted('audit-administrator');
    await app.query('UPDATE role_grants SET ended_at = now() WHERE account_id = $1', [person]);
    await granted('licence-clerk');
  });

  it('cannot give one of them while another transaction gives a second role', async () => {
    const other = new Client({ connectionString: city.database.appUrl });
    await other.connect();
    try {
      const requests = [await ask('audit-administrator'), await ask('licence-clerk')];
      for (const requestId of requests) await approve(requestId);
      await other.query('BEGIN');
      await grant(requests[0]!, 'audit-administrator', { on: other });
      const waiting = grant(requests[1]!, 'licence-clerk').then(
        () => null,
        (error: unknown) => error,
      );
      await other.query('COMMIT');
      expect(await waiting).toEqual(refused('23514', /no other role/));
    } finally {
      await other.end();
    }
  });

  it('cannot give a role from an old snapshot', async () => {
    const requestId = await ask('licence-clerk');
    await approve(requestId);
    await app.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await expect(grant(requestId, 'licence-clerk')).rejects.toEqual(refused('25001'));
    await app.query('ROLLBACK');
  });

  it('cannot make a third administrator as the command does, nor anything but an administrator', async () => {
    const byCommand = (role: string) =>
      app.query(
        `INSERT INTO role_grants (id, account_id, unit_id, role, origin)
         VALUES (gen_random_uuid(), $1, $2, $3, 'command')`,
        [person, unitId, role],
      );
    await expect(byCommand('security-administrator')).rejects.toEqual(refused('23514', /two security/));
    await expect(byCommand('licence-clerk')).rejects.toEqual(refused('23514'));
  });
});

describe('the app’s role of the database, with what has ended', () => {
  it('cannot open a grant, a closed account or a used code again', async () => {
    await granted('licence-clerk');
    await app.query('UPDATE role_grants SET ended_at = now() WHERE account_id = $1', [person]);
    await expect(
      app.query('UPDATE role_grants SET ended_at = NULL WHERE account_id = $1', [person]),
    ).rejects.toEqual(refused('23514', /has ended/));
    await app.query(`UPDATE staff_accounts SET state = 'closed', closed_at = now() WHERE id = $1`, [person]);
    await expect(
      app.query(`UPDATE staff_accounts SET state = 'active', closed_at = NULL WHERE id = $1`, [person]),
    ).rejects.toEqual(refused('23514', /has ended/));
  });

  it('cannot use an unconfirmed code of an account that holds roles', async () => {
    await granted('licence-clerk');
    const { rows } = await app.query<{ id: string }>(
      `INSERT INTO enrolments (id, account_id, code_hash, requested_by, expires_at)
       VALUES (gen_random_uuid(), $1, sha256('x'), $2, now() + interval '1 day') RETURNING id`,
      [person, first],
    );
    const use = () => app.query('UPDATE enrolments SET used_at = now() WHERE id = $1', [rows[0]?.id]);
    await expect(use()).rejects.toEqual(refused('23514', /second administrator/));
    const confirm = (by: string) =>
      app.query('UPDATE enrolments SET confirmed_by = $2 WHERE id = $1', [rows[0]?.id, by]);
    await expect(confirm(first)).rejects.toEqual(refused('23514'));
    await expect(confirm(person)).rejects.toEqual(refused('23514'));
    await confirm(second);
    await use();
    await expect(use()).rejects.toEqual(refused('23514', /has ended/));
  });

  it.each(['staff_accounts', 'staff_account_events', 'enrolments', 'role_requests', 'role_grants'])(
    'cannot delete from or empty %s',
    async (table) => {
      await expect(app.query(`DELETE FROM ${table}`)).rejects.toEqual(refused('42501'));
      await expect(app.query(`TRUNCATE ${table}`)).rejects.toEqual(refused('42501'));
    },
  );

  it('cannot give an account another login, name or unit', async () => {
    for (const change of [`login = 'abc'`, `name = 'x'`, 'unit_id = unit_id'])
      await expect(app.query(`UPDATE staff_accounts SET ${change}`)).rejects.toEqual(refused('42501'));
  });
});
