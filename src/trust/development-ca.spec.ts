import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { Secret } from '../config/secret.ts';
import { makeCrl } from '../crypto/pki/make-crl.ts';
import { validatePath } from '../crypto/pki/validate-path.ts';
import { fixedClock } from '../shared/clock.ts';
import { openTrustMaterial } from './trust-material.ts';

const clock = fixedClock('2026-11-23T08:00:00Z');
const UNIT = { name: '晋城市民政局', creditCode: '11140500MB9A000141' };
const request = { keyId: 'seal-14050000000001', unit: UNIT, suite: 'p256' as const };

describe('the development CA', () => {
  let certs: string;
  beforeEach(async () => {
    certs = await mkdtemp(join(tmpdir(), 'zhaozhang-certs-'));
  });
  afterEach(() => rm(certs, { recursive: true, force: true }));

  const configured = (mode: Config['mode'] = 'trial', masterKey: Secret | null = null) => ({
    mode,
    publicOrigin: 'http://localhost:3000',
    folders: { data: '/nowhere', certs },
    secrets: { suite: 'intl' as const, masterKey, previousMasterKey: null },
  });
  const open = (mode?: Config['mode'], masterKey?: Secret) =>
    openTrustMaterial(configured(mode, masterKey), clock);

  it('makes root, issuing CA and statement key once, and finds them again', async () => {
    const first = await open();
    const second = await open();
    expect(second.anchors).toEqual(first.anchors);
    expect(second.statementKeys.map(({ kid }) => kid)).toEqual(first.statementKeys.map(({ kid }) => kid));
    expect((await readdir(join(certs, 'dev'))).sort()).toEqual([
      'master.key',
      'ocsp-root.json',
      'ocsp-units.json',
      'root.json',
      'statement-1.json',
      'time-stamp.json',
      'units.json',
    ]);
  });

  it('ends up with one PKI when several processes start at once', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => open()));
    expect(new Set(all.map(({ anchors }) => Buffer.from(anchors[0] ?? '').toString('hex'))).size).toBe(1);
    const units = all.map(({ developmentCa }) => developmentCa?.authority('units').certificate.der);
    expect(new Set(units.map((der) => Buffer.from(der ?? '').toString('hex'))).size).toBe(1);
    expect(new Set(all.map(({ statementKeys }) => statementKeys[0].kid)).size).toBe(1);
    expect((await readdir(join(certs, 'dev'))).some((name) => name.endsWith('.new'))).toBe(false);
  });

  it('keeps every file from the eyes of others and no private key in clear', async () => {
    const material = await open();
    await material.developmentCa?.sealKey(request);
    for (const name of await readdir(join(certs, 'dev'))) {
      expect((await stat(join(certs, 'dev', name))).mode & 0o777).toBe(0o600);
      expect(await readFile(join(certs, 'dev', name), 'utf8')).not.toContain('PRIVATE KEY');
    }
  });

  it('issues a seal certificate that passes validation, the same one at the second call', async () => {
    const { developmentCa, anchors } = await open();
    const first = await developmentCa?.sealKey(request);
    const again = await developmentCa?.sealKey(request);
    expect(again?.certificateDer).toEqual(first?.certificateDer);
    const [root, units] = [developmentCa?.authority('root'), developmentCa?.authority('units')];
    if (!root || !units || !first) throw new Error('no CA');
    const window = { crlNumber: 1, thisUpdate: clock.now(), nextUpdate: new Date('2026-11-30T00:00:00Z') };
    const crls = await Promise.all(
      [root, units].map(({ certificate, key }) =>
        makeCrl({ issuer: certificate, ...window, revocations: [] }, key),
      ),
    );
    const verdict = validatePath({
      certificateDer: first.certificateDer,
      pool: [units.certificate.der],
      anchors,
      crls,
      at: clock.now(),
    });
    expect(verdict).toMatchObject({ status: 'passed', reasons: [] });
  });

  it('refuses keys under another master key, and damaged ones', async () => {
    const key = (byte: number) => new Secret(Buffer.alloc(32, byte).toString('base64'));
    await open('trial', key(1));
    await expect(open('trial', key(2))).rejects.toMatchObject({ code: 'trust.key-not-usable' });
    await writeFile(join(certs, 'dev', 'root.json'), '{"format":');
    await expect(open('trial', key(1))).rejects.toMatchObject({ code: 'trust.key-not-usable' });
  });

  it('refuses a master key that others may read', async () => {
    await open();
    await chmod(join(certs, 'dev', 'master.key'), 0o644);
    await expect(open()).rejects.toThrow('chmod 600');
  });

  it('takes no key id for a path', async () => {
    const { keys } = await open();
    expect(await keys.read('../dev/root')).toBeNull();
    expect(await keys.read('root')).not.toBeNull();
  });

  it('is refused in production: its keys, and its root as an anchor', async () => {
    const trial = await open();
    const root = trial.anchors[0] ?? Buffer.alloc(0);
    await mkdir(join(certs, 'trust'));
    await writeFile(join(certs, 'trust', 'development.cer'), root);
    const masterKey = new Secret(Buffer.alloc(32, 7).toString('base64'));
    await expect(open('production', masterKey)).rejects.toThrow('root of a development CA');
    await rm(join(certs, 'trust'), { recursive: true });
    await expect(open('production', masterKey)).resolves.toMatchObject({ developmentCa: null, anchors: [] });
    await copyFile(join(certs, 'dev', 'units.json'), join(certs, 'keys', 'units.json'));
    await expect(open('production', masterKey)).rejects.toThrow('made for development');
  });

  it('says which file in certs/trust holds no certificate', async () => {
    await mkdir(join(certs, 'trust'));
    await writeFile(join(certs, 'trust', 'broken.cer'), 'no');
    await expect(open()).rejects.toThrow('broken.cer holds no readable certificate');
  });
});
