import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signatureTimeStamps } from '../../src/crypto/cms/signature-time-stamp.ts';
import { readSignedData } from '../../src/crypto/cms/signed-data-reader.ts';
import { Budget } from '../../src/crypto/pdf/budget.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import { readSecurityStore } from '../../src/crypto/pdf/security-store.ts';
import { readSignatures } from '../../src/crypto/pdf/signature-reader.ts';
import { readCertificate } from '../../src/crypto/pki/certificate.ts';
import { TrustService } from '../../src/trust/trust.service.ts';
import { rowsOf, type StartedCity, sampleRequest, startCity } from '../support/city.ts';
import { ask, askOfFile, askOpensslCms, askPdfsig, withFolder } from '../support/pdf-judges.ts';
import { certificatePem } from '../support/signing-identity.ts';
import { itJudgedBy } from '../support/tools.ts';

/** One sealed with RSA, one with P-256. */
const TYPES = ['营业执照', '结婚证'] as const;

/** What of an issued file each judge is given. */
interface IssuedFile {
  readonly unit: string;
  readonly file: Buffer;
  readonly containerDer: Uint8Array;
  readonly signedBytes: (file: Uint8Array) => Buffer;
  readonly signature: Uint8Array;
  readonly tokenDer: Uint8Array;
  readonly responseDer: Uint8Array;
  readonly listDer: Uint8Array;
  readonly certificateDer: Uint8Array;
}

/** One byte of a page, so that the file stays readable. */
function withPageChanged(file: Buffer): Buffer {
  const twin = Buffer.from(file);
  const at = twin.indexOf('/MediaBox') + '/MediaBox ['.length;
  twin[at] = twin[at] === 0x30 ? 0x31 : 0x30;
  return twin;
}

function withOneBitChanged(der: Uint8Array): Buffer {
  const twin = Buffer.from(der);
  twin[twin.length - 5] = (twin[twin.length - 5] ?? 0) ^ 1;
  return twin;
}

/** The container names them in the order of their bytes. */
const isOfUnit = (der: Uint8Array): boolean =>
  readCertificate(der).extensions.basicConstraints?.isCa !== true;

describe('a licence as it is issued, before outside judges', () => {
  let city: StartedCity;
  let rootDer: Uint8Array;
  let unitsDer: Uint8Array;
  const files = new Map<string, IssuedFile>();

  beforeAll(async () => {
    // Outside judges go by the machine's clock.
    city = await startCity();
    const trust = city.app.get(TrustService, { strict: false });
    rootDer = trust.caCertificate('root');
    unitsDer = trust.caCertificate('units');
    for (const type of TYPES) files.set(type, await issued(type));
  }, 60_000);
  afterAll(() => city?.stop());

  async function issued(type: string): Promise<IssuedFile> {
    const { body } = await city.issue({ type });
    const unit = sampleRequest(type, 1, city.clock.now()).sample.issuerName;
    const file: Buffer = (await city.send('GET', body.links.file, { unit })).body;
    const document = PdfDocument.open(file, new Budget());
    const [signed] = readSignatures(document);
    if (!signed) throw new Error('an issued licence bears no seal');
    const { contents: containerDer, contentsStart, contentsEnd } = signed;
    const container = readSignedData(containerDer);
    const [signerInfo] = container.signerInfos;
    const store = readSecurityStore(document);
    return {
      unit,
      file,
      containerDer,
      signedBytes: (bytes) => Buffer.concat([bytes.subarray(0, contentsStart), bytes.subarray(contentsEnd)]),
      signature: signerInfo?.signature ?? new Uint8Array(),
      tokenDer: (signerInfo && signatureTimeStamps(signerInfo)[0]) ?? new Uint8Array(),
      responseDer: store.ocspResponsesDer[0] ?? new Uint8Array(),
      listDer: store.crlsDer[0] ?? new Uint8Array(),
      certificateDer: container.certificatesDer.find(isOfUnit) ?? new Uint8Array(),
    };
  }

  it('is at B-LT in the register', async () => {
    const levels = await rowsOf(city, 'SELECT DISTINCT signature_level AS level FROM licence_files');
    expect(levels).toEqual([{ level: 'B-LT' }]);
  });

  describe.each(TYPES)('%s', (type) => {
    const of = () => files.get(type) as IssuedFile;

    itJudgedBy('pdfsig', 'certutil')('is valid, trusted and wholly signed for pdfsig', async () => {
      const { file, unit } = of();
      expect((await askPdfsig(withPageChanged(file), rootDer)).text).toContain('Digest Mismatch');
      const { text } = await askPdfsig(file, rootDer);
      expect(text).toContain('Signature Validation: Signature is Valid.');
      expect(text).toContain('Certificate Validation: Certificate is Trusted.');
      expect(text).toContain('Total document signed');
      expect(text).toContain(`Signer Certificate Common Name: ${unit}`);
    });

    itJudgedBy('openssl')('verifies as CAdES for OpenSSL', async () => {
      const { file, containerDer, signedBytes } = of();
      const rejected = await askOpensslCms(containerDer, signedBytes(withPageChanged(file)), rootDer);
      expect(rejected.exitCode).not.toBe(0);
      const answer = await askOpensslCms(containerDer, signedBytes(file), rootDer);
      expect(answer.text).toContain('CAdES Verification successful');
    });

    itJudgedBy('mutool')('is unchanged since signing for MuPDF', async () => {
      const { file } = of();
      expect((await askOfFile('mutool', ['sign', '-v'], withPageChanged(file))).text).toContain(
        'Digest error',
      );
      const { text } = await askOfFile('mutool', ['sign', '-v'], file);
      expect(text).toContain('The document is unchanged since signing.');
    });

    itJudgedBy('qpdf')('is without syntax errors for qpdf', async () => {
      const { file } = of();
      const rejected = await askOfFile('qpdf', ['--check'], file.subarray(0, file.length - 300));
      expect(rejected.exitCode).not.toBe(0);
      expect((await askOfFile('qpdf', ['--check'], file)).exitCode).toBe(0);
    });

    itJudgedBy('openssl')('carries a time-stamp over its signature that holds for OpenSSL', async () => {
      const { tokenDer, signature } = of();
      const verified = (data: Uint8Array) =>
        withFolder(async (folder) => {
          await writeFile(join(folder, 'token.der'), tokenDer);
          await writeFile(join(folder, 'signature'), data);
          await writeFile(join(folder, 'root.pem'), certificatePem(rootDer));
          const input = ['-in', join(folder, 'token.der'), '-token_in', '-data', join(folder, 'signature')];
          return ask('openssl', ['ts', '-verify', ...input, '-CAfile', join(folder, 'root.pem')]);
        });
      expect((await verified(withOneBitChanged(signature))).exitCode).not.toBe(0);
      expect((await verified(signature)).text).toContain('Verification: OK');
    });

    itJudgedBy('openssl')('carries word on its certificate that holds for OpenSSL', async () => {
      const { responseDer, certificateDer } = of();
      const verified = (der: Uint8Array) =>
        withFolder(async (folder) => {
          const path = (file: string) => join(folder, file);
          await writeFile(path('response.der'), der);
          await writeFile(path('unit.pem'), certificatePem(certificateDer));
          await writeFile(path('units.pem'), certificatePem(unitsDer));
          await writeFile(path('root.pem'), certificatePem(rootDer));
          const about = ['-issuer', path('units.pem'), '-cert', path('unit.pem'), '-no_nonce'];
          const trust = ['-CAfile', path('root.pem'), '-verify_other', path('units.pem')];
          return ask('openssl', ['ocsp', ...about, '-respin', path('response.der'), ...trust]);
        });
      const changed = Buffer.from(responseDer);
      const at = changed.indexOf('Z', changed.indexOf('202')) - 1;
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect((await verified(changed)).text).toContain('Response Verify Failure');
      const { text } = await verified(responseDer);
      expect(text).toContain('Response verify OK');
      expect(text).toContain('unit.pem: good');
    });

    itJudgedBy('openssl')('carries a list of the root that holds for OpenSSL', async () => {
      const verified = (der: Uint8Array) =>
        withFolder(async (folder) => {
          await writeFile(join(folder, 'list.crl'), der);
          await writeFile(join(folder, 'root.pem'), certificatePem(rootDer));
          const input = ['-inform', 'DER', '-in', join(folder, 'list.crl'), '-noout'];
          return ask('openssl', ['crl', ...input, '-CAfile', join(folder, 'root.pem')]);
        });
      expect((await verified(withOneBitChanged(of().listDer))).text).not.toContain('verify OK');
      expect((await verified(of().listDer)).text).toContain('verify OK');
    });
  });
});
