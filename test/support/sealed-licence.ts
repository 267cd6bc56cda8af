import { buildSignedAttributes } from '../../src/crypto/cms/signed-attributes.ts';
import { assembleSignedData, estimateSignedDataBytes } from '../../src/crypto/cms/signed-data-writer.ts';
import type { KnownLayout } from '../../src/crypto/pdf/known-layout.ts';
import { prepareSeal } from '../../src/crypto/pdf/seal-preparation.ts';
import { compileFace } from '../../src/typesetting/compile-face.ts';
import { drawFace } from '../../src/typesetting/draw-face.ts';
import { SAMPLE_DATA, SAMPLE_DOCUMENT, SAMPLE_TEMPLATE } from '../factories/sample-face.ts';
import type { TestPki, TestUnit } from '../factories/test-pki.ts';
import { shippedFonts } from './fonts.ts';
import { RED_RING } from './sealed-pdf.ts';

/** A licence as our own writer draws it, with both QR codes, metadata and attachment; not sealed. */
export function drawSampleLicence(): { readonly pdf: Uint8Array; readonly layout: KnownLayout } {
  return drawFace(compileFace(SAMPLE_TEMPLATE, shippedFonts()), SAMPLE_DATA, SAMPLE_DOCUMENT);
}

/** Seals a PDF with the certificate of a unit of a test PKI, as the signing service does. */
export async function sealByUnit(
  pdf: Uint8Array,
  { root, issuing }: Pick<TestPki, 'root' | 'issuing'>,
  unit: TestUnit,
  layout?: KnownLayout,
): Promise<Uint8Array> {
  const { algorithm, maxSignatureBytes } = unit.key;
  const certificatesDer = [unit.certificate.der, issuing.certificate.der, root.certificate.der];
  const seal = prepareSeal(
    pdf,
    {
      subFilter: 'ETSI.CAdES.detached',
      digest: 'sha256',
      // Room as the service leaves it: some zeros stand behind the container.
      reservedCmsBytes: estimateSignedDataBytes({ algorithm, maxSignatureBytes, certificatesDer }) + 64,
      fieldName: 'Seal1',
      signedAt: new Date('2026-11-23T09:00:00Z'),
      visible: {
        pageIndex: 0,
        place: { xMm: 130, yMm: 225, widthMm: 42, heightMm: 42 },
        appearance: RED_RING,
      },
    },
    layout,
  );
  const signedAttributesDer = buildSignedAttributes({
    messageDigest: seal.messageDigest,
    signerCertificateDer: unit.certificate.der,
    digest: 'sha256',
  });
  const signature = await unit.key.sign(signedAttributesDer);
  return seal.embed(assembleSignedData({ signedAttributesDer, signature, algorithm, certificatesDer }));
}
