import { Inject, Injectable } from '@nestjs/common';
import { readSignedData } from '../crypto/cms/signed-data-reader.ts';
import { Budget } from '../crypto/pdf/budget.ts';
import { prepareDocumentTimeStamp } from '../crypto/pdf/document-time-stamp.ts';
import { PdfDocument } from '../crypto/pdf/pdf-document.ts';
import type { PdfSignature } from '../crypto/pdf/pdf-signature.ts';
import { appendValidationData } from '../crypto/pdf/security-store-update.ts';
import { readSignatures } from '../crypto/pdf/signature-reader.ts';
import { distinctDers, type ValidationData } from '../crypto/pdf/validation-data.ts';
import { TimeStamper } from '../trust/time-stamper.ts';
import { ValidationDataSource } from '../trust/validation-data-source.ts';
import { containerParts } from './container-parts.ts';
import { answersFor, type ForeseenEvidence, withoutCarried } from './foreseen-evidence.ts';
import type { SignatureContainer } from './signature-container.ts';
import { reaches, type SignatureLevel } from './signature-level.ts';

/** Raises sealed files to a higher level, always by appending: every signature that is there keeps holding. */
@Injectable()
export class SignatureRaising {
  constructor(
    @Inject(TimeStamper) readonly timeStamper: TimeStamper,
    @Inject(ValidationDataSource) private readonly validationData: ValidationDataSource,
  ) {}

  /**
   * Raises all signatures of a PDF. Where one has no time-stamp, a document time-stamp comes first (B-T by ETSI
   * EN 319 142-1 §6.3); B-LT puts evidence for all certificates into the document security store; B-LTA stamps that.
   * Asked for B-LTA again it renews: new evidence, and one more time-stamp over it.
   *
   * @throws TrustError trust.no-time-stamp, trust.no-validation-data; PdfError for the file; CmsError,
   *   SesError for a signature
   */
  async raise(pdf: Uint8Array, level: SignatureLevel): Promise<Uint8Array> {
    if (!reaches(level, 'B-T')) return pdf;
    const signatures = signaturesOf(pdf);
    const isProven = isEverySealStamped(signatures);
    const proven = isProven ? pdf : await this.stamped(pdf);
    if (!reaches(level, 'B-LT')) return proven;
    const evidence = await this.evidenceFor(isProven ? signatures : signaturesOf(proven));
    const kept = appendValidationData(proven, evidence);
    return reaches(level, 'B-LTA') ? this.stamped(kept) : kept;
  }

  /**
   * Renews the proof of a file that carries the evidence for its seals already (B-LT or B-LTA), also when their
   * certificates have ended long since: fresh evidence for the authorities of its newest time-stamps alone, and one more
   * time-stamp over all. Raises B-LT to B-LTA.
   *
   * @throws as `raise`; trust.no-validation-data also once those authorities have ended: then it is too late
   */
  async prolong(pdf: Uint8Array): Promise<Uint8Array> {
    const tokens = newestTimeStamps(signaturesOf(pdf)).map(readSignedData);
    const carried = distinctDers(tokens.flatMap(({ certificatesDer }) => certificatesDer));
    const { data } = await this.validationData.collect(carried);
    return this.stamped(appendValidationData(pdf, withoutCarried(data, carried)));
  }

  /**
   * Evidence for a seal by this signer before it is made, so that it can stand in the very revision of the seal. Asked
   * first, it also finds out that a responder or the time-stamp authority is down before a signature is spent.
   *
   * @param container of the signature that is to be made
   * @param chainDer what else is known to lead up from its certificates
   * @throws TrustError trust.no-time-stamp, trust.no-validation-data
   */
  async foresee(
    { certificatesDer, isCms }: SignatureContainer,
    chainDer: readonly Uint8Array[],
  ): Promise<ForeseenEvidence> {
    const authorityCertificatesDer = await this.timeStamper.authorityCertificates();
    const carried = [...certificatesDer, ...authorityCertificatesDer];
    const { data, goodUntil } = await this.validationData.collect(distinctDers([...carried, ...chainDer]));
    return { data: withoutCarried(data, isCms ? carried : []), authorityCertificatesDer, goodUntil };
  }

  /**
   * What a new seal still lacks for its level. Nothing for B-LT where the evidence in its revision came true; else that
   * is appended. B-LTA takes a document time-stamp besides.
   *
   * @param tokenDer the time-stamp token in the seal
   * @throws as `raise`
   */
  async finish(
    sealed: Uint8Array,
    level: SignatureLevel,
    evidence: ForeseenEvidence,
    tokenDer: Uint8Array,
  ): Promise<Uint8Array> {
    if (!answersFor(evidence, tokenDer)) return this.raise(sealed, level);
    return reaches(level, 'B-LTA') ? this.stamped(sealed) : sealed;
  }

  private async stamped(pdf: Uint8Array): Promise<Uint8Array> {
    const prepared = prepareDocumentTimeStamp(pdf, this.timeStamper.maxTokenBytes);
    return prepared.embed(await this.timeStamper.stamp(prepared.messageDigest));
  }

  private async evidenceFor(signatures: readonly PdfSignature[]): Promise<ValidationData> {
    const containers = signatures.map(containerParts);
    const all = containers.flatMap(({ certificatesDer }) => certificatesDer);
    const carried = containers.flatMap(({ certificatesDer, isCms }) => (isCms ? certificatesDer : []));
    return withoutCarried((await this.validationData.collect(distinctDers(all))).data, carried);
  }
}

const signaturesOf = (pdf: Uint8Array): readonly PdfSignature[] =>
  readSignatures(PdfDocument.open(pdf, new Budget()));

/** Stamped inside, or by a document time-stamp that covers more of the file than the seal does. */
function isEverySealStamped(signatures: readonly PdfSignature[]): boolean {
  const stamps = signatures.filter(({ kind }) => kind === 'document-time-stamp');
  const stampedLength = Math.max(0, ...stamps.map(({ coveredLength }) => coveredLength));
  return signatures.every(
    (signature) =>
      signature.kind === 'document-time-stamp' ||
      signature.coveredLength < stampedLength ||
      containerParts(signature).timeStampsDer.length > 0,
  );
}

/** The last document time-stamp; where there is none, those inside the seals. ContentInfo each. */
function newestTimeStamps(signatures: readonly PdfSignature[]): Uint8Array[] {
  const [last] = signatures
    .filter(({ kind }) => kind === 'document-time-stamp')
    .sort((a, b) => b.coveredLength - a.coveredLength);
  return last ? [last.contents] : signatures.flatMap((one) => [...containerParts(one).timeStampsDer]);
}
