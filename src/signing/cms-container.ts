import { type CmsIdentifiers, identifiersOf } from '../crypto/cms/cms-identifiers.ts';
import { writtenAlgorithm } from '../crypto/cms/signature-algorithms.ts';
import { signatureTimeStampAttribute, signatureTimeStampBytes } from '../crypto/cms/signature-time-stamp.ts';
import { buildSignedAttributes } from '../crypto/cms/signed-attributes.ts';
import { assembleSignedData, estimateSignedDataBytes } from '../crypto/cms/signed-data-writer.ts';
import type { TimeStamper } from '../trust/time-stamper.ts';
import type { SignatureContainer } from './signature-container.ts';
import type { Signer } from './signer.ts';
import { stampSignature } from './stamped-signature.ts';

/**
 * CMS SignedData over the document (RFC 5652 §5), in its own identifiers or in those of GB/T 35275.
 *
 * @param stamper who stamps the signature (B-T); null for none (B-B)
 */
export function cmsContainer(
  signer: Signer,
  stamper: TimeStamper | null,
  identifiers: CmsIdentifiers = 'rfc5652',
): SignatureContainer {
  const { algorithm, certificateDer, chainDer, maxSignatureBytes } = signer;
  const { digest } = writtenAlgorithm(algorithm);
  const certificatesDer = [certificateDer, ...chainDer];
  return {
    digest,
    certificatesDer,
    isCms: true,
    maxBytes: estimateSignedDataBytes({
      algorithm,
      maxSignatureBytes,
      certificatesDer,
      identifiers,
      unsignedAttributesBytes: stamper ? signatureTimeStampBytes(stamper.maxTokenBytes) : 0,
    }),
    async sign({ messageDigest }, use, pass) {
      const signedAttributesDer = buildSignedAttributes({
        messageDigest,
        signerCertificateDer: certificateDer,
        digest,
        contentType: identifiersOf(identifiers).data,
      });
      const signature = await signer.sign(signedAttributesDer, use.id);
      const tokenDer = await stampSignature(signature, stamper, pass);
      const unsignedAttributes = tokenDer ? [signatureTimeStampAttribute(tokenDer)] : [];
      const signed = { signedAttributesDer, signature, algorithm, certificatesDer };
      return { containerDer: assembleSignedData({ ...signed, identifiers, unsignedAttributes }), tokenDer };
    },
  };
}
