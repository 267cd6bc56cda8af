import { requireAdmitted } from '../crypto/ses/seal-admission.ts';
import { readElectronicSeal } from '../crypto/ses/seal-reader.ts';
import {
  assembleSealSignature,
  buildSealTbs,
  byteRangeProperty,
  estimateSealSignatureBytes,
} from '../crypto/ses/seal-signature-writer.ts';
import { SesError } from '../crypto/ses/ses-error.ts';
import type { TimeStamper } from '../trust/time-stamper.ts';
import type { SignatureContainer } from './signature-container.ts';
import type { Signer } from './signer.ts';
import { SigningError } from './signing.errors.ts';
import { stampSignature } from './stamped-signature.ts';

/**
 * SES_Signature of GB/T 38540 over the document. The seal is looked at before the key is asked (§7.2): it must be of
 * version 4, made for the signer's certificate, and in force at the signing time.
 *
 * @param stamper who stamps the signature value (§7.1, timeStamp; level B-T); null for none
 * @param signedAt stated in the signature, in whole seconds
 * @throws SigningError signing.seal-not-usable
 */
export function nationalSealContainer(
  signer: Signer,
  stamper: TimeStamper | null,
  signedAt: Date | undefined,
): SignatureContainer {
  const { certificateDer, electronicSealDer: sealDer } = signer;
  if (signer.algorithm !== 'sm2-sm3' || !sealDer || !signedAt)
    throw new SigningError('signing.seal-not-usable');
  requireUsable(sealDer, certificateDer, signedAt);
  return {
    digest: 'sm3',
    certificatesDer: [certificateDer, readElectronicSeal(sealDer).makerCertificateDer],
    isCms: false,
    maxBytes: estimateSealSignatureBytes(sealDer, certificateDer, stamper?.maxTokenBytes),
    async sign({ messageDigest: dataHash, byteRange }, sealUseId, pass) {
      const propertyInfo = byteRangeProperty(byteRange);
      const tbsDer = buildSealTbs({ sealDer, dataHash, propertyInfo, signedAt });
      const signature = await signer.sign(tbsDer, sealUseId);
      const tokenDer = await stampSignature(signature, stamper, pass);
      const containerDer = assembleSealSignature({
        tbsDer,
        signerCertificateDer: certificateDer,
        signature,
        ...(tokenDer && { timeStampDer: tokenDer }),
      });
      return { containerDer, tokenDer };
    },
  };
}

function requireUsable(sealDer: Uint8Array, certificateDer: Uint8Array, signedAt: Date): void {
  try {
    requireAdmitted(sealDer, certificateDer, signedAt);
  } catch (cause) {
    if (cause instanceof SesError) throw new SigningError('signing.seal-not-usable', cause);
    throw cause;
  }
}
