import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { ConfigError } from './config-error.ts';
import { loadConfig, loadOwnerDatabaseUrl } from './load-config.ts';

const RANDOM_KEY = 'q83vASNFZ4mrze8BI0VniaMzjw7yTnEv5WaBNfScAhg=';

const production = { ZZ_MASTER_KEY: RANDOM_KEY, ZZ_PUBLIC_ORIGIN: 'https://zz.jincheng.gov.cn' };

function refusalOf(environment: Record<string, string>): ConfigError {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
  }
  throw new Error('was not refused');
}

const refusedNames = (environment: Record<string, string>) =>
  refusalOf(environment).problems.map(({ variable }) => variable);

describe('loadConfig', () => {
  it('gives one frozen value, also inside', () => {
    const config = loadConfig(production);
    expect(config).toMatchObject({
      mode: 'production',
      port: 3000,
      http: { uploadLimitBytes: 20 * 1024 * 1024 },
    });
    expect(Object.isFrozen(config.database.limits)).toBe(true);
  });

  it('needs nothing at all in trial mode', () => {
    const config = loadConfig({ ZZ_MODE: 'trial', PORT: '4000' });
    expect(config).toMatchObject({ publicOrigin: 'http://localhost:4000', database: { url: null } });
    expect(config.secrets.masterKey).toBeNull();
  });

  it('takes national seals in production and PAdES in a trial, unless told otherwise', () => {
    expect(loadConfig(production).sealStandard).toBe('gbt38540');
    expect(loadConfig({ ZZ_MODE: 'trial' }).sealStandard).toBe('pades');
    expect(loadConfig({ ...production, ZZ_SEAL_STANDARD: 'pades' }).sealStandard).toBe('pades');
  });

  it('refuses national seals where this build of Node has no SM2, and nothing else', () => {
    const withoutSm2 = (environment: Record<string, string>) => loadConfig(environment, () => false);
    expect(() => withoutSm2(production)).toThrow('this build of Node has no SM2 and SM3');
    expect(withoutSm2({ ZZ_MODE: 'trial' }).sealStandard).toBe('pades');
  });

  it('takes the master key from a file that its owner or group alone may read, and from no other', () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhaozhang-master-key-'));
    const file = join(folder, 'master-key');
    const { ZZ_MASTER_KEY: _, ...withoutKey } = production;
    const given = { ...withoutKey, ZZ_MASTER_KEY_FILE: file };
    writeFileSync(file, `${RANDOM_KEY}\n`);
    for (const mode of [0o600, 0o400, 0o440]) {
      chmodSync(file, mode);
      expect(loadConfig(given).secrets.masterKey?.reveal()).toBe(RANDOM_KEY);
    }
    for (const mode of [0o644, 0o604, 0o660, 0o602]) {
      chmodSync(file, mode);
      expect(refusalOf(given).message).toContain('chmod 600');
    }
    rmSync(folder, { recursive: true });
  });

  it('names all bad variables at once and never shows a value', () => {
    const error = refusalOf({
      ...production,
      PORT: 'secret-70000',
      DATABASE_URL: 'mysql://u:hunter2@h/d',
      ZZ_MODE: 'test',
    });
    expect(error.problems.map(({ variable }) => variable).sort()).toEqual([
      'DATABASE_URL',
      'PORT',
      'ZZ_MODE',
    ]);
    expect(inspect(error)).not.toMatch(/hunter2|70000/);
    expect(error.message).toContain('PORT: the port to listen on, a whole number from 0 to 65535');
  });

  it('refuses a variable of ours that does not exist', () => {
    expect(refusedNames({ ...production, ZZ_RATE_LIMT_PER_MINUTE: '5' })).toEqual([
      'ZZ_RATE_LIMT_PER_MINUTE',
    ]);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig({ ...production, DATABASE_URL: '' }).database.url).toBeNull();
  });

  it('starts production neither without a master key nor on plain http', () => {
    expect(refusedNames({ ZZ_PUBLIC_ORIGIN: 'http://zz.jincheng.gov.cn' })).toEqual([
      'ZZ_MASTER_KEY_FILE',
      'ZZ_PUBLIC_ORIGIN',
    ]);
  });

  it.each([
    ['all zero', Buffer.alloc(32)],
    ['counted up', Buffer.from(Array.from({ length: 32 }, (_, index) => index))],
    ['a repeated word', Buffer.from('changeme'.repeat(4))],
    ['too short', Buffer.from(RANDOM_KEY, 'base64').subarray(0, 16)],
  ])('refuses a master key that is %s', (_what, key) => {
    expect(refusedNames({ ...production, ZZ_MASTER_KEY: key.toString('base64') })).toEqual(['ZZ_MASTER_KEY']);
  });

  it('names the variable when the key file cannot be read', () => {
    expect(refusedNames({ ...production, ZZ_MASTER_KEY: '', ZZ_MASTER_KEY_FILE: '/nowhere/key' })).toEqual([
      'ZZ_MASTER_KEY_FILE',
    ]);
  });

  it('shows no secret in logs, JSON or errors', () => {
    const config = loadConfig({ ...production, DATABASE_URL: 'postgresql://zz_app:hunter2@h/zz' });
    expect(`${inspect(config, { depth: 9 })}${JSON.stringify(config)}`).not.toMatch(/hunter2|q83v/);
    expect(config.database.url?.reveal()).toBe('postgresql://zz_app:hunter2@h/zz');
  });

  it("keeps the owner's secret out of the serving process", () => {
    const environment = { ...production, ZZ_DATABASE_OWNER_URL: 'postgresql://zz_owner:x@h/zz' };
    expect(refusedNames(environment)).toEqual(['ZZ_DATABASE_OWNER_URL']);
    expect(loadOwnerDatabaseUrl(environment)?.reveal()).toBe('postgresql://zz_owner:x@h/zz');
  });
});
