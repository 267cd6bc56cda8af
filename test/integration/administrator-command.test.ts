import { join } from 'node:path';
import { EnrolmentsService } from '../../src/access/accounts/enrolments.service.ts';
import { FirstAdministratorsService } from '../../src/access/accounts/first-administrators.service.ts';
import { JINCHENG_UNITS } from '../../src/access/units/jincheng-units.ts';
import { runAdministratorCommand } from '../../src/administrator-command.ts';
import { UsageError } from '../../src/usage-error.ts';
import { rowsOf, transactionsOf } from '../support/city.ts';
import { type StartedApp, startApp } from '../support/start-app.ts';

const APPROVAL = JINCHENG_UNITS.find(({ key }) => key === 'approval')!;

/** A service in production whose register is empty: no unit, no account. */
let started: StartedApp;
let environment: Record<string, string>;

beforeAll(async () => {
  const variables = {
    ZZ_MODE: 'production',
    ZZ_PUBLIC_ORIGIN: 'https://zz.example.gov.cn',
    ZZ_MASTER_KEY: 'q83vASNFZ4mrze8BI0VniaMzjw7yTnEv5WaBNfScAhg=',
  };
  started = await startApp({ environment: variables });
  environment = {
    ...variables,
    ZZ_CERTS_DIR: join(started.dataDir, 'certs'),
    ZZ_DATA_DIR: join(started.dataDir, 'data'),
    ZZ_LOG_LEVEL: 'fatal',
    DATABASE_URL: started.database.appUrl,
  };
}, 60_000);

afterAll(() => started?.stop());

async function command(...options: string[]): Promise<string> {
  let said = '';
  await runAdministratorCommand(options, environment, (text) => {
    said += text;
  });
  return said;
}

const who = (login: string) => ['--login', login, '--name', '王敏', '--unit', APPROVAL.uscc];
const UNIT = ['--unit-name', APPROVAL.nameZh, '--unit-name-en', APPROVAL.nameEn, '--region', '140500'];
const codeIn = (said: string): string => /[0-9A-Z]{5}(-[0-9A-Z]{5}){3}/.exec(said)?.[0] ?? '';

function enrol(login: string, code: string): Promise<boolean> {
  const enrolments = started.app.get(EnrolmentsService, { strict: false });
  return transactionsOf(started).run(async (tx) => {
    const presented = await enrolments.present(tx, login, code);
    if (presented) await enrolments.use(tx, presented);
    return presented !== null;
  });
}

// Each command starts the parts of the service: seconds on a busy machine.
const LONG = 60_000;

// One story, told in order: what comes before decides what the command does next.
describe('zhaozhang administrator', () => {
  it.each([
    [[]],
    [['--login', 'wang.min']],
    [[...who('wang.min'), '--password', 'x']],
    [who('w\u0430ng.min')],
    [['--login', 'wang.min', '--name', '王\u200b敏', '--unit', APPROVAL.uscc]],
    [['--login', 'wang.min', '--name', '王敏', '--unit', '91140500MA0L2PYH40']],
  ])('refuses the options %j', async (options) => {
    await expect(command(...options)).rejects.toBeInstanceOf(UsageError);
    expect(await rowsOf(started, 'SELECT 1 FROM staff_accounts')).toEqual([]);
  });

  it(
    'enters the first unit with the first administrator, and shows a code that opens the account',
    async () => {
      await expect(command(...who('wang.min'))).rejects.toThrow(/holds no unit yet/);
      const said = await command(...who('wang.min'), ...UNIT);
      expect(said).toContain('wang.min');
      expect(await enrol('wang.min', codeIn(said))).toBe(true);
      const roles = await rowsOf(
        started,
        `SELECT a.login, a.state, g.role, g.origin, g.approved_by FROM role_grants g
       JOIN staff_accounts a ON a.id = g.account_id`,
      );
      expect(roles).toEqual([
        {
          login: 'wang.min',
          state: 'active',
          role: 'security-administrator',
          origin: 'command',
          approved_by: null,
        },
      ]);
    },
    LONG,
  );

  it(
    'makes a second one in the same unit, and no third, not even where two ask at once',
    async () => {
      // In one process, where commands would be two: what decides is the database.
      const administrators = started.app.get(FirstAdministratorsService, { strict: false });
      const [{ id: unitId } = { id: '' }] = await rowsOf<{ id: string }>(started, 'SELECT id FROM units');
      const asked = await Promise.allSettled(
        ['li.qiang', 'zhao.jun'].map((login) =>
          administrators.create({ kind: 'system', id: 'test' }, { login, name: '李强', unitId }),
        ),
      );
      expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(asked.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'administrator.enough' },
      });
      await expect(command(...who('sun.li'))).rejects.toThrow(/已有两名安全管理员/);
      expect(await rowsOf(started, 'SELECT 1 FROM staff_accounts')).toHaveLength(2);
    },
    LONG,
  );

  it(
    'knows a unit by its code once there are units',
    async () => {
      const other = JINCHENG_UNITS.find(({ key }) => key === 'police')!;
      await expect(
        command('--login', 'sun.li', '--name', '孙丽', '--unit', other.uscc, ...UNIT),
      ).rejects.toThrow(/没有查到这个机构/);
    },
    LONG,
  );

  it(
    'makes one in place of one who was lost',
    async () => {
      await rowsOf(
        started,
        `UPDATE staff_accounts SET state = 'closed', closed_at = now() WHERE login = 'wang.min'`,
      );
      await expect(command(...who('wang.min'))).rejects.toThrow(/登录名已被使用/);
      expect(codeIn(await command(...who('sun.li')))).not.toBe('');
    },
    LONG,
  );

  it('leaves entries of the machine in the log, and the code in none', async () => {
    const entries = await rowsOf<{ act: string; body: { caller: object; detail?: object } }>(
      started,
      `SELECT act, convert_from(body, 'UTF8')::json AS body FROM audit_entries
       WHERE act IN ('unit.create', 'account.create') ORDER BY id`,
    );
    expect(entries.map(({ act }) => act)).toEqual([
      'unit.create',
      ...['account.create', 'account.create', 'account.create'],
    ]);
    expect(entries.map(({ body }) => body.caller)).toMatchObject(
      ['administrator-command', 'administrator-command', 'test', 'administrator-command'].map((id) => ({
        kind: 'system',
        id,
      })),
    );
    expect(JSON.stringify(entries)).not.toMatch(/[0-9A-Z]{5}(-[0-9A-Z]{5}){3}/);
  });
});
