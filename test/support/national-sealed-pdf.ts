import type { SealOptions } from '../../src/crypto/pdf/seal-options.ts';
import { prepareSeal } from '../../src/crypto/pdf/seal-preparation.ts';
import {
  assembleSealSignature,
  buildSealTbs,
  byteRangeProperty,
  estimateSealSignatureBytes,
} from '../../src/crypto/ses/seal-signature-writer.ts';
import type { SealWorld } from '../factories/test-seals.ts';

/** Seals a PDF with the seal of GB/T 38540 of a test world. */
export async function sealPdfNationally(
  pdf: Uint8Array,
  { pki, sealDer }: SealWorld,
  signedAt: Date,
  options: Partial<SealOptions> = {},
): Promise<Uint8Array> {
  const { certificate, key } = pki.unit;
  const prepared = prepareSeal(pdf, {
    subFilter: 'GM.sm2seal',
    digest: 'sm3',
    reservedCmsBytes: estimateSealSignatureBytes(sealDer, certificate.der),
    fieldName: 'Seal1',
    signedAt,
    ...options,
  });
  const dataHash = prepared.messageDigest;
  const propertyInfo = byteRangeProperty(prepared.byteRange);
  const tbsDer = buildSealTbs({ sealDer, dataHash, propertyInfo, signedAt });
  const signature = await key.sign(tbsDer);
  return prepared.embed(assembleSealSignature({ tbsDer, signerCertificateDer: certificate.der, signature }));
}
