import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTestPki } from '../../test/factories/test-pki.ts';
import { bareSigningService, makeTestRaising } from '../../test/factories/test-signing-services.ts';
import { makeTestTsa } from '../../test/factories/test-trust-services.ts';
import { drawPdf } from '../../test/support/drawn-pdf.ts';
import { Budget } from '../crypto/pdf/budget.ts';
import { judgeIntegrity } from '../crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../crypto/pdf/pdf-document.ts';
import { readSecurityStore } from '../crypto/pdf/security-store.ts';
import { readSignatures } from '../crypto/pdf/signature-reader.ts';
import { signedParts } from '../crypto/pdf/signed-parts.ts';
import { makeCrl } from '../crypto/pki/make-crl.ts';
import { readSealSignature } from '../crypto/ses/seal-signature-reader.ts';
import { judgeSealSignature } from '../crypto/ses/seal-signature-verification.ts';
import { fixedClock } from '../shared/clock.ts';
import { CA_NAMES } from '../trust/development-ca.ts';
import { openTrustMaterial, type TrustMaterial } from '../trust/trust-material.ts';
import { asPersistedSealUse } from './persisted-seal-use.ts';
import { SigningService } from './signing.service.ts';
import { SoftwareSignerProvider } from './software-signer-provider.ts';

const UNIT = { name: '晋城市民政局', creditCode: '11140500MB9A000141' };
const clock = fixedClock('2026-11-23T08:00:00Z');
const { bytes: pdf, layout } = drawPdf();
const documentDigest = createHash('sha256').update(pdf).digest();
const use = asPersistedSealUse({ id: 'use-1', sealId: 'seal-1', documentDigest });
const seal = { subFilter: 'GM.sm2seal', fieldName: 'Seal1', signedAt: clock.now() } as const;
const electronicSeal = {
  sealId: '14050000000001',
  name: UNIT.name,
  kind: 1,
  picture: { type: 'PNG', data: Buffer.from('89504e47', 'hex'), widthMm: 42, heightMm: 42 },
};

describe('sealing with a seal of GB/T 38540', () => {
  let certs: string;
  let material: TrustMaterial;
  let signing: SigningService;

  beforeAll(async () => {
    certs = await mkdtemp(join(tmpdir(), 'zhaozhang-national-'));
    material = await openTrustMaterial(
      {
        mode: 'trial',
        publicOrigin: 'http://localhost:3000',
        folders: { data: certs, certs },
        secrets: { suite: 'intl', masterKey: null, previousMasterKey: null },
      },
      clock,
    );
    signing = bareSigningService(new SoftwareSignerProvider(material));
    for (const keyId of ['with-seal', 'without-seal', 'with-broken-seal', 'with-another-seal']) {
      await material.developmentCa?.sealKey({ keyId, unit: UNIT, suite: 'sm2' });
    }
    await material.developmentCa?.sealKey({ keyId: 'p256', unit: UNIT, suite: 'p256' });
    await material.developmentCa?.sealMaker.sealFor({ keyId: 'with-seal', ...electronicSeal });
    const sealDer = (await material.keys.readElectronicSeal('with-seal')) ?? new Uint8Array();
    await writeFile(join(certs, 'dev', 'with-broken-seal.esl'), sealDer.subarray(9));
    await writeFile(join(certs, 'dev', 'with-another-seal.esl'), sealDer);
  });
  afterAll(() => rm(certs, { recursive: true, force: true }));

  function sealOf(sealedPdf: Uint8Array) {
    const document = PdfDocument.open(sealedPdf, new Budget());
    const [signature] = readSignatures(document);
    if (!signature) throw new Error('no signature found');
    expect(judgeIntegrity(document, signature)).toMatchObject({ isIntact: true });
    return { signature, parts: signedParts(document, signature.byteRange) };
  }

  async function evidenceAt(now: Date) {
    const ca = material.developmentCa;
    if (!ca) throw new Error('no CA');
    const nextUpdate = new Date(now.getTime() + 7 * 86_400_000);
    const crls = CA_NAMES.map((name) => ca.authority(name)).map(({ certificate, key }) =>
      makeCrl({ issuer: certificate, crlNumber: 1, thisUpdate: now, nextUpdate, revocations: [] }, key),
    );
    const pool = [ca.authority('units').certificate.der];
    return { anchors: material.anchors, pool, crls: await Promise.all(crls), now };
  }

  it('gives a file that passes every step of judging, with the development root as anchor', async () => {
    const sealed = await signing.sealPdf(use, { sealKeyId: 'with-seal', pdf, layout, seal });
    const { signature, parts } = sealOf(sealed.pdf);
    expect(judgeSealSignature(signature.contents, parts, await evidenceAt(clock.now()))).toMatchObject({
      status: 'passed',
      deviations: [],
      provenAt: undefined,
      signature: { form: 'V4', claimedAt: clock.now(), seal: { sealId: '14050000000001', name: UNIT.name } },
    });
  });

  it('bears its time-stamp inside from B-T on, and with it holds after its certificate has ended', async () => {
    const pki = await makeTestPki();
    const raising = await makeTestRaising(pki, await makeTestTsa(pki), () => clock.now());
    const stamping = new SigningService(new SoftwareSignerProvider(material), raising);
    const sealed = await stamping.sealPdf(use, { sealKeyId: 'with-seal', pdf, layout, seal, level: 'B-T' });
    const { signature, parts } = sealOf(sealed.pdf);
    const later = new Date('2032-06-01T00:00:00Z');
    const trusted = await evidenceAt(later);
    const evidence = {
      ...trusted,
      anchors: [...trusted.anchors, pki.root.certificate.der],
      crls: [...trusted.crls, ...(await pki.crls(later))],
    };
    const verdict = judgeSealSignature(signature.contents, parts, evidence);
    expect(verdict).toMatchObject({ status: 'passed', provenAt: clock.now() });
    const bare = await signing.sealPdf(use, { sealKeyId: 'with-seal', pdf, layout, seal });
    const { signature: bareSignature, parts: bareParts } = sealOf(bare.pdf);
    const bareVerdict = judgeSealSignature(bareSignature.contents, bareParts, evidence);
    expect(bareVerdict).toMatchObject({ status: 'undecided', provenAt: undefined });
  });

  it('has evidence beside it from B-LT on, for signer, maker and time-stamp authority', async () => {
    const pki = await makeTestPki();
    const raising = await makeTestRaising(pki, await makeTestTsa(pki), () => clock.now());
    const stamping = new SigningService(new SoftwareSignerProvider(material), raising);
    const sealed = await stamping.sealPdf(use, { sealKeyId: 'with-seal', pdf, layout, seal, level: 'B-LTA' });
    const document = PdfDocument.open(sealed.pdf, new Budget());
    const verdicts = readSignatures(document).map((signature) => judgeIntegrity(document, signature));
    expect(verdicts.map(({ isIntact, isUnchanged }) => isIntact && isUnchanged)).toEqual([true, true]);
    const kept = readSecurityStore(document).certificatesDer.map((der) => Buffer.from(der));
    const { signature } = sealOf(sealed.pdf);
    const { signerCertificateDer, seal: electronic } = readSealSignature(signature.contents);
    for (const der of [signerCertificateDer, electronic.makerCertificateDer]) {
      expect(kept.some((one) => one.equals(der))).toBe(true);
    }
  });

  it.each([
    ['a key without electronic seal', 'without-seal', seal],
    ['a key whose electronic seal is damaged', 'with-broken-seal', seal],
    ['a key whose electronic seal was made for another certificate', 'with-another-seal', seal],
    ['a key that is not SM2', 'p256', seal],
    ['no signing time', 'with-seal', { ...seal, signedAt: undefined }],
    ['a signing time after the seal', 'with-seal', { ...seal, signedAt: new Date('2032-01-01T00:00:00Z') }],
  ])('is refused with %s, before the key is asked', async (_, sealKeyId, given) => {
    const { signedAt, ...rest } = given;
    const request = { sealKeyId, pdf, layout, seal: { ...rest, ...(signedAt && { signedAt }) } };
    await expect(signing.sealPdf(use, request)).rejects.toMatchObject({ code: 'signing.seal-not-usable' });
  });

  it('makes the seal of a key once, and none for a key that is not SM2 or not there', async () => {
    const maker = material.developmentCa?.sealMaker;
    const first = await maker?.sealFor({ keyId: 'with-seal', ...electronicSeal });
    const again = await maker?.sealFor({ keyId: 'with-seal', ...electronicSeal, name: '另一名称' });
    expect(again).toEqual(first);
    await expect(maker?.sealFor({ keyId: 'p256', ...electronicSeal })).rejects.toMatchObject({
      code: 'trust.key-not-usable',
    });
    await expect(maker?.sealFor({ keyId: 'nobody', ...electronicSeal })).rejects.toMatchObject({
      code: 'trust.key-not-found',
    });
  });

  it('signs CMS in the identifiers of GB/T 35275 when asked to', async () => {
    const sealed = await signing.sealPdf(use, {
      sealKeyId: 'without-seal',
      pdf,
      layout,
      seal: { subFilter: 'adbe.pkcs7.detached', fieldName: 'Seal1' },
      identifiers: 'gbt35275',
    });
    const document = PdfDocument.open(sealed.pdf, new Budget());
    const [signature] = readSignatures(document);
    if (!signature) throw new Error('no signature found');
    expect(judgeIntegrity(document, signature)).toMatchObject({
      isIntact: true,
      signerWarnings: [],
      signedData: { contentType: '1.2.156.10197.6.1.4.2.1' },
    });
  });
});
