import { makeSealWorld, type SealWorld } from '../../../test/factories/test-seals.ts';
import { drawPdf } from '../../../test/support/drawn-pdf.ts';
import { sealPdfNationally } from '../../../test/support/national-sealed-pdf.ts';
import { sealPdf } from '../../../test/support/sealed-pdf.ts';
import { makeSigningIdentity } from '../../../test/support/signing-identity.ts';
import { readSealSignature } from '../ses/seal-signature-reader.ts';
import { judgeSealSignature } from '../ses/seal-signature-verification.ts';
import { makeElectronicSeal } from '../ses/seal-writer.ts';
import { Budget } from './budget.ts';
import { judgeIntegrity } from './integrity-judge.ts';
import { PdfDocument } from './pdf-document.ts';
import { readSignatures } from './signature-reader.ts';
import { signedParts } from './signed-parts.ts';

const SIGNED_AT = new Date('2026-11-23T08:00:00Z');

function judge(pdf: Uint8Array) {
  const document = PdfDocument.open(pdf, new Budget());
  return readSignatures(document).map((signature) => judgeIntegrity(document, signature));
}

/** Changes one byte after `mark`, so that the file stays readable. */
function tampered(pdf: Uint8Array, mark: string, behind: number, to: string): Buffer {
  const twin = Buffer.from(pdf);
  twin.write(to, twin.indexOf(mark) + behind, 'latin1');
  return twin;
}

describe('a PDF under a seal of GB/T 38540', () => {
  let world: SealWorld;
  let sealed: Uint8Array;
  beforeAll(async () => {
    world = await makeSealWorld();
    sealed = await sealPdfNationally(drawPdf().bytes, world, SIGNED_AT);
  });

  it('is intact, wholly covered, and tells the seal and its signer', () => {
    expect(judge(sealed)).toMatchObject([
      {
        isIntact: true,
        isUnchanged: true,
        coversWholeFile: true,
        signerReasons: [],
        structureProblems: [],
        signedData: undefined,
        nationalSeal: { deviations: [], signature: { seal: { name: '晋城市市场监督管理局' } } },
      },
    ]);
    const [integrity] = judge(sealed);
    const { der } = world.pki.unit.certificate;
    expect(Buffer.compare(integrity?.signerCertificateDer ?? Buffer.alloc(0), der)).toBe(0);
  });

  it('names handler and SubFilter as most makers do, the protected range in the seal, and other names when told', async () => {
    const text = Buffer.from(sealed).toString('latin1');
    expect(text).toContain('/Filter /GM.PKILite');
    expect(text).toContain('/SubFilter /GM.sm2seal');
    const document = PdfDocument.open(sealed, new Budget());
    const [signature] = readSignatures(document);
    expect(judge(sealed)[0]?.nationalSeal?.signature.propertyInfo).toBe(
      `[${signature?.byteRange.join(' ')}]`,
    );
    const names = { filter: 'Gomain.GMPkiLite', subFilter: 'GM.SM2' } as const;
    const otherwise = await sealPdfNationally(drawPdf().bytes, world, SIGNED_AT, names);
    expect(Buffer.from(otherwise).toString('latin1')).toContain('/Filter /Gomain.GMPkiLite');
    expect(judge(otherwise)).toMatchObject([{ isIntact: true }]);
  });

  it('passes every step over the parts of its byte range', async () => {
    const document = PdfDocument.open(sealed, new Budget());
    const [signature] = readSignatures(document);
    const verdict = judgeSealSignature(
      signature?.contents ?? Buffer.alloc(0),
      signedParts(document, signature?.byteRange ?? []),
      {
        anchors: [world.pki.root.certificate.der],
        pool: [world.pki.issuing.certificate.der],
        crls: await world.pki.crls(SIGNED_AT),
        now: SIGNED_AT,
      },
    );
    expect(verdict).toMatchObject({ status: 'passed', reasons: [], deviations: [] });
  });

  it('fails when a byte of the page was changed', () => {
    expect(judge(tampered(sealed, '/MediaBox [0 0 595', 17, '6'))).toMatchObject([
      { isIntact: false, signerReasons: ['message-digest-mismatch'] },
    ]);
  });

  it('fails when a byte of the picture in the seal was changed', () => {
    const picture = Buffer.from(sealed).indexOf('89504e470d0a1a0a');
    const twin = Buffer.from(sealed);
    twin.write('88', picture, 'latin1');
    expect(judge(twin)).toMatchObject([
      { isIntact: false, signerReasons: ['signature-value-wrong', 'seal-signature-wrong'] },
    ]);
  });

  it('fails when the seal was made for somebody else', async () => {
    const { maker, content } = world;
    const admittedSigners = {
      kind: 'certificates' as const,
      certificatesDer: [maker.certificateDer],
    };
    const sealDer = await makeElectronicSeal({ ...content, admittedSigners }, maker);
    const pdf = await sealPdfNationally(drawPdf().bytes, { ...world, sealDer }, SIGNED_AT);
    expect(judge(pdf)).toMatchObject([{ isIntact: false, signerReasons: ['signer-not-in-seal'] }]);
  });

  it('fails when something but zeros stands behind the seal signature', () => {
    const document = PdfDocument.open(sealed, new Budget());
    const end = readSignatures(document)[0]?.contentsEnd ?? 0;
    const twin = Buffer.from(sealed);
    twin.write('01', end - 3, 'latin1');
    expect(judge(twin)[0]?.structureProblems).toContain('contents-padding-not-zero');
  });

  it('is not taken for a seal under a SubFilter of CMS', async () => {
    const subFilter = 'adbe.pkcs7.detached';
    const pdf = await sealPdfNationally(drawPdf().bytes, world, SIGNED_AT, { subFilter });
    expect(judge(pdf)).toMatchObject([{ isIntact: false, signerReasons: ['cms-malformed'] }]);
  });

  it('holds CMS just as well, when that is what stands there', () => {
    const pdf = sealPdf(drawPdf().bytes, makeSigningIdentity('p-256'), { subFilter: 'GM.SM2' });
    expect(judge(pdf)).toMatchObject([{ isIntact: true, nationalSeal: undefined }]);
  });

  it('is never found intact with a digit of what is signed or of its value changed, and never ends in an exception', async () => {
    const document = PdfDocument.open(sealed, new Budget());
    const [signature] = readSignatures(document);
    const { contentsStart = 0, contents = Buffer.alloc(0) } = signature ?? {};
    const tbsDigits = readSealSignature(contents).signedDer.length * 2;
    for (let at = 0; at < contents.length * 2; at += 37) {
      const twin = Buffer.from(sealed);
      const digit = contentsStart + 1 + at;
      twin.write(twin[digit] === 0x30 ? '7' : '0', digit, 'latin1');
      const [integrity] = judge(twin);
      if (at > 8 && at < 8 + tbsDigits) expect(integrity?.isIntact).toBe(false);
    }
  });

  it('keeps holding when a second seal follows', async () => {
    const twice = await sealPdfNationally(sealed, world, SIGNED_AT, { fieldName: 'Seal2' });
    expect(judge(twice)).toMatchObject([
      { isIntact: true, isUnchanged: true },
      { isIntact: true, coversWholeFile: true },
    ]);
  });
});
