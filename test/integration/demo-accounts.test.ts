import { ROLES } from '../../src/access/authorisation/roles.ts';
import type { DemoAccount } from '../../src/demo/demo-accounts.ts';
import { seedAccounts } from '../../src/demo/seed-accounts.ts';
import { rowsOf, type StartedCity, startCity } from '../support/city.ts';
import { signInSteps } from '../support/staff-sign-in.ts';

let city: StartedCity;
let accounts: DemoAccount[];

beforeAll(async () => {
  city = await startCity({ now: '2026-03-02T08:00:00+08:00' });
  accounts = await seedAccounts(city.app);
}, 120_000);

afterAll(() => city?.stop());

describe('the throw-away accounts of the demo', () => {
  it('are one for each role, two for the security administrators, and each holds that role alone', async () => {
    expect(new Set(accounts.map(({ role }) => role))).toEqual(new Set(Object.keys(ROLES)));
    expect(accounts).toHaveLength(Object.keys(ROLES).length + 1);
    const held = await rowsOf<{ login: string; role: string }>(
      city,
      'SELECT a.login, g.role FROM staff_accounts a JOIN role_grants g ON g.account_id = a.id ORDER BY a.login',
    );
    const told = accounts.map(({ login, role }) => ({ login, role }));
    expect(held).toEqual(told.sort((a, b) => (a.login < b.login ? -1 : 1)));
  });

  it('sign in with password and authenticator app', async () => {
    for (const account of accounts) {
      const { second } = await signInSteps(city, { id: '', ...account });
      expect([account.login, second?.status]).toEqual([account.login, 200]);
    }
  }, 60_000);

  it('have passwords and secrets of their own, which stand in no table', async () => {
    expect(new Set(accounts.flatMap(({ password, totpSecret }) => [password, totpSecret])).size).toBe(
      accounts.length * 2,
    );
    const rows = await rowsOf<{ row: string }>(
      city,
      `SELECT p::text AS row FROM staff_passwords p UNION ALL SELECT f::text FROM staff_factors f
       UNION ALL SELECT convert_from(body, 'UTF8') FROM audit_entries`,
    );
    const kept = rows.map(({ row }) => row).join('\n');
    for (const { password, totpSecret } of accounts) {
      expect(kept).not.toContain(password);
      expect(kept).not.toContain(totpSecret);
    }
  });
});
