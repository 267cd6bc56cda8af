import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { loadConfig } from './load-config.ts';

describe('the settings of the identity provider of holders', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhaozhang-holders-'));
  const secretFile = join(folder, 'secret');
  beforeEach(() => {
    writeFileSync(secretFile, 'kept-from-everyone\n', { mode: 0o600 });
    chmodSync(secretFile, 0o600);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const given = {
    ZZ_MODE: 'trial',
    ZZ_HOLDER_ISSUER: 'https://login.sx.gov.cn/oidc',
    ZZ_HOLDER_CLIENT_ID: 'jincheng-licences',
    ZZ_HOLDER_CLIENT_SECRET_FILE: secretFile,
    ZZ_HOLDER_LEVELS: 'face bank-card',
  };

  it('are none where no issuer is named', () => {
    expect(loadConfig({ ZZ_MODE: 'trial' }).identityProvider).toBeNull();
  });

  it('take claims and levels, and a secret that no one sees', () => {
    const { identityProvider } = loadConfig({ ...given, ZZ_HOLDER_NUMBER_CLAIM: 'sfzh' });
    expect(identityProvider).toMatchObject({
      scopes: ['openid', 'profile'],
      claims: { name: 'name', number: 'sfzh', level: 'acr' },
      acceptedLevels: ['face', 'bank-card'],
    });
    expect(identityProvider?.clientSecret.reveal()).toBe('kept-from-everyone');
    expect(inspect(identityProvider) + JSON.stringify(identityProvider)).not.toContain('kept-from');
  });

  it.each(['ZZ_HOLDER_CLIENT_ID', 'ZZ_HOLDER_CLIENT_SECRET_FILE', 'ZZ_HOLDER_LEVELS'])(
    'are refused without %s',
    (name) => {
      expect(() => loadConfig({ ...given, [name]: '' })).toThrow(name);
    },
  );

  it('are refused with scopes that ask for no identity, with an issuer that has a query, with a secret others may read', () => {
    expect(() => loadConfig({ ...given, ZZ_HOLDER_SCOPES: 'profile' })).toThrow('ZZ_HOLDER_SCOPES');
    expect(() => loadConfig({ ...given, ZZ_HOLDER_ISSUER: 'https://a.cn/?b' })).toThrow('ZZ_HOLDER_ISSUER');
    chmodSync(secretFile, 0o644);
    expect(() => loadConfig(given)).toThrow('chmod 600');
  });

  it('are refused over plain http outside a trial', () => {
    const plain = { ...given, ZZ_HOLDER_ISSUER: 'http://login.sx.gov.cn' };
    expect(loadConfig(plain).identityProvider?.issuer).toBe('http://login.sx.gov.cn');
    expect(() => loadConfig({ ...plain, ZZ_MODE: 'production' })).toThrow('ZZ_HOLDER_ISSUER');
  });
});
