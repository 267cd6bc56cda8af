import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Budget } from '../../src/crypto/pdf/budget.ts';
import { judgeIntegrity, type SignatureIntegrity } from '../../src/crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import type { SealSubFilter } from '../../src/crypto/pdf/seal-options.ts';
import { readSignatures } from '../../src/crypto/pdf/signature-reader.ts';
import { fixedClock } from '../../src/shared/clock.ts';
import { asPersistedSealUse } from '../../src/signing/persisted-seal-use.ts';
import { SoftwareSignerProvider } from '../../src/signing/software-signer-provider.ts';
import { openTrustMaterial } from '../../src/trust/trust-material.ts';
import { bareSigningService } from '../factories/test-signing-services.ts';
import { drawPdf } from '../support/drawn-pdf.ts';
import { askOpensslOfSm2, type Sm2Parts, sm2PartsOf } from '../support/openssl-sm2.ts';
import { askOfFile, withFolder } from '../support/pdf-judges.ts';
import { itJudgedBy } from '../support/tools.ts';

const CORPUS = join(process.cwd(), '../shared/corpus');
const isPresent = existsSync(join(CORPUS, 'pdf.json'));
const itWithCorpus = (title: string, run: () => void): void => {
  if (isPresent) it(title, run);
  else it.skip(`${title} (skipped: the files with known verdicts are not here)`, run);
};

function judge(pdf: Uint8Array): SignatureIntegrity {
  const document = PdfDocument.open(pdf, new Budget());
  const [signature] = readSignatures(document);
  if (!signature) throw new Error('no signature found');
  return judgeIntegrity(document, signature);
}

describe('PDFs with SM2 and SM3 that Bouncy Castle signed', () => {
  const FILES = [
    ['sm2-adbe.pkcs7.detached.pdf', [], []],
    // No ESS attribute: not a real PAdES, and said so as a warning.
    ['sm2-ETSI.CAdES.detached.pdf', [], []],
    ['sm2-wrong-userid.pdf', ['signature-value-wrong'], []],
    ['sm2-tampered-name.pdf', ['message-digest-mismatch'], []],
    ['sm2-tampered-mediabox.pdf', ['message-digest-mismatch'], []],
    ['sm2-appended-garbage.pdf', [], ['trailing-bytes']],
  ] as const;

  for (const [name, signerReasons, structureProblems] of FILES) {
    itWithCorpus(`${name} is found ${signerReasons[0] ?? structureProblems[0] ?? 'good'}`, () => {
      const integrity = judge(readFileSync(join(CORPUS, 'pdf', name)));
      expect(integrity).toMatchObject({ signerReasons, structureProblems });
      expect(integrity.signerWarnings).toContain('signing-certificate-attribute-missing');
    });
  }
});

const FORMS = [
  { form: 'CMS under RFC 5652', subFilter: 'ETSI.CAdES.detached', identifiers: 'rfc5652' },
  { form: 'CMS under GB/T 35275', subFilter: 'adbe.pkcs7.detached', identifiers: 'gbt35275' },
  { form: 'a seal of GB/T 38540', subFilter: 'GM.sm2seal', identifiers: 'rfc5652' },
] as const satisfies readonly { form: string; subFilter: SealSubFilter; identifiers: string }[];

/** Sealed by the signing service with an SM2 key of the development CA. */
function sealedFile({ subFilter, identifiers }: (typeof FORMS)[number]): Promise<Buffer> {
  return withFolder(async (certs) => {
    const config = {
      mode: 'trial' as const,
      publicOrigin: 'http://localhost:3000',
      folders: { data: certs, certs },
      secrets: { suite: 'intl' as const, masterKey: null, previousMasterKey: null },
    };
    const clock = fixedClock('2026-11-23T08:00:00Z');
    const material = await openTrustMaterial(config, clock);
    const unit = { name: '晋城市市场监督管理局', creditCode: '11140500MB9A000141' };
    await material.developmentCa?.sealKey({ keyId: 'seal-1', unit, suite: 'sm2' });
    await material.developmentCa?.sealMaker.sealFor({
      keyId: 'seal-1',
      sealId: '14050000000001',
      name: unit.name,
      kind: 1,
      picture: { type: 'PNG', data: Buffer.from('89504e47', 'hex'), widthMm: 42, heightMm: 42 },
    });
    const { bytes: pdf, layout } = drawPdf();
    const documentDigest = createHash('sha256').update(pdf).digest();
    const use = asPersistedSealUse({ id: 'use-1', sealId: 'seal-1', documentDigest });
    const seal = { subFilter, fieldName: 'Seal1', signedAt: clock.now() };
    const signing = bareSigningService(new SoftwareSignerProvider(material));
    const sealed = await signing.sealPdf(use, { sealKeyId: 'seal-1', pdf, layout, seal, identifiers });
    return Buffer.from(sealed.pdf);
  });
}

function extracted(pdf: Uint8Array): Sm2Parts {
  const document = PdfDocument.open(pdf, new Budget());
  const [signature] = readSignatures(document);
  if (!signature) throw new Error('no signature found');
  return sm2PartsOf(document, signature);
}

describe.each(FORMS)('a PDF of ours with SM2 and SM3, $form', (form) => {
  itJudgedBy('openssl')('holds for OpenSSL over what is taken out of it, and its twins do not', async () => {
    const pdf = await sealedFile(form);
    expect(judge(pdf)).toMatchObject({ isIntact: true, signerReasons: [], signerWarnings: [] });
    const parts = extracted(pdf);
    const answer = await askOpensslOfSm2(parts);
    expect(answer).toEqual({ holds: true, digestHex: Buffer.from(parts.digest).toString('hex') });

    const forged = Buffer.from(parts.signedDer);
    forged[forged.length - 1] = (forged[forged.length - 1] as number) ^ 1;
    expect(await askOpensslOfSm2({ ...parts, signedDer: forged })).toMatchObject({ holds: false });

    const twin = Buffer.from(pdf);
    twin[twin.indexOf('/MediaBox') + 14] = 0x37;
    expect((await askOpensslOfSm2(extracted(twin))).digestHex).not.toBe(
      Buffer.from(parts.digest).toString('hex'),
    );
    expect(judge(twin).signerReasons).toEqual(['message-digest-mismatch']);
  });

  itJudgedBy('qpdf')('is without syntax errors for qpdf, and its twin that was cut is not', async () => {
    const pdf = await sealedFile(form);
    expect((await askOfFile('qpdf', ['--check'], pdf.subarray(0, pdf.length - 300))).exitCode).not.toBe(0);
    expect((await askOfFile('qpdf', ['--check'], pdf)).exitCode).toBe(0);
  });

  itJudgedBy('pdfsig')('is seen as a signature field over the whole document by pdfsig', async () => {
    const { text } = await askOfFile('pdfsig', [], await sealedFile(form));
    expect(text).toContain('Signature Field Name: Seal1');
  });
});
