import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareSigningService } from '../../test/factories/test-signing-services.ts';
import { drawPdf } from '../../test/support/drawn-pdf.ts';
import { Budget } from '../crypto/pdf/budget.ts';
import { judgeIntegrity } from '../crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../crypto/pdf/pdf-document.ts';
import { readSignatures } from '../crypto/pdf/signature-reader.ts';
import { signedParts } from '../crypto/pdf/signed-parts.ts';
import { makeCrl } from '../crypto/pki/make-crl.ts';
import { judgeSealSignature } from '../crypto/ses/seal-signature-verification.ts';
import { fixedClock } from '../shared/clock.ts';
import { CA_NAMES } from '../trust/development-ca.ts';
import { openTrustMaterial, type TrustMaterial } from '../trust/trust-material.ts';
import { asPersistedSealUse } from './persisted-seal-use.ts';
import type { SigningService } from './signing.service.ts';
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

  it('gives a file that passes every step of judging, with the development root as anchor', async () => {
    const sealed = await signing.sealPdf(use, { sealKeyId: 'with-seal', pdf, layout, seal });
    const document = PdfDocument.open(sealed.pdf, new Budget());
    const [signature] = readSignatures(document);
    if (!signature) throw new Error('no signature found');
    expect(judgeIntegrity(document, signature)).toMatchObject({ isIntact: true, coversWholeFile: true });
    const ca = material.developmentCa;
    if (!ca) throw new Error('no CA');
    const window = { crlNumber: 1, thisUpdate: clock.now(), nextUpdate: new Date('2026-11-30T00:00:00Z') };
    const crls = CA_NAMES.map((name) => ca.authority(name)).map(({ certificate, key }) =>
      makeCrl({ issuer: certificate, ...window, revocations: [] }, key),
    );
    const verdict = judgeSealSignature(signature.contents, signedParts(document, signature.byteRange), {
      anchors: material.anchors,
      pool: [ca.authority('units').certificate.der],
      crls: await Promise.all(crls),
      now: clock.now(),
    });
    expect(verdict).toMatchObject({
      status: 'passed',
      deviations: [],
      signature: { form: 'V4', claimedAt: clock.now(), seal: { sealId: '14050000000001', name: UNIT.name } },
    });
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
