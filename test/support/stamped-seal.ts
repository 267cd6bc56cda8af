import { signatureTimeStampAttribute } from '../../src/crypto/cms/signature-time-stamp.ts';
import { buildSignedAttributes } from '../../src/crypto/cms/signed-attributes.ts';
import { assembleSignedData } from '../../src/crypto/cms/signed-data-writer.ts';
import { prepareSeal } from '../../src/crypto/pdf/seal-preparation.ts';
import type { TestPki } from '../factories/test-pki.ts';
import { stampOver } from '../factories/test-stamps.ts';
import { drawPdf } from './drawn-pdf.ts';

/**
 * A CMS seal of the unit of a PKI at level B-T, or B-B where `stampOf` gives nothing.
 *
 * @param stampOf time-stamp token over the signature value; default one of an authority under the same root
 */
export async function sealStamped(
  pki: TestPki,
  at: Date,
  stampOf: (signature: Uint8Array) => Promise<Uint8Array | undefined> = (signature) =>
    stampOver(pki, signature, at),
): Promise<Uint8Array> {
  const { certificate, key } = pki.unit;
  const digest = 'sha256' as const;
  const seal = prepareSeal(drawPdf().bytes, {
    subFilter: 'ETSI.CAdES.detached',
    digest,
    reservedCmsBytes: 12_000,
    fieldName: 'Seal1',
    signedAt: at,
  });
  const signedAttributesDer = buildSignedAttributes({
    messageDigest: seal.messageDigest,
    signerCertificateDer: certificate.der,
    digest,
  });
  const signature = await key.sign(signedAttributesDer);
  const tokenDer = await stampOf(signature);
  const container = assembleSignedData({
    signedAttributesDer,
    signature,
    algorithm: key.algorithm,
    certificatesDer: [certificate.der],
    unsignedAttributes: tokenDer ? [signatureTimeStampAttribute(tokenDer)] : [],
  });
  return seal.embed(container);
}
