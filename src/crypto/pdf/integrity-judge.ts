import { valueOr } from '../../shared/value-or.ts';
import { digestOf } from '../cms/digest-algorithms.ts';
import { imprintMatches } from '../cms/message-imprint.ts';
import { readSignedData, type SignedData } from '../cms/signed-data-reader.ts';
import type { SignerReason, SignerWarning } from '../cms/signer-reasons.ts';
import { type SignedContent, type SignerVerdict, verifySignerInfo } from '../cms/signer-verification.ts';
import { readTimeStampInfo } from '../cms/time-stamp-info.ts';
import { compareRevisions } from './change-analysis.ts';
import type { DocumentChange } from './document-change.ts';
import { isNationalSeal, judgeNationalSeal, type NationalSeal } from './national-seal-judge.ts';
import { PdfDocument } from './pdf-document.ts';
import { PdfError } from './pdf-error.ts';
import type { PdfSignature, StructureProblem } from './pdf-signature.ts';
import { revisionProblems } from './revision-structure.ts';
import { signedParts } from './signed-parts.ts';

/** What can be said of one signature from the file alone. Nothing here asks who is trusted, or what time it was. */
export interface SignatureIntegrity {
  readonly structureProblems: readonly StructureProblem[];
  /** Why the signature does not hold over its bytes; empty when it does. */
  readonly signerReasons: readonly SignerReason[];
  readonly signerWarnings: readonly SignerWarning[];
  readonly signerCertificateDer: Uint8Array | undefined;
  /** The container, when it could be read: certificates, time-stamps, revocation data. */
  readonly signedData: SignedData | undefined;
  /** The seal of GB/T 38540 with its signature, where `/Contents` is one instead of CMS. */
  readonly nationalSeal: NationalSeal | undefined;
  readonly coversWholeFile: boolean;
  /** Revisions appended behind the signed one. */
  readonly laterRevisions: number;
  /** Differences between what was signed and the document as it is; empty when the whole file is covered. */
  readonly changes: readonly DocumentChange[];
  /** The signature holds and covers what it should: no structure problem, no signer reason. */
  readonly isIntact: boolean;
  /** No change but permitted ones. */
  readonly isUnchanged: boolean;
}

/**
 * Judges one signature of a document: its place in the file, its container, its value, and what has changed since.
 * A bad document is an answer, never an exception; only an exhausted budget is thrown.
 *
 * @throws PdfError `pdf-budget-exceeded`
 */
export function judgeIntegrity(document: PdfDocument, signature: PdfSignature): SignatureIntegrity {
  const revision = openSignedRevision(document, signature);
  const structureProblems = [
    ...signature.structureProblems,
    ...revisionProblems(document, revision, signature),
  ];
  const { signedData, nationalSeal, verdict } = judgeContainer(document, signature);
  const changes =
    revision && !signature.coversWholeFile ? compareRevisions(revision, document, signature) : [];
  return {
    structureProblems,
    signerReasons: verdict.reasons,
    signerWarnings: verdict.warnings,
    signerCertificateDer: verdict.signerCertificateDer,
    signedData,
    nationalSeal,
    coversWholeFile: signature.coversWholeFile,
    laterRevisions: revision ? Math.max(0, document.sections.length - revision.sections.length) : 0,
    changes,
    isIntact: structureProblems.length === 0 && verdict.reasons.length === 0,
    isUnchanged: changes.every(({ isPermitted }) => isPermitted),
  };
}

/** The document as it was when it was signed: the bytes up to the end of what is signed, read by themselves. */
function openSignedRevision(document: PdfDocument, signature: PdfSignature): PdfDocument | undefined {
  if (signature.coversWholeFile) return document;
  if (signature.coveredLength > document.bytes.length) return undefined;
  try {
    return PdfDocument.open(document.bytes.subarray(0, signature.coveredLength), document.budget);
  } catch (cause) {
    if (cause instanceof PdfError && cause.code !== 'pdf-budget-exceeded') return undefined;
    throw cause;
  }
}

const NO_VERDICT = { warnings: [], signerCertificateDer: undefined, digest: undefined };

interface JudgedContainer {
  readonly signedData?: SignedData;
  readonly nationalSeal?: NationalSeal;
  readonly verdict: SignerVerdict;
}

/** Seals of GB/T 38540 are told from CMS by their SubFilter and by the shape of what is inside. */
function judgeContainer(document: PdfDocument, signature: PdfSignature): JudgedContainer {
  if (isNationalSeal(signature)) return judgeNationalSeal(document, signature);
  let signedData: SignedData;
  try {
    signedData = readSignedData(signature.contents);
  } catch {
    return { verdict: { ...NO_VERDICT, reasons: ['cms-malformed'] } };
  }
  const [signerInfo] = signedData.signerInfos;
  if (signerInfo === undefined || signedData.signerInfos.length !== 1) {
    return { signedData, verdict: { ...NO_VERDICT, reasons: ['not-exactly-one-signer'] } };
  }
  const isTimeStamp = signature.kind === 'document-time-stamp';
  const content = contentOf(
    isTimeStamp
      ? [signedData.encapsulatedContent ?? new Uint8Array()]
      : signedParts(document, signature.byteRange),
  );
  const verdict = verifySignerInfo(signedData, signerInfo, content);
  const further = isTimeStamp
    ? timeStampReasons(signedData, document, signature)
    : detachedReasons(signedData);
  return { signedData, verdict: { ...verdict, reasons: [...verdict.reasons, ...further] } };
}

const contentOf = (parts: readonly Uint8Array[]): SignedContent => ({
  digestBy: (digest) => digestOf(digest, parts),
  bytes: () => Buffer.concat(parts),
});

const detachedReasons = (signedData: SignedData): SignerReason[] =>
  signedData.encapsulatedContent === undefined ? [] : ['content-not-detached'];

/** A document time-stamp signs its TSTInfo; that one names the digest of the byte range (RFC 3161 §2.4.2). */
function timeStampReasons(
  signedData: SignedData,
  document: PdfDocument,
  signature: PdfSignature,
): SignerReason[] {
  const imprint = valueOr(() => readTimeStampInfo(signedData).imprint);
  if (imprint === undefined) return ['cms-malformed'];
  const matches = imprintMatches(imprint, signedParts(document, signature.byteRange));
  if (matches === undefined) return ['digest-algorithm-unknown'];
  return matches ? [] : ['message-digest-mismatch'];
}
