import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Budget } from '../../src/crypto/pdf/budget.ts';
import { judgeIntegrity, type SignatureIntegrity } from '../../src/crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import type { PdfSignature } from '../../src/crypto/pdf/pdf-signature.ts';
import { readSignatures } from '../../src/crypto/pdf/signature-reader.ts';
import { drawPdf } from '../support/drawn-pdf.ts';
import { paintOver } from '../support/painted-over-pdf.ts';
import { ask, askOfFile, askOpensslCms, askPdfsig, withFolder } from '../support/pdf-judges.ts';
import { RED_RING, sealPdf } from '../support/sealed-pdf.ts';
import { type KeyKind, makeSigningIdentity } from '../support/signing-identity.ts';
import { itJudgedBy } from '../support/tools.ts';

const VISIBLE = {
  pageIndex: 0,
  place: { xMm: 120, yMm: 200, widthMm: 42, heightMm: 42 },
  appearance: RED_RING,
};
const SIGNER = '晋城市市场监督管理局';
const KEYS: readonly KeyKind[] = ['rsa-2048', 'p-256', 'p-384'];
const FORMS = ['table', 'stream'] as const;
const CASES = KEYS.flatMap((kind) => FORMS.map((form) => ({ kind, form })));

function sealOnce(kind: KeyKind, crossReference: 'table' | 'stream') {
  const identity = makeSigningIdentity(kind, SIGNER);
  const drawn = drawPdf({ crossReference });
  const options = { visible: VISIBLE, reason: '颁发证照', signerName: SIGNER };
  return { identity, drawn, sealed: sealPdf(drawn.bytes, identity, options, drawn.layout) };
}

/** One byte inside the page's dictionary, so that the file stays readable. */
function tamper(sealed: Uint8Array): Buffer {
  const twin = Buffer.from(sealed);
  const at = twin.indexOf('/MediaBox [0 0 595') + '/MediaBox [0 0 59'.length;
  twin[at] = '6'.charCodeAt(0);
  return twin;
}

function judge(pdf: Uint8Array): { signatures: readonly PdfSignature[]; verdicts: SignatureIntegrity[] } {
  const document = PdfDocument.open(pdf, new Budget());
  const signatures = readSignatures(document);
  return { signatures, verdicts: signatures.map((signature) => judgeIntegrity(document, signature)) };
}

/** As the service sees it: good only when there is a signature and all is well with each. */
function isFoundGood(pdf: Uint8Array): boolean {
  try {
    const { verdicts } = judge(pdf);
    return verdicts.length > 0 && verdicts.every(({ isIntact, isUnchanged }) => isIntact && isUnchanged);
  } catch {
    return false;
  }
}

describe('a sealed PDF before outside judges', () => {
  describe.each(KEYS)('under adbe.pkcs7.detached, which older readers know, with %s', (kind) => {
    const identity = makeSigningIdentity(kind, SIGNER);
    const options = { subFilter: 'adbe.pkcs7.detached', visible: VISIBLE } as const;
    const sealed = sealPdf(drawPdf().bytes, identity, options);

    it('is good for ourselves, and its tampered twin is not', () => {
      expect(judge(sealed).signatures.map(({ subFilter }) => subFilter)).toEqual(['adbe.pkcs7.detached']);
      expect([isFoundGood(sealed), isFoundGood(tamper(sealed))]).toEqual([true, false]);
    });

    itJudgedBy('pdfsig', 'certutil')('is valid and trusted for pdfsig', async () => {
      const trust = identity.authorityCertificateDer;
      expect((await askPdfsig(tamper(sealed), trust)).text).not.toContain('Signature is Valid');
      const { text } = await askPdfsig(sealed, trust);
      expect(text).toContain('Signature Type: adbe.pkcs7.detached');
      expect(text).toContain('Signature Validation: Signature is Valid.');
      expect(text).toContain('Certificate Validation: Certificate is Trusted.');
    });

    itJudgedBy('mutool')('is unchanged since signing for MuPDF', async () => {
      expect((await askOfFile('mutool', ['sign', '-v'], tamper(sealed))).text).toContain('Digest error');
      const { text } = await askOfFile('mutool', ['sign', '-v'], sealed);
      expect(text).toContain('The document is unchanged since signing.');
    });
  });

  describe.each(CASES)('$kind, cross-reference $form', ({ kind, form }) => {
    const { identity, drawn, sealed } = sealOnce(kind, form);

    itJudgedBy('pdfsig', 'certutil')(
      'is valid, trusted, wholly signed, with the Chinese name whole, for pdfsig',
      async () => {
        const rejected = await askPdfsig(tamper(sealed), identity.authorityCertificateDer);
        expect(rejected.text).not.toContain('Signature is Valid');
        const answer = await askPdfsig(sealed, identity.authorityCertificateDer);
        expect(answer.text).toContain('Signature Validation: Signature is Valid.');
        expect(answer.text).toContain('Certificate Validation: Certificate is Trusted.');
        expect(answer.text).toContain(`Signer Certificate Common Name: ${SIGNER}`);
        expect(answer.text).toContain('Total document signed');
      },
      60_000,
    );

    itJudgedBy('openssl')('verifies as CAdES for OpenSSL', async () => {
      const [signature] = judge(sealed).signatures;
      const { contentsStart, contentsEnd, contents } = signature as PdfSignature;
      const signedBytes = (file: Uint8Array) =>
        Buffer.concat([file.subarray(0, contentsStart), file.subarray(contentsEnd)]);
      const trust = identity.authorityCertificateDer;
      const rejected = await askOpensslCms(contents, signedBytes(tamper(sealed)), trust);
      expect(rejected.exitCode).not.toBe(0);
      const answer = await askOpensslCms(contents, signedBytes(sealed), trust);
      expect(answer.text).toContain('CAdES Verification successful');
    });

    itJudgedBy('mutool')('is unchanged since signing for MuPDF', async () => {
      const rejected = await askOfFile('mutool', ['sign', '-v'], tamper(sealed));
      expect(rejected.text).toContain('Digest error');
      const answer = await askOfFile('mutool', ['sign', '-v'], sealed);
      expect(answer.text).toContain('The document is unchanged since signing.');
      expect(answer.text).toContain(`cn=${SIGNER}`);
    });

    itJudgedBy('qpdf')('is without syntax errors for qpdf', async () => {
      const rejected = await askOfFile('qpdf', ['--check'], sealed.subarray(0, sealed.length - 300));
      expect(rejected.exitCode).not.toBe(0);
      expect((await askOfFile('qpdf', ['--check'], sealed)).exitCode).toBe(0);
    });

    itJudgedBy('pdfsig', 'certutil')(
      'keeps its first signature valid when a second seal follows',
      async () => {
        const twice = sealPdf(sealed, identity, { fieldName: 'Seal2', visible: VISIBLE });
        expect(Buffer.from(twice.subarray(0, sealed.length)).equals(sealed)).toBe(true);
        expect(Buffer.from(sealed.subarray(0, drawn.bytes.length)).equals(drawn.bytes)).toBe(true);
        const answer = await askPdfsig(twice, identity.authorityCertificateDer);
        expect(answer.text.match(/Signature is Valid/g)).toHaveLength(2);
        const { verdicts } = judge(twice);
        expect(verdicts.map(({ isIntact, isUnchanged }) => isIntact && isUnchanged)).toEqual([true, true]);
        expect(verdicts[0]?.changes).toMatchObject([
          { code: 'signature-added', isPermitted: true, pageNumber: 1 },
        ]);
      },
      60_000,
    );
  });
});

describe('a PDF that another program wrote', () => {
  const KINDS: readonly (readonly [string, readonly string[]])[] = [
    ['with object streams', ['--object-streams=generate']],
    ['linearized, with a table', ['--linearize', '--object-streams=disable']],
    ['linearized, with object streams', ['--linearize', '--object-streams=generate']],
  ];
  const identity = makeSigningIdentity('p-256', SIGNER);

  describe.each(KINDS)('%s', (_, options) => {
    itJudgedBy('qpdf', 'pdfsig', 'certutil')(
      'is sealed twice, and both seals are valid',
      async () => {
        const original = await rewrite(
          drawPdf({ pages: ['one', 'two'], pageEntries: { Rotate: 90 } }).bytes,
          options,
        );
        const once = sealPdf(original, identity, { visible: { ...VISIBLE, pageIndex: 1 } });
        const twice = sealPdf(once, identity, { fieldName: 'Seal2', visible: VISIBLE });
        const rejected = await askPdfsig(
          Buffer.from(twice).fill(0x20, 20, 30),
          identity.authorityCertificateDer,
        );
        expect(rejected.text).not.toContain('Signature is Valid');
        const answer = await askPdfsig(twice, identity.authorityCertificateDer);
        expect(answer.text.match(/Signature is Valid/g)).toHaveLength(2);
        expect((await askOfFile('qpdf', ['--check'], twice)).exitCode).toBe(0);
        expect(isFoundGood(twice)).toBe(true);
        expect(isFoundGood(paintOver(twice))).toBe(false);
      },
      60_000,
    );
  });
});

/** The same document in another form, as qpdf writes it. */
function rewrite(pdf: Uint8Array, options: readonly string[]): Promise<Buffer> {
  return withFolder(async (folder) => {
    const [input, output] = [join(folder, 'in.pdf'), join(folder, 'out.pdf')];
    await writeFile(input, pdf);
    await ask('qpdf', [...options, input, output]);
    return readFile(output);
  });
}

describe.each(FORMS)('a tampered sealed PDF before our own judge, cross-reference %s', (form) => {
  const { sealed } = sealOnce('p-256', form);
  const [signature] = judge(sealed).signatures as [PdfSignature];

  it('finds the untouched file good', () => {
    expect(isFoundGood(sealed)).toBe(true);
  });

  it('finds out one byte changed at each of 200 places outside /Contents', () => {
    let seed = 20_261_123;
    const places = new Set<number>();
    while (places.size < 200) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      const place = seed % sealed.length;
      if (place < signature.contentsStart || place >= signature.contentsEnd) places.add(place);
    }
    const passed = [...places].filter((place) => {
      const twin = Buffer.from(sealed);
      twin[place] = (twin[place] as number) ^ (1 << (place % 8));
      return isFoundGood(twin);
    });
    expect(passed).toEqual([]);
  });

  it('finds out bytes in the padding of /Contents', () => {
    const twin = Buffer.from(sealed);
    twin.write('BEEF', signature.contentsEnd - 20, 'latin1');
    expect(judge(twin).verdicts[0]?.structureProblems).toEqual(['contents-padding-not-zero']);
  });

  it('finds out an appended newline', () => {
    const twin = Buffer.concat([sealed, Buffer.from('\n')]);
    expect(judge(twin).verdicts[0]?.structureProblems).toEqual(['trailing-bytes']);
  });

  it('finds out an appended revision that paints over the name', () => {
    const [verdict] = judge(paintOver(sealed)).verdicts;
    expect(verdict).toMatchObject({ isIntact: true, isUnchanged: false });
    expect(verdict?.changes).toMatchObject([
      { code: 'page-content-altered', isPermitted: false, pageNumber: 1 },
    ]);
  });

  itJudgedBy('pdfsig')('finds out what pdfsig lets pass', async () => {
    const answer = await askOfFile('pdfsig', ['-nocert'], paintOver(sealed));
    expect(answer.text).toContain('Signature is Valid');
  });
});
