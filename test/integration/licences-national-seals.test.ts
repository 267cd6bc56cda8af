import { createHash } from 'node:crypto';
import { CatalogueService } from '../../src/catalogue/catalogue.service.ts';
import type { SignatureProfile } from '../../src/catalogue/definition/signature-profile.ts';
import { Budget } from '../../src/crypto/pdf/budget.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import { readSignatures } from '../../src/crypto/pdf/signature-reader.ts';
import { signedParts } from '../../src/crypto/pdf/signed-parts.ts';
import { readSealSignature } from '../../src/crypto/ses/seal-signature-reader.ts';
import { FILE_STORE, type FileStore } from '../../src/platform/storage/file-store.ts';
import { type Answer, type StartedCity, sampleRequest, startCity, transactionsOf } from '../support/city.ts';
import { askOfFile, askOpensslSm2 } from '../support/pdf-judges.ts';
import { itJudgedBy } from '../support/tools.ts';

const TYPE = '道路运输经营许可证';
const ISSUER = '晋城市交通运输局';
let city: StartedCity;
let file: Buffer;

beforeAll(async () => {
  city = await startCity();
  const { sample } = sampleRequest(TYPE, 1, city.clock.now());
  const { definition, face } = sample;
  const signature: SignatureProfile = {
    ...definition.signature,
    subFilter: 'GM.sm2seal',
    suite: 'sm2',
  };
  await transactionsOf(city).run((tx) =>
    city.app.get(CatalogueService, { strict: false }).publish(tx, {
      definition: { ...definition, signature },
      face,
      basedOnVersion: 1,
    }),
  );
  const { status, body } = await city.issue({ type: TYPE });
  expect([status, body]).toMatchObject([201, { state: 'valid' }]);
  file = await fileOf(body);
}, 60_000);

afterAll(() => city?.stop());

const fileOf = (issued: Answer['body'], of: StartedCity = city): Promise<Buffer> =>
  of.app.get<FileStore>(FILE_STORE, { strict: false }).get(Buffer.from(issued.fileSha256, 'hex'));

async function verify(pdf: Uint8Array, at: StartedCity = city): Promise<Answer['body']> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(pdf)]), 'file.pdf');
  const response = await fetch(`${at.origin}/api/v1/verifications/file`, { method: 'POST', body: form });
  return response.json();
}

function sealOf(pdf: Uint8Array) {
  const document = PdfDocument.open(pdf, new Budget());
  const [found] = readSignatures(document);
  if (!found) throw new Error('no signature found');
  const signature = readSealSignature(found.contents);
  return { found, signature, original: Buffer.concat(signedParts(document, found.byteRange)) };
}

describe('a licence under a seal of GB/T 38540', () => {
  it('carries the unit’s electronic seal with its picture, under the usual names, with a time-stamp inside', () => {
    const { found, signature } = sealOf(file);
    expect(found.subFilter).toBe('GM.sm2seal');
    expect(file.toString('latin1')).toContain('/Filter /GM.PKILite');
    expect(signature).toMatchObject({
      form: 'V4',
      propertyInfo: `[${found.byteRange.join(' ')}]`,
      seal: { name: ISSUER, kind: 1, picture: { type: 'PNG', widthMm: 42, heightMm: 42 } },
      deviations: [],
    });
    expect(signature.timeStampDer?.length).toBeGreaterThan(500);
  });

  it('is found original, with every fact of seal and signer passed', async () => {
    const report = await verify(file);
    expect(report.conclusion).toMatchObject({ code: 'valid', class: 'G' });
    expect(report.signatures).toMatchObject([{ indication: 'TOTAL-PASSED', signer: { commonName: ISSUER } }]);
    const outcomes = report.facts.map(({ name, outcome }: Record<string, string>) => `${name} ${outcome}`);
    expect(outcomes).toContain('sealGood passed');
    expect(outcomes.filter((line: string) => !line.endsWith(' passed'))).toEqual([]);
  });

  it('is found altered with one byte of its page or of the seal’s picture changed', async () => {
    const page = Buffer.from(file);
    page[page.indexOf('stream') + 40]! ^= 1;
    expect((await verify(page)).conclusion.class).toBe('R');
    const picture = Buffer.from(file);
    const at = picture.indexOf('89504e470d0a1a0a');
    picture.write('88', at, 'latin1');
    expect((await verify(picture)).conclusion.class).toBe('R');
  });

  itJudgedBy('openssl')(
    'is signed by SM2 over what stands in it, says OpenSSL, and its twin is not',
    async () => {
      const { signature, original } = sealOf(file);
      const { signerCertificateDer, seal } = signature;
      const twin = { ...signature, signedDer: Buffer.from(signature.signedDer) };
      twin.signedDer[twin.signedDer.length - 3]! ^= 1;
      expect((await askOpensslSm2(signerCertificateDer, twin)).text).not.toContain('Verified OK');
      expect((await askOpensslSm2(signerCertificateDer, signature)).text).toContain('Verified OK');
      expect((await askOpensslSm2(seal.makerCertificateDer, seal)).text).toContain('Verified OK');
      const digest = await askOfFile('openssl', ['dgst', '-sm3', '-r'], original);
      expect(digest.text.split(' ')[0]).toBe(Buffer.from(signature.dataHash).toString('hex'));
    },
  );

  itJudgedBy('qpdf')('is a sound PDF to qpdf', async () => {
    expect(await askOfFile('qpdf', ['--check'], file)).toMatchObject({ exitCode: 0 });
  });
});

describe('a city founded on national seals', () => {
  let national: StartedCity;
  beforeAll(async () => {
    national = await startCity({ environment: { ZZ_SEAL_STANDARD: 'gbt38540' } });
  }, 60_000);
  afterAll(() => national?.stop());

  it.each(['营业执照', '结婚证'])('seals each %s by SM2, and finds it original', async (type) => {
    const { body } = await national.issue({ type });
    const sealed = await fileOf(body, national);
    expect(sealOf(sealed).found.subFilter).toBe('GM.sm2seal');
    expect((await verify(sealed, national)).conclusion.code).toBe('valid');
    expect(createHash('sha256').update(sealed).digest('hex')).toBe(body.fileSha256);
  });
});
