import { type CmsIdentifiers, identifiersOf } from '../crypto/cms/cms-identifiers.ts';
import { writtenAlgorithm } from '../crypto/cms/signature-algorithms.ts';
import { buildSignedAttributes } from '../crypto/cms/signed-attributes.ts';
import { assembleSignedData, estimateSignedDataBytes } from '../crypto/cms/signed-data-writer.ts';
import type { SignatureContainer } from './signature-container.ts';
import type { Signer } from './signer.ts';

/** CMS SignedData over the document (RFC 5652 §5), in its own identifiers or in those of GB/T 35275. */
export function cmsContainer(signer: Signer, identifiers: CmsIdentifiers = 'rfc5652'): SignatureContainer {
  const { algorithm, certificateDer, chainDer, maxSignatureBytes } = signer;
  const { digest } = writtenAlgorithm(algorithm);
  const certificatesDer = [certificateDer, ...chainDer];
  return {
    digest,
    maxBytes: estimateSignedDataBytes({ algorithm, maxSignatureBytes, certificatesDer, identifiers }),
    async sign({ messageDigest }, use) {
      const signedAttributesDer = buildSignedAttributes({
        messageDigest,
        signerCertificateDer: certificateDer,
        digest,
        contentType: identifiersOf(identifiers).data,
      });
      const signature = await signer.sign(signedAttributesDer, use.id);
      return assembleSignedData({ signedAttributesDer, signature, algorithm, certificatesDer, identifiers });
    },
  };
}
