import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialHex } from '../../src/crypto/pki/certificate.ts';
import { makeOcspResponderCertificate } from '../../src/crypto/pki/certificate-profiles.ts';
import { generateSigningKey } from '../../src/crypto/pki/key-suite.ts';
import { validatePath } from '../../src/crypto/pki/validate-path.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { OutsideEvidence } from '../../src/trust/outside-evidence.ts';
import { SEALING_LIMITS } from '../../src/trust/outside-limits.ts';
import { makeTestPki, name, type TestPki, years } from '../factories/test-pki.ts';
import { certificatePem } from '../support/signing-identity.ts';
import { itJudgedBy } from '../support/tools.ts';

/** OpenSSL goes by the machine's clock. */
const now = systemClock.now();
const GOOD = (serial: string) => `V\t491231235959Z\t\t${serial}\tunknown\t/CN=unit\n`;
const REVOKED = (serial: string) =>
  `R\t491231235959Z\t260601000000Z,superseded\t${serial}\tunknown\t/CN=unit\n`;

describe('OpenSSL as the responder of an outside CA', () => {
  let folder: string;
  let port: number;
  let pki: TestPki;
  let responder: ChildProcess | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhaozhang-openssl-'));
    port = await freePort();
    pki = await makeTestPki('p256', { origin: `http://127.0.0.1:${port}`, hasResponder: true });
    const { pkcs8Der, spkiDer } = await generateSigningKey('p256');
    const year = now.getUTCFullYear();
    const signerDer = await makeOcspResponderCertificate(
      name('照章测试状态查询'),
      spkiDer,
      years(year - 1, year + 1),
      pki.issuing,
    );
    await writeFile(join(folder, 'issuer.pem'), certificatePem(pki.issuing.certificate.der));
    await writeFile(join(folder, 'signer.pem'), certificatePem(signerDer));
    const key = pkcs8Der.toString('base64').replace(/.{64}/g, '$&\n');
    await writeFile(
      join(folder, 'key.pem'),
      `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`,
    );
  });
  afterEach(async () => {
    if (responder?.exitCode !== null) return;
    const gone = once(responder, 'exit');
    responder.kill();
    await gone;
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** What we make of its word about the unit; `line` is its register of certificates. */
  async function judged(line: (serial: string) => string, validity: readonly string[] = ['-ndays', '1']) {
    const serial = serialHex(pki.unit.certificate.serialNumber).toUpperCase();
    await writeFile(join(folder, 'index.txt'), line(serial));
    responder = await answering(folder, port, validity);
    const evidence = new OutsideEvidence(SEALING_LIMITS, ['127.0.0.1'], systemClock);
    const { issuing, root, unit } = pki;
    const known = { anchors: [root.certificate], pool: [issuing.certificate] };
    const { data } = await evidence.find([unit.certificate], known);
    const [ofRoot] = await pki.crls(new Date(now.getTime() - 60_000));
    const verdict = validatePath({
      certificateDer: unit.certificate.der,
      anchors: [root.certificate.der],
      pool: data.certificatesDer,
      crls: [ofRoot ?? new Uint8Array(), ...data.crlsDer],
      ocspResponses: data.ocspResponsesDer,
      at: new Date(now.getTime() - 2_000),
      now: new Date(now.getTime() + 60_000),
    });
    return { data, verdict };
  }

  const itByOpenssl = itJudgedBy('openssl');

  itByOpenssl('says good with our nonce, and we believe it', async () => {
    const { data, verdict } = await judged(GOOD);
    expect(data.ocspResponsesDer).toHaveLength(1);
    expect(verdict).toMatchObject({ status: 'passed', reasons: [] });
  });

  itByOpenssl('says good without a next update, and we believe it of the moment before', async () => {
    expect((await judged(GOOD, [])).verdict).toMatchObject({ status: 'passed', reasons: [] });
  });

  itByOpenssl('says revoked, and we take it', async () => {
    expect((await judged(REVOKED)).verdict).toMatchObject({
      status: 'failed',
      reasons: [{ code: 'REVOKED', revokedAt: new Date('2026-06-01T00:00:00Z') }],
    });
  });

  itByOpenssl('knows nothing of the certificate, and we have no word', async () => {
    const { data, verdict } = await judged(() => GOOD('01'));
    expect(data.ocspResponsesDer).toEqual([]);
    expect(verdict.status).toBe('undecided');
  });
});

async function answering(folder: string, port: number, validity: readonly string[]): Promise<ChildProcess> {
  const path = (file: string) => join(folder, file);
  const signer = ['-rsigner', path('signer.pem'), '-rkey', path('key.pem')];
  const ca = ['-index', path('index.txt'), '-CA', path('issuer.pem')];
  const child = spawn('openssl', ['ocsp', '-port', String(port), ...ca, ...signer, ...validity], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // A connection that asks nothing would end it, so it is not looked for but listened to.
  for await (const words of child.stderr) if (String(words).includes('waiting')) break;
  child.stderr.resume();
  return child;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  return typeof address === 'object' && address ? address.port : 0;
}
