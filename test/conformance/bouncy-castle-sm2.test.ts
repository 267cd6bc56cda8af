import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSignedAttributes } from '../../src/crypto/cms/signed-attributes.ts';
import { assembleSignedData, estimateSignedDataBytes } from '../../src/crypto/cms/signed-data-writer.ts';
import { Budget } from '../../src/crypto/pdf/budget.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import { prepareSeal } from '../../src/crypto/pdf/seal-preparation.ts';
import { readSignatures } from '../../src/crypto/pdf/signature-reader.ts';
import { signedParts } from '../../src/crypto/pdf/signed-parts.ts';
import { makeElectronicSeal } from '../../src/crypto/ses/seal-writer.ts';
import { makeSealWorld, type SealWorld } from '../factories/test-seals.ts';
import { askBouncyCastle, itJudgedByBouncyCastle } from '../support/bouncy-castle.ts';
import { drawPdf } from '../support/drawn-pdf.ts';
import { sealPdfNationally } from '../support/national-sealed-pdf.ts';
import { withFolder } from '../support/pdf-judges.ts';

const SIGNED_AT = new Date('2026-11-23T08:00:00Z');

/** What Bouncy Castle says of the signature taken out of a file, over its byte range. */
function verdictOn(kind: 'cms' | 'seal', pdf: Uint8Array): Promise<string> {
  const document = PdfDocument.open(pdf, new Budget());
  const [signature] = readSignatures(document);
  return withFolder(async (folder) => {
    const [container, content] = [join(folder, 'container.der'), join(folder, 'content.bin')];
    await writeFile(container, signature?.contents ?? Buffer.alloc(0));
    await writeFile(content, Buffer.concat(signedParts(document, signature?.byteRange ?? [])));
    return askBouncyCastle('JudgeSm2', kind, container, content);
  });
}

/** A PAdES-B-B signature of the unit with SM2. */
async function sealPdfAsCms(pdf: Uint8Array, { pki }: SealWorld): Promise<Uint8Array> {
  const { certificate, key } = pki.unit;
  const { algorithm, maxSignatureBytes } = key;
  const certificatesDer = [certificate.der, pki.issuing.certificate.der];
  const prepared = prepareSeal(pdf, {
    subFilter: 'ETSI.CAdES.detached',
    digest: 'sm3',
    reservedCmsBytes: estimateSignedDataBytes({ algorithm, maxSignatureBytes, certificatesDer }),
    fieldName: 'Seal1',
    signedAt: SIGNED_AT,
  });
  const signedAttributesDer = buildSignedAttributes({
    messageDigest: prepared.messageDigest,
    signerCertificateDer: certificate.der,
    digest: 'sm3',
  });
  const signature = await key.sign(signedAttributesDer);
  return prepared.embed(assembleSignedData({ signedAttributesDer, signature, algorithm, certificatesDer }));
}

/** One byte of the page is another, and the file stays readable. */
function withOtherPage(pdf: Uint8Array): Buffer {
  const twin = Buffer.from(pdf);
  twin[twin.indexOf('/MediaBox') + 14] = 0x37;
  return twin;
}

describe('our SM2 signatures before Bouncy Castle', () => {
  let world: SealWorld;
  beforeAll(async () => {
    world = await makeSealWorld();
  });

  itJudgedByBouncyCastle('CMS holds, and not over another page', async () => {
    const pdf = await sealPdfAsCms(drawPdf().bytes, world);
    expect(await verdictOn('cms', withOtherPage(pdf))).toBe('digest differs');
    expect(await verdictOn('cms', pdf)).toBe('holds');
  });

  itJudgedByBouncyCastle('a seal of GB/T 38540 holds in every field, and its twins do not', async () => {
    const pdf = await sealPdfNationally(drawPdf().bytes, world, SIGNED_AT);
    expect(await verdictOn('seal', withOtherPage(pdf))).toBe('digest differs');
    const { certificateDer } = world.maker;
    const sealDer = await makeElectronicSeal(world.content, { certificateDer, key: world.pki.unit.key });
    const forged = await sealPdfNationally(drawPdf().bytes, { ...world, sealDer }, SIGNED_AT);
    expect(await verdictOn('seal', forged)).toBe('signature of the seal differs');
    expect(await verdictOn('seal', pdf)).toBe('holds');
  });
});
