import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { CmsIdentifiers } from '../crypto/cms/cms-identifiers.ts';
import type { KnownLayout } from '../crypto/pdf/known-layout.ts';
import { isNationalSubFilter } from '../crypto/pdf/national-seal-filters.ts';
import type { PdfDocument } from '../crypto/pdf/pdf-document.ts';
import type { SealOptions } from '../crypto/pdf/seal-options.ts';
import { prepareSeal } from '../crypto/pdf/seal-preparation.ts';
import { cmsContainer } from './cms-container.ts';
import { nationalSealContainer } from './national-seal-container.ts';
import type { PersistedSealUse } from './persisted-seal-use.ts';
import type { SignatureContainer } from './signature-container.ts';
import { reaches, type SignatureLevel } from './signature-level.ts';
import { SignatureRaising } from './signature-raising.ts';
import { type Signer, SignerProvider } from './signer.ts';
import { SigningError } from './signing.errors.ts';
import type { PassStep } from './signing-step.ts';

/** What is to be sealed, and how it shall look. */
export interface SealingRequest {
  /** `seals.key_id`. */
  readonly sealKeyId: string;
  readonly pdf: Uint8Array;
  /** Where the parts of a PDF lie that we have just drawn ourselves, or the file as the caller has read it. */
  readonly layout?: KnownLayout | PdfDocument;
  /** Field, place and picture; digest and room follow from the key. */
  readonly seal: Omit<SealOptions, 'digest' | 'reservedCmsBytes' | 'validationData'>;
  /** Of CMS, for SM2 keys: those of GB/T 35275 instead of RFC 5652. */
  readonly identifiers?: CmsIdentifiers;
  /** Of PAdES, default `B-B`; a seal of GB/T 38540 has its time-stamp inside, the rest lies about it as with PAdES. */
  readonly level?: SignatureLevel;
  /** Told of steps inside; for tests that end the process there. */
  readonly pass?: PassStep;
}

export interface SealedPdf {
  /** The document with the revision that carries the seal. */
  readonly pdf: Uint8Array;
  readonly signerCertificateDer: Uint8Array;
}

/** Puts seals on documents; knows nothing of what the documents are. */
@Injectable()
export class SigningService {
  constructor(
    @Inject(SignerProvider) private readonly signers: SignerProvider,
    @Inject(SignatureRaising) private readonly raising: SignatureRaising,
  ) {}

  /**
   * Seals a PDF by an incremental update: PAdES (ETSI EN 319 142-1) to the level asked for, `adbe.pkcs7.detached`, or
   * a seal of GB/T 38540, as the SubFilter says. Makes exactly one signature, or none when it throws before the signer
   * is asked; no transaction may be open around it. Evidence is asked for before the signer and stands in the revision
   * of the seal, so that B-LT needs no later one. Where the time-stamp cannot be had after that, it throws: a seal
   * below the level asked for is no result.
   *
   * @param use the committed *intended* use; its digest must be that of `request.pdf`
   * @throws SigningError signing.document-differs, signing.key-failed, signing.seal-not-usable; TrustError for the key,
   *   trust.no-time-stamp, trust.no-validation-data; PdfError for the file
   */
  async sealPdf(use: PersistedSealUse, request: SealingRequest): Promise<SealedPdf> {
    const signer = await this.signers.forSeal(request.sealKeyId);
    const { level = 'B-B' } = request;
    const container = this.containerOf(request, level, signer);
    const evidence = reaches(level, 'B-LT') ? await this.raising.foresee(container, signer.chainDer) : null;
    const prepared = prepareSeal(
      request.pdf,
      {
        ...request.seal,
        digest: container.digest,
        reservedCmsBytes: container.maxBytes,
        ...(evidence && { validationData: evidence.data }),
      },
      request.layout,
    );
    requireSameDocument(use, request.pdf, container.digest === 'sha256' ? prepared.givenDigest : undefined);
    const { containerDer, tokenDer } = await container.sign(prepared, use.id, request.pass ?? PASS_ON);
    const sealed = prepared.embed(containerDer);
    const pdf = evidence && tokenDer ? await this.raising.finish(sealed, level, evidence, tokenDer) : sealed;
    return { pdf, signerCertificateDer: signer.certificateDer };
  }

  private containerOf(
    { seal, identifiers }: SealingRequest,
    level: SignatureLevel,
    signer: Signer,
  ): SignatureContainer {
    const stamper = reaches(level, 'B-T') ? this.raising.timeStamper : null;
    return isNationalSubFilter(seal.subFilter)
      ? nationalSealContainer(signer, stamper, seal.signedAt)
      : cmsContainer(signer, stamper, identifiers);
  }
}

const PASS_ON: PassStep = () => undefined;

/**
 * A use was granted for exactly these bytes; sealing others would be a seal that nobody asked for.
 *
 * @param sha256 of the PDF, where preparing the seal has computed it
 */
function requireSameDocument(
  { documentDigest }: PersistedSealUse,
  pdf: Uint8Array,
  sha256 = createHash('sha256').update(pdf).digest() as Uint8Array,
): void {
  if (documentDigest.length !== sha256.length || !timingSafeEqual(sha256, documentDigest)) {
    throw new SigningError('signing.document-differs');
  }
}
