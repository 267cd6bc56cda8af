import { type CmsIdentifiers, identifiersOf } from '../crypto/cms/cms-identifiers.ts';
import { writtenAlgorithm } from '../crypto/cms/signature-algorithms.ts';
import { signatureTimeStampAttribute, signatureTimeStampBytes } from '../crypto/cms/signature-time-stamp.ts';
import { signedAttributesOf } from '../crypto/cms/signed-attributes.ts';
import {
  assembleSignedData,
  estimateSignedDataBytes,
  withUnsignedAttributes,
} from '../crypto/cms/signed-data-writer.ts';
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
  const { algorithm } = signer;
  const { certificatesDer, attributesOver, bareBytes } = constantsOf(signer, identifiers);
  return {
    digest: writtenAlgorithm(algorithm).digest,
    certificatesDer,
    isCms: true,
    maxBytes: stamper
      ? withUnsignedAttributes(bareBytes, signatureTimeStampBytes(stamper.maxTokenBytes))
      : bareBytes,
    async sign({ messageDigest }, sealUseId, pass) {
      const signedAttributesDer = attributesOver(messageDigest);
      const signature = await signer.sign(signedAttributesDer, sealUseId);
      const tokenDer = await stampSignature(signature, stamper, pass);
      const unsignedAttributes = tokenDer ? [signatureTimeStampAttribute(tokenDer)] : [];
      const signed = { signedAttributesDer, signature, algorithm, certificatesDer };
      return { containerDer: assembleSignedData({ ...signed, identifiers, unsignedAttributes }), tokenDer };
    },
  };
}

/** What is the same in every signature of a signer. */
interface SignerConstants {
  readonly certificatesDer: readonly Uint8Array[];
  readonly attributesOver: (messageDigest: Uint8Array) => Uint8Array;
  /** The most that the container takes without a time-stamp. */
  readonly bareBytes: number;
}

/** A signer is kept as long as its key is; making this anew would cost as much as a signature with P-256. */
const kept = new WeakMap<Signer, Map<CmsIdentifiers, SignerConstants>>();

function constantsOf(signer: Signer, identifiers: CmsIdentifiers): SignerConstants {
  const ofSigner = kept.get(signer) ?? new Map<CmsIdentifiers, SignerConstants>();
  kept.set(signer, ofSigner);
  const known = ofSigner.get(identifiers);
  if (known !== undefined) return known;
  const { algorithm, certificateDer, chainDer, maxSignatureBytes } = signer;
  const certificatesDer = [certificateDer, ...chainDer];
  const { digest } = writtenAlgorithm(algorithm);
  const contentType = identifiersOf(identifiers).data;
  const constants = {
    certificatesDer,
    attributesOver: signedAttributesOf({ signerCertificateDer: certificateDer, digest, contentType }),
    bareBytes: estimateSignedDataBytes({ algorithm, maxSignatureBytes, certificatesDer, identifiers }),
  };
  ofSigner.set(identifiers, constants);
  return constants;
}
