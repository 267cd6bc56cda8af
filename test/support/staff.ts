import type { RoleCode } from '../../src/access/authorisation/roles.ts';
import { SessionsService } from '../../src/access/sessions/sessions.service.ts';
import { newId } from '../../src/shared/ids.ts';
import { MARKET, rowsOf, transactionsOf } from './city.ts';
import type { StartedApp } from './start-app.ts';

/** An account made by the superuser, past the rules that the service keeps. */
export interface StaffRow {
  readonly id: string;
  readonly login: string;
}

/** An active account of a unit, by the unit's Chinese name, with roles held in that unit. */
export async function staffRow(
  started: StartedApp,
  roles: readonly string[] = [],
  { unit = MARKET, name = '王建国', state = 'active' } = {},
): Promise<StaffRow> {
  const id = newId();
  const login = `u${id.replaceAll('-', '').slice(0, 20)}`;
  await rowsOf(
    started,
    `INSERT INTO staff_accounts (id, unit_id, login, name, state)
     SELECT $1, id, $2, $3, $4 FROM units WHERE name_zh = $5`,
    [id, login, name, state, unit],
  );
  // The guards want two administrators to ask and approve; what is tested here comes after them.
  for (const role of roles)
    await rowsOf(
      started,
      `ALTER TABLE role_grants DISABLE TRIGGER ALL;
       INSERT INTO role_grants (id, account_id, unit_id, role, origin, request_id, requested_by, approved_by)
       SELECT '${newId()}', '${id}', unit_id, '${role}', 'request', '${newId()}', '${newId()}', '${newId()}'
       FROM staff_accounts WHERE id = '${id}';
       ALTER TABLE role_grants ENABLE TRIGGER ALL`,
    );
  return { id, login };
}

/** A person of a unit who has signed in. */
export interface SignedInStaff extends StaffRow {
  /** What a browser sends with each request to our own pages. */
  readonly headers: Readonly<Record<string, string>>;
}

/** An active account with these roles in its unit, and a session of it. */
export async function signedInStaff(
  started: StartedApp,
  roles: readonly RoleCode[],
  of: { readonly unit?: string; readonly name?: string } = {},
): Promise<SignedInStaff> {
  const row = await staffRow(started, roles, of);
  return { ...row, headers: await sessionHeaders(started, row.id) };
}

/** What a browser sends with a session of an account that was opened now. */
export async function sessionHeaders(
  started: StartedApp,
  accountId: string,
): Promise<SignedInStaff['headers']> {
  const opening = {
    subject: { kind: 'staff', id: accountId },
    factors: ['password', 'totp'],
    address: '127.0.0.1',
  } as const;
  const sessions = started.app.get(SessionsService, { strict: false });
  const { token } = await transactionsOf(started).run((tx) =>
    sessions.open(tx, opening, started.clock.now()),
  );
  return { cookie: `zz-session=${token}`, 'sec-fetch-site': 'same-origin' };
}
