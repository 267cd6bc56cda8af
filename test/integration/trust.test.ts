import { readCertificate, serialHex } from '../../src/crypto/pki/certificate.ts';
import { readCrl } from '../../src/crypto/pki/crl.ts';
import { validatePath } from '../../src/crypto/pki/validate-path.ts';
import { TransactionRunner } from '../../src/platform/database/transaction-runner.ts';
import { TrustService } from '../../src/trust/trust.service.ts';
import { type StartedApp, startApp } from '../support/start-app.ts';

const DAY_MS = 86_400_000;
const sealedAt = new Date('2026-11-23T08:00:00Z');
const UNIT = { name: '晋城市民政局', creditCode: '11140500MB9A000141' };
const CAUSE = { kind: 'system', id: 'test' } as const;

describe('trust', () => {
  let started: StartedApp;
  let trust: TrustService;
  let transactions: TransactionRunner;

  beforeAll(async () => {
    started = await startApp({ now: sealedAt });
    trust = started.app.get(TrustService, { strict: false });
    transactions = started.app.get(TransactionRunner, { strict: false });
  });
  afterAll(() => started?.stop());

  const fetchBytes = async (path: string): Promise<{ response: Response; bytes: Buffer }> => {
    const response = await fetch(started.origin + path);
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  const statusOf = async (certificateDer: Uint8Array, at: Date) => {
    const evidence = await trust.evidence();
    return validatePath({ certificateDer, ...evidence, at, now: started.clock.now() });
  };

  it('publishes its certificates, lists and statement keys to anyone', async () => {
    const root = await fetchBytes('/pki/ca/root.cer');
    expect(root.response.headers.get('content-type')).toBe('application/pkix-cert');
    expect(readCertificate(root.bytes).der).toEqual(Buffer.from(trust.anchors()[0] ?? []));
    const list = await fetchBytes('/pki/crl/units.crl');
    expect(list.response.headers.get('content-type')).toBe('application/pkix-crl');
    expect(readCrl(list.bytes)).toMatchObject({ crlNumber: 1n, entries: [] });
    const { keys } = (await (await fetch(`${started.origin}/pki/statement-keys.json`)).json()) as {
      keys: { kid: string; crv: string }[];
    };
    expect(keys).toMatchObject([{ crv: 'P-256', kid: expect.stringMatching(/^[0-9a-f]{4}$/) }]);
  });

  it.each(['/pki/ca/units.key', '/pki/ca/unknown.cer', '/pki/crl/..%2Froot.crl', '/pki/crl/root.cer'])(
    'answers %s with 404',
    async (path) => {
      expect((await fetchBytes(path)).response.status).toBe(404);
    },
  );

  it('signs one first list when many ask at once', async () => {
    await Promise.all(Array.from({ length: 12 }, () => fetchBytes('/pki/crl/root.crl')));
    expect(readCrl((await fetchBytes('/pki/crl/root.crl')).bytes).crlNumber).toBe(1n);
  });

  it('revokes a certificate with its list in one transaction; what was sealed before stays good', async () => {
    const request = { keyId: 'seal-14050000000001', unit: UNIT, suite: 'p256' as const };
    const { certificateDer } = await trust.issueDevelopmentSealKey(request);
    expect((await statusOf(certificateDer, sealedAt)).status).toBe('passed');
    const dayAfter = new Date(sealedAt.getTime() + DAY_MS);
    started.clock.set?.(dayAfter);
    const revocation = { certificateDer, reason: 'keyCompromise' as const, revokedAt: dayAfter };
    const failed = transactions.run(async (tx) => {
      await trust.revokeCertificate(tx, revocation, CAUSE);
      throw new Error('undone');
    });
    await expect(failed).rejects.toThrow('undone');
    expect((await statusOf(certificateDer, dayAfter)).status).toBe('passed');
    await transactions.run((tx) => trust.revokeCertificate(tx, revocation, CAUSE));
    const crl = readCrl((await fetchBytes('/pki/crl/units.crl')).bytes);
    const serial = serialHex(readCertificate(certificateDer).serialNumber);
    expect(crl.entries).toMatchObject([{ serialHex: serial, reason: 'keyCompromise', revokedAt: dayAfter }]);
    expect(await statusOf(certificateDer, dayAfter)).toMatchObject({
      status: 'failed',
      reasons: [{ code: 'REVOKED' }],
    });
    expect(await statusOf(certificateDer, sealedAt)).toMatchObject({
      status: 'passed',
      revokedLaterAt: dayAfter,
    });
  });

  it('refuses to revoke twice, and what it did not issue', async () => {
    const request = { keyId: 'seal-14050000000002', unit: UNIT, suite: 'p256' as const };
    const { certificateDer } = await trust.issueDevelopmentSealKey(request);
    const revocation = { certificateDer, reason: 'superseded' as const, revokedAt: started.clock.now() };
    const revoke = (der: Uint8Array) =>
      transactions.run((tx) => trust.revokeCertificate(tx, { ...revocation, certificateDer: der }, CAUSE));
    await revoke(certificateDer);
    await expect(revoke(certificateDer)).rejects.toMatchObject({ code: 'trust.already-revoked' });
    const twin = Buffer.from(certificateDer);
    twin[twin.length - 3] = (twin[twin.length - 3] ?? 0) ^ 1;
    await expect(revoke(twin)).rejects.toMatchObject({ code: 'trust.not-our-certificate' });
  });

  it('signs the list anew before it ends, with every revocation in it', async () => {
    const before = readCrl((await fetchBytes('/pki/crl/units.crl')).bytes);
    started.clock.set?.(new Date(before.thisUpdate.getTime() + 5 * DAY_MS));
    const after = readCrl((await fetchBytes('/pki/crl/units.crl')).bytes);
    expect(after.crlNumber).toBe((before.crlNumber ?? 0n) + 1n);
    expect(after.thisUpdate.getTime()).toBe(started.clock.now().getTime() - 60_000);
    expect(after.entries).toEqual(before.entries);
  });

  it('knows which keys were made for development', async () => {
    expect(await trust.isDevelopmentKey('seal-14050000000001')).toBe(true);
    await expect(trust.isDevelopmentKey('nothing')).rejects.toMatchObject({ code: 'trust.key-not-found' });
  });
});
