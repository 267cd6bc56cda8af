import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { loadConfig } from './load-config.ts';

describe('the settings of a token', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhaozhang-pin-'));
  const pinFile = join(folder, 'pin');
  beforeEach(() => {
    writeFileSync(pinFile, '735291\n', { mode: 0o600 });
    chmodSync(pinFile, 0o600);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const given = {
    ZZ_MODE: 'trial',
    ZZ_PKCS11_MODULE: '/usr/lib/softhsm/libsofthsm2.so',
    ZZ_PKCS11_TOKEN: '晋城',
    ZZ_PKCS11_PIN_FILE: pinFile,
  };

  it('are none where no module is named', () => {
    expect(loadConfig({ ZZ_MODE: 'trial' }).pkcs11).toBeNull();
  });

  it('take label and PIN, which no one sees', () => {
    const { pkcs11 } = loadConfig(given);
    expect(pkcs11).toMatchObject({ tokenLabel: '晋城', sessions: 4 });
    expect(pkcs11?.pin.reveal()).toBe('735291');
    expect(inspect(pkcs11) + JSON.stringify(pkcs11)).not.toContain('735291');
  });

  it('are refused without label or PIN, and with a PIN that others may read', () => {
    const { ZZ_PKCS11_TOKEN: _, ...withoutLabel } = given;
    expect(() => loadConfig(withoutLabel)).toThrow('ZZ_PKCS11_TOKEN');
    expect(() => loadConfig({ ...given, ZZ_PKCS11_PIN_FILE: '/nowhere' })).toThrow('ZZ_PKCS11_PIN_FILE');
    chmodSync(pinFile, 0o644);
    expect(() => loadConfig(given)).toThrow('chmod 600');
  });
});
