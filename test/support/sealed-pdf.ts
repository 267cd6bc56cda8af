import { writtenAlgorithm } from '../../src/crypto/cms/signature-algorithms.ts';
import { buildSignedAttributes } from '../../src/crypto/cms/signed-attributes.ts';
import { assembleSignedData, estimateSignedDataBytes } from '../../src/crypto/cms/signed-data-writer.ts';
import type { KnownLayout } from '../../src/crypto/pdf/known-layout.ts';
import type { SealAppearance, SealOptions } from '../../src/crypto/pdf/seal-options.ts';
import { prepareSeal } from '../../src/crypto/pdf/seal-preparation.ts';
import { type SigningIdentity, signAttributes } from './signing-identity.ts';

/** A red ring with a bar in it: enough to see whether it stands upright. */
export const RED_RING: SealAppearance = {
  contentStream: Buffer.from('1 0 0 RG 1 0 0 rg 4 w 60 60 m 10 10 100 100 re S 30 80 60 10 re f', 'latin1'),
  bboxPt: [0, 0, 120, 120],
};

/** Seals as the signing service does: prepare, sign the attributes, embed. */
export function sealPdf(
  pdf: Uint8Array,
  identity: SigningIdentity,
  options: Partial<SealOptions> = {},
  known?: KnownLayout,
): Uint8Array {
  const { algorithm, certificateDer, authorityCertificateDer } = identity;
  const { digest } = writtenAlgorithm(algorithm);
  const certificatesDer = [certificateDer, authorityCertificateDer];
  const reservedCmsBytes = estimateSignedDataBytes({ algorithm, maxSignatureBytes: 256, certificatesDer });
  const seal = prepareSeal(
    pdf,
    {
      subFilter: 'ETSI.CAdES.detached',
      digest,
      reservedCmsBytes,
      fieldName: 'Seal1',
      signedAt: new Date('2026-11-23T09:00:00Z'),
      ...options,
    },
    known,
  );
  const signedAttributesDer = buildSignedAttributes({
    messageDigest: seal.messageDigest,
    signerCertificateDer: certificateDer,
    digest,
  });
  const signature = signAttributes(identity, signedAttributesDer);
  return seal.embed(assembleSignedData({ signedAttributesDer, signature, algorithm, certificatesDer }));
}
