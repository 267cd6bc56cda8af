import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Secret } from '../../src/config/secret.ts';
import { makeUnitSealCertificate } from '../../src/crypto/pki/certificate-profiles.ts';
import { keySuiteOf } from '../../src/crypto/pki/key-suite.ts';
import { fixedClock } from '../../src/shared/clock.ts';
import { asPersistedSealUse } from '../../src/signing/persisted-seal-use.ts';
import { SealSignerProvider } from '../../src/signing/seal-signer-provider.ts';
import { SoftwareSignerProvider } from '../../src/signing/software-signer-provider.ts';
import { SigningToken } from '../../src/signing/token/signing-token.ts';
import { isKeyOnToken } from '../../src/signing/token/token-key-check.ts';
import { openTrustMaterial, type TrustMaterial } from '../../src/trust/trust-material.ts';
import { makeTestPki, type TestPki, years } from '../factories/test-pki.ts';
import { bareSigningService } from '../factories/test-signing-services.ts';
import { drawPdf } from '../support/drawn-pdf.ts';
import { askPdfsig } from '../support/pdf-judges.ts';
import { isPkcs11Built, SoftToken, softHsmModule } from '../support/soft-token.ts';
import { hasTool } from '../support/tools.ts';

const UNIT = { name: '晋城市民政局', creditCode: '11140500MB9A000141' };
const { bytes: pdf, layout } = drawPdf();
const documentDigest = createHash('sha256').update(pdf).digest();
const use = asPersistedSealUse({ id: 'use-1', sealId: 'seal-1', documentDigest });
const seal = { subFilter: 'ETSI.CAdES.detached', fieldName: 'Seal1' } as const;

const missing = [
  ...['softhsm2-util', 'pkcs11-tool', 'pdfsig'].filter((tool) => !hasTool(tool)),
  ...(softHsmModule() ? [] : ['SoftHSM’s library']),
  ...(isPkcs11Built() ? [] : ['pkcs11js']),
];
const itOnToken = (title: string, run: () => Promise<void>): void =>
  missing.length === 0
    ? it(title, run, 60_000)
    : it.skip(`${title} (skipped: no ${missing.join(', ')})`, run);

describe('a seal whose key lies on a token', () => {
  let token: SoftToken;
  let pki: TestPki;
  let certs: string;
  let material: TrustMaterial;
  const certificates = new Map<string, Uint8Array>();
  const opened: SigningToken[] = [];

  beforeAll(async () => {
    if (missing.length > 0) return;
    token = await SoftToken.make();
    pki = await makeTestPki();
    certs = await mkdtemp(join(tmpdir(), 'zhaozhang-token-keys-'));
    const secrets = { suite: 'intl' as const, masterKey: null, previousMasterKey: null };
    const folders = { data: certs, certs };
    const settings = { mode: 'trial' as const, publicOrigin: 'http://localhost:3000', folders, secrets };
    material = await openTrustMaterial(settings, fixedClock('2026-11-23T08:00:00Z'));
    for (const type of ['rsa:2048', 'EC:prime256v1'] as const) await addKey(type);
  }, 60_000);

  afterAll(async () => {
    for (const one of opened) await one.onApplicationShutdown();
    token?.remove();
    if (certs) await rm(certs, { recursive: true, force: true });
  });

  async function addKey(type: 'rsa:2048' | 'EC:prime256v1'): Promise<void> {
    const spkiDer = await token.makeKey(`印章 ${type}`, type);
    const suite = keySuiteOf(spkiDer) ?? 'sm2';
    const certificateDer = await makeUnitSealCertificate(UNIT, spkiDer, years(2026, 2029), pki.issuing);
    certificates.set(suite, certificateDer);
    const base64 = (der: Uint8Array) => Buffer.from(der).toString('base64');
    await material.keys.addTokenKey({
      format: 'zhaozhang-token-key/1',
      keyId: `seal-${suite}`,
      suite,
      keyLabel: `印章 ${type}`,
      certificate: base64(certificateDer),
      chain: [base64(pki.issuing.certificate.der)],
      createdAt: '2026-11-23T08:00:00.000Z',
    });
  }

  function openToken(pin = token.pin, sessions = 2): SigningToken {
    const modulePath = softHsmModule() ?? '';
    const pkcs11 = { modulePath, tokenLabel: token.label, pin: new Secret(pin), sessions };
    const one = new SigningToken({ pkcs11 });
    opened.push(one);
    return one;
  }

  const signingBy = (one: SigningToken) =>
    bareSigningService(new SealSignerProvider(material, new SoftwareSignerProvider(material), one));
  const sealBy = (one: SigningToken, suite: string) =>
    signingBy(one).sealPdf(use, { sealKeyId: `seal-${suite}`, pdf, layout, seal });

  itOnToken('signs with RSA and P-256, and pdfsig calls it valid, but not with a byte changed', async () => {
    const one = openToken();
    for (const suite of ['rsa2048', 'p256']) {
      const sealed = Buffer.from((await sealBy(one, suite)).pdf);
      expect((await askPdfsig(sealed, pki.root.certificate.der)).text).toContain('Signature is Valid');
      sealed[sealed.indexOf('/MediaBox [0 0 595') + 17] = 0x36;
      expect((await askPdfsig(sealed, pki.root.certificate.der)).text).not.toContain('Signature is Valid');
    }
    await one.onApplicationShutdown();
  });

  itOnToken('signs many at once over few sessions', async () => {
    const one = openToken();
    const all = await Promise.all(Array.from({ length: 20 }, () => sealBy(one, 'p256')));
    expect(new Set(all.map((sealed) => sealed.signerCertificateDer.length)).size).toBe(1);
    await one.onApplicationShutdown();
  });

  itOnToken('knows which certificate its key belongs to', async () => {
    const one = openToken();
    const certificateDer = certificates.get('p256') ?? Buffer.alloc(0);
    expect(await isKeyOnToken(one, '印章 EC:prime256v1', certificateDer)).toBe(true);
    expect(await isKeyOnToken(one, '印章 EC:prime256v1', pki.unit.certificate.der)).toBe(false);
    await one.onApplicationShutdown();
  });

  itOnToken('is unavailable while the token is away, and signs again once it is back', async () => {
    const one = openToken();
    await sealBy(one, 'rsa2048');
    token.pullOut();
    const refused = { code: 'signing.token-unavailable', kind: 'unavailable' };
    await expect(sealBy(one, 'rsa2048')).rejects.toMatchObject(refused);
    await expect(sealBy(one, 'p256')).rejects.toMatchObject(refused);
    token.putBack();
    expect((await sealBy(one, 'rsa2048')).pdf.length).toBeGreaterThan(pdf.length);
    await one.onApplicationShutdown();
  });

  itOnToken('is tried with a wrong PIN once and no more, and says the PIN nowhere', async () => {
    const one = openToken('111222');
    const refusals = [await told(sealBy(one, 'p256')), await told(sealBy(one, 'p256'))];
    expect(refusals[0]).toContain('CKR_PIN_INCORRECT');
    expect(refusals[1]).toContain('refused the PIN');
    for (const refusal of refusals) expect(refusal).not.toContain('111222');
  });

  itOnToken('is unavailable where no token has the label, or no key', async () => {
    const pkcs11 = {
      modulePath: softHsmModule() ?? '',
      tokenLabel: 'nobody',
      pin: new Secret('1'),
      sessions: 1,
    };
    const one = new SigningToken({ pkcs11 });
    expect(await told(sealBy(one, 'p256'))).toContain('no token with the label nobody');
    const other = openToken();
    const unknown = other.sign({ keyLabel: 'nobody', mechanism: 0x40, data: Buffer.from('x') });
    expect(await told(unknown)).toContain('not one signing key with the label nobody');
    await other.onApplicationShutdown();
  });

  const told = (refused: Promise<unknown>): Promise<string> =>
    refused.then(
      () => 'was not refused',
      (error: unknown) => inspect(error, { depth: 5 }),
    );
});

it('without a token configured, a key on one is unavailable and says which variable is missing', async () => {
  const one = new SigningToken({ pkcs11: null });
  const refused = one.sign({ keyLabel: 'x', mechanism: 0x40, data: Buffer.from('x') });
  await expect(refused).rejects.toMatchObject({
    code: 'signing.token-unavailable',
    cause: { message: 'a seal has its key on a token, but ZZ_PKCS11_MODULE is not set' },
  });
});
