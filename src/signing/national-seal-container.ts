import { requireAdmitted } from '../crypto/ses/seal-admission.ts';
import {
  assembleSealSignature,
  buildSealTbs,
  byteRangeProperty,
  estimateSealSignatureBytes,
} from '../crypto/ses/seal-signature-writer.ts';
import { SesError } from '../crypto/ses/ses-error.ts';
import type { SignatureContainer } from './signature-container.ts';
import type { Signer } from './signer.ts';
import { SigningError } from './signing.errors.ts';

/**
 * SES_Signature of GB/T 38540 over the document. The seal is looked at before the key is asked (§7.2): it must be of
 * version 4, made for the signer's certificate, and in force at the signing time.
 *
 * @param signedAt stated in the signature, in whole seconds
 * @throws SigningError signing.seal-not-usable
 */
export function nationalSealContainer(signer: Signer, signedAt: Date | undefined): SignatureContainer {
  const { certificateDer, electronicSealDer: sealDer } = signer;
  if (signer.algorithm !== 'sm2-sm3' || !sealDer || !signedAt)
    throw new SigningError('signing.seal-not-usable');
  requireUsable(sealDer, certificateDer, signedAt);
  return {
    digest: 'sm3',
    maxBytes: estimateSealSignatureBytes(sealDer, certificateDer),
    async sign({ messageDigest: dataHash, byteRange }, use) {
      const propertyInfo = byteRangeProperty(byteRange);
      const tbsDer = buildSealTbs({ sealDer, dataHash, propertyInfo, signedAt });
      const signature = await signer.sign(tbsDer, use.id);
      return assembleSealSignature({ tbsDer, signerCertificateDer: certificateDer, signature });
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
