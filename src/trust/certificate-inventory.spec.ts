import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock } from '../shared/clock.ts';
import { certificateInventory, inventoryTable } from './certificate-inventory.ts';
import { openTrustMaterial } from './trust-material.ts';

describe('the inventory of certificates', () => {
  it('names every file with subject, algorithm, last day, digest and way to remake it', async () => {
    const certs = await mkdtemp(join(tmpdir(), 'zhaozhang-inventory-'));
    const config = {
      mode: 'trial' as const,
      publicOrigin: 'http://localhost:3000',
      folders: { data: certs, certs },
      secrets: { suite: 'intl' as const, masterKey: null, previousMasterKey: null },
    };
    const material = await openTrustMaterial(config, fixedClock('2026-11-23T08:00:00Z'));
    const { der } = material.developmentCa!.authority('units').certificate;
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    await material.keys.addTokenKey({
      format: 'zhaozhang-token-key/1',
      keyId: 'seal-on-token',
      suite: 'p256',
      keyLabel: '印章',
      certificate: base64(der),
      chain: [base64(material.anchors[0] ?? Buffer.alloc(0))],
      createdAt: '2026-11-23T08:00:00Z',
    });
    expect(await material.keys.chainCertificates()).toHaveLength(1);
    await mkdir(join(certs, 'trust'));
    await writeFile(join(certs, 'trust', 'city.cer'), material.anchors[0] ?? '');
    const rows = await certificateInventory(certs);
    await rm(certs, { recursive: true, force: true });
    expect(rows).toMatchObject([
      { file: 'trust/city.cer', until: '2056-11-21', algorithm: 'ec prime256v1' },
      { file: 'dev/ocsp-root.json', until: '2041-11-21' },
      { file: 'dev/ocsp-units.json', until: '2041-11-21' },
      { file: 'dev/root.json', subject: 'C=CN, O=照章, OU=仅供开发和试用, CN=照章开发根证书' },
      { file: 'dev/seal-on-token.token.json', until: '2046-11-21' },
      { file: 'dev/statement-1.json', subject: 'statement key of 2026-11-23', until: null },
      { file: 'dev/time-stamp.json', until: '2041-11-21' },
      { file: 'dev/units.json', until: '2046-11-21' },
    ]);
    expect(rows[0]?.sha256).toBe(rows[3]?.sha256);
    expect(inventoryTable(rows).split('\n')).toHaveLength(10);
  });

  it('is empty where there is nothing', async () => {
    expect(await certificateInventory('/nowhere')).toEqual([]);
  });
});
