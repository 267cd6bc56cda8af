import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutsidePki } from '../factories/outside-pki.ts';
import { OutsideServices } from '../support/outside-services.ts';
import { drawSampleLicence, sealByUnit } from '../support/sealed-licence.ts';
import { type StartedApp, startApp } from '../support/start-app.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const MINUTE_MS = 60_000;

describe('a file sealed under a CA outside, without evidence in it', () => {
  let services: OutsideServices;
  let outside: OutsidePki;
  let certs: string;
  let started: StartedApp;
  let file: Uint8Array;

  beforeAll(async () => {
    services = await OutsideServices.start();
    outside = await OutsidePki.on(services, () => started?.clock.now() ?? NOW);
    certs = mkdtempSync(join(tmpdir(), 'zhaozhang-network-'));
    mkdirSync(join(certs, 'trust'));
    writeFileSync(join(certs, 'trust', 'outside.cer'), outside.pki.root.certificate.der);
    started = await startApp({
      now: NOW,
      environment: { ZZ_CERTS_DIR: certs, ZZ_INSIDE_HOSTS: '127.0.0.1' },
    });
    const { pdf, layout } = drawSampleLicence();
    file = await sealByUnit(pdf, outside.pki, outside.pki.unit, layout);
  }, 60_000);
  afterAll(async () => {
    await started?.stop();
    await services.stop();
    rmSync(certs, { recursive: true, force: true });
  });

  /** The facts of its one signature. */
  async function factsOf(bytes: Uint8Array) {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), 'file.pdf');
    const path = `${started.origin}/api/v1/verifications/file`;
    const response = await fetch(path, { method: 'POST', body: form });
    expect(response.status).toBe(200);
    const { signatures } = (await response.json()) as {
      signatures: { facts: { name: string; outcome: string; reason: string }[] }[];
    };
    return new Map(signatures[0]?.facts.map(({ name, outcome, reason }) => [name, `${outcome} ${reason}`]));
  }

  const passMinutes = (minutes: number) =>
    started.clock.set?.(new Date(started.clock.now().getTime() + minutes * MINUTE_MS));

  it('is undecided while nobody answers, and never good', async () => {
    services.at.clear();
    expect((await factsOf(file)).get('certificateGood')).toBe('unknown TRY_LATER');
    passMinutes(1);
    await outside.putAll();
  });

  it('is good by the word of the responder that its certificate names', async () => {
    services.asked.length = 0;
    const facts = await factsOf(file);
    expect(facts.get('signerTrusted')).toBe('passed path-to-anchor');
    expect(facts.get('certificateGood')).toBe('passed good-at-proven-time');
    expect(services.asked).toContain('/ocsp');
  });

  it('makes nobody be asked again while that word is fresh', async () => {
    services.asked.length = 0;
    expect((await factsOf(file)).get('certificateGood')).toBe('passed good-at-proven-time');
    expect(services.asked).toEqual([]);
  });

  it('is not asked about where a byte of it was changed', async () => {
    passMinutes(120);
    services.asked.length = 0;
    const twin = Buffer.from(file);
    twin[twin.indexOf('/MediaBox') + 14] = 0x37;
    expect((await factsOf(twin)).get('unchangedSinceSealing')).toBe('failed HASH_FAILURE');
    expect(services.asked).toEqual([]);
  });

  it('is no longer good once the responder says that its certificate is revoked', async () => {
    passMinutes(120);
    const status = { kind: 'revoked', revokedAt: NOW, reason: 'keyCompromise' } as const;
    services.at.set('/ocsp', outside.responding({ status }));
    expect((await factsOf(file)).get('certificateGood')).toBe('unknown REVOKED_NO_POE');
  });
});
