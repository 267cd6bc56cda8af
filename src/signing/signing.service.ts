import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { writtenAlgorithm } from '../crypto/cms/signature-algorithms.ts';
import { buildSignedAttributes } from '../crypto/cms/signed-attributes.ts';
import { assembleSignedData, estimateSignedDataBytes } from '../crypto/cms/signed-data-writer.ts';
import type { KnownLayout } from '../crypto/pdf/known-layout.ts';
import type { SealOptions } from '../crypto/pdf/seal-options.ts';
import { type PreparedSeal, prepareSeal } from '../crypto/pdf/seal-preparation.ts';
import type { PersistedSealUse } from './persisted-seal-use.ts';
import { type Signer, SignerProvider } from './signer.ts';
import { SigningError } from './signing.errors.ts';

/** What is to be sealed, and how it shall look. */
export interface SealingRequest {
  /** `seals.key_id`. */
  readonly sealKeyId: string;
  readonly pdf: Uint8Array;
  /** Where the parts of a PDF lie that we have just drawn ourselves; without it the file is parsed. */
  readonly layout?: KnownLayout;
  /** Field, place and picture; digest and room follow from the key. */
  readonly seal: Omit<SealOptions, 'digest' | 'reservedCmsBytes'>;
}

export interface SealedPdf {
  /** The document with the revision that carries the seal. */
  readonly pdf: Uint8Array;
  readonly signerCertificateDer: Uint8Array;
}

/** Puts seals on documents; knows nothing of what the documents are. */
@Injectable()
export class SigningService {
  constructor(@Inject(SignerProvider) private readonly signers: SignerProvider) {}

  /**
   * Seals a PDF by an incremental update: PAdES-B-B (ETSI EN 319 142-1) or `adbe.pkcs7.detached`. Makes exactly one
   * signature, or none when it throws before the signer is asked; no transaction may be open around it.
   *
   * @param use the committed *intended* use; its digest must be that of `request.pdf`
   * @throws SigningError signing.document-differs, signing.key-failed; TrustError for the key; PdfError for the file
   */
  async sealPdf(use: PersistedSealUse, request: SealingRequest): Promise<SealedPdf> {
    requireSameDocument(use, request.pdf);
    const signer = await this.signers.forSeal(request.sealKeyId);
    const { algorithm, certificateDer, chainDer, maxSignatureBytes } = signer;
    const certificatesDer = [certificateDer, ...chainDer];
    const prepared = prepareSeal(
      request.pdf,
      {
        ...request.seal,
        digest: writtenAlgorithm(algorithm).digest,
        reservedCmsBytes: estimateSignedDataBytes({ algorithm, maxSignatureBytes, certificatesDer }),
      },
      request.layout,
    );
    return { pdf: prepared.embed(await signed(prepared, signer, use)), signerCertificateDer: certificateDer };
  }
}

/** CMS over the prepared document, DER of ContentInfo (RFC 5652 §5). */
async function signed(prepared: PreparedSeal, signer: Signer, use: PersistedSealUse): Promise<Uint8Array> {
  const { algorithm, certificateDer, chainDer } = signer;
  const signedAttributesDer = buildSignedAttributes({
    messageDigest: prepared.messageDigest,
    signerCertificateDer: certificateDer,
    digest: writtenAlgorithm(algorithm).digest,
  });
  const signature = await signer.sign(signedAttributesDer, use.id);
  const certificatesDer = [certificateDer, ...chainDer];
  return assembleSignedData({ signedAttributesDer, signature, algorithm, certificatesDer });
}

/** A use was granted for exactly these bytes; sealing others would be a seal that nobody asked for. */
function requireSameDocument({ documentDigest }: PersistedSealUse, pdf: Uint8Array): void {
  const digest = createHash('sha256').update(pdf).digest();
  if (documentDigest.length !== digest.length || !timingSafeEqual(digest, documentDigest)) {
    throw new SigningError('signing.document-differs');
  }
}
