import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutsidePki } from '../../test/factories/outside-pki.ts';
import { OutsideServices } from '../../test/support/outside-services.ts';
import { fixedClock } from '../shared/clock.ts';
import { NetworkEvidence } from './network-evidence.ts';
import { OutsideEvidence } from './outside-evidence.ts';
import { JUDGING_LIMITS } from './outside-limits.ts';
import type { OwnValidationData } from './own-validation-data.ts';
import { openTrustMaterial, TrustMaterial } from './trust-material.ts';

const clock = fixedClock('2026-11-23T08:00:00Z');
const NOTHING = { certificatesDer: [], ocspResponsesDer: [], crlsDer: [] };

describe('evidence from the network', () => {
  let services: OutsideServices;
  let outside: OutsidePki;
  let certs: string;
  let ownSealDer: Uint8Array;
  let network: NetworkEvidence;

  beforeAll(async () => {
    services = await OutsideServices.start();
    outside = await OutsidePki.on(services, () => clock.now());
    certs = await mkdtemp(join(tmpdir(), 'zhaozhang-network-'));
    const trial = { mode: 'trial', publicOrigin: 'http://localhost:3000' } as const;
    const secrets = { suite: 'intl', masterKey: null, previousMasterKey: null } as const;
    const own = await openTrustMaterial({ ...trial, folders: { data: certs, certs }, secrets }, clock);
    const unit = { name: '晋城市民政局', creditCode: '11140500MB9A000141' };
    const sealKey = await own.developmentCa?.sealKey({ keyId: 'seal', unit, suite: 'p256' });
    ownSealDer = sealKey?.certificateDer ?? new Uint8Array();
    const anchors = [...own.anchors, outside.pki.root.certificate.der];
    const material = new TrustMaterial(own.keys, own.developmentCa, anchors, own.statementKeys);
    const isOwn: OwnValidationData['isOwn'] = (one) => own.developmentCa?.issuerOf(one) !== undefined;
    const asker = new OutsideEvidence(JUDGING_LIMITS, ['127.0.0.1'], clock);
    network = new NetworkEvidence(material, { isOwn } as OwnValidationData, asker);
  });
  afterAll(async () => {
    await services.stop();
    await rm(certs, { recursive: true, force: true });
  });
  beforeEach(() => {
    services.asked.length = 0;
  });

  const find = (certificatesDer: readonly Uint8Array[], poolDer: readonly Uint8Array[] = []) =>
    network.find({ certificatesDer, poolDer });

  it('is not asked for where the certificate is our own or cannot be read', async () => {
    expect(await find([ownSealDer, Buffer.from('no certificate')])).toEqual(NOTHING);
    expect(services.asked).toEqual([]);
  });

  it('is given for others with what leads up from them', async () => {
    const { unit, issuing, root } = outside.pki;
    const found = await find([unit.certificate.der], [Buffer.from('damaged')]);
    expect(found.certificatesDer).toEqual([unit, issuing, root].map(({ certificate }) => certificate.der));
    expect([found.ocspResponsesDer.length, found.crlsDer.length]).toEqual([1, 1]);
  });

  it('does not keep a judge waiting for more than four seconds', async () => {
    for (const path of services.at.keys()) services.at.set(path, () => undefined);
    const slow = await OutsidePki.on(services, () => clock.now());
    for (const path of services.at.keys()) services.at.set(path, () => undefined);
    const startedAt = performance.now();
    const anchors = [slow.pki.root.certificate.der];
    const asker = new OutsideEvidence(JUDGING_LIMITS, ['127.0.0.1'], clock);
    const material = { anchors } as unknown as TrustMaterial;
    const patient = new NetworkEvidence(
      material,
      { isOwn: () => false } as unknown as OwnValidationData,
      asker,
    );
    const { unit, issuing } = slow.pki;
    expect(
      await patient.find({ certificatesDer: [unit.certificate.der], poolDer: [issuing.certificate.der] }),
    ).toEqual(NOTHING);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  }, 10_000);
});
