import { valueOr } from '../../shared/value-or.ts';
import { signatureTimeStamps } from '../cms/signature-time-stamp.ts';
import { readSignedData } from '../cms/signed-data-reader.ts';
import {
  type TimeStampTrust,
  type TimeStampVerdict,
  verifyTimeStamp,
} from '../cms/time-stamp-verification.ts';
import type { SignatureIntegrity } from './integrity-judge.ts';
import type { PdfDocument } from './pdf-document.ts';
import type { PdfSignature } from './pdf-signature.ts';
import { readSecurityStore } from './security-store.ts';
import { signedParts } from './signed-parts.ts';
import { NO_VALIDATION_DATA, type ValidationData } from './validation-data.ts';

/** A signature of the document with what `judgeIntegrity` says of it. */
export interface JudgedSignature {
  readonly signature: PdfSignature;
  readonly integrity: SignatureIntegrity;
}

/** Something that shows that a signature existed no later than at an instant. */
export interface ProofOfTime {
  readonly kind: 'signature-time-stamp' | 'document-time-stamp';
  readonly at: Date;
  /** How far the real time may be from `at`; undefined where the authority does not say. */
  readonly accuracyMs: number | undefined;
}

/** One time-stamp in the file and what became of it. */
export interface JudgedTimeStamp {
  readonly kind: ProofOfTime['kind'];
  /** Of the signature that it is inside of, or of the document time-stamp itself. */
  readonly fieldName: string;
  readonly verdict: TimeStampVerdict;
}

export interface TimeProofs {
  /** For each given signature in its order: the earliest proof that passed. */
  readonly earliest: readonly (ProofOfTime | undefined)[];
  /** All of them, the last put on first. */
  readonly timeStamps: readonly JudgedTimeStamp[];
  /** What the file carries to judge certificates by; `embeddedEvidence`. */
  readonly embedded: ValidationData;
}

/** A hostile file may carry thousands of tokens, each with paths to build. */
const MAX_TOKENS_PER_SIGNATURE = 10;

/**
 * The earliest proof of time of every signature in a document (docs/adr/0004-proof-of-time.md; ETSI EN 319 102-1 §5.6):
 * tokens over the signature, document time-stamps over its bytes. From the last time-stamp back: each that passes
 * proves that all before it existed then, so that an authority whose certificate has ended since still counts. A token
 * that does not pass proves nothing and spoils nothing.
 *
 * @param judged all signatures and document time-stamps of the document
 * @param trust anchors, and evidence from elsewhere; what the file carries is taken besides. Evidence from anyone:
 *   it is judged by its own signatures. `existedAt` where a register proves that these bytes existed then
 */
export function proofsOfTime(
  document: PdfDocument,
  judged: readonly JudgedSignature[],
  trust: TimeStampTrust,
): TimeProofs {
  const embedded = embeddedEvidence(document, judged);
  const evidence = withEmbedded(trust, embedded);
  const stamps = documentTimeStamps(document, judged, evidence);
  const inner = judged.map((one) => innerTimeStamps(one, stamps, evidence));
  const earliest = judged.map(({ signature }, index) =>
    earliestOf([...(inner[index] ?? []), ...stamps.filter((stamp) => covers(stamp.signature, signature))]),
  );
  const timeStamps = [...stamps, ...inner.flat()].map(({ signature, ...told }) => told);
  return { earliest, timeStamps, embedded };
}

/**
 * Everything in the file that helps to judge certificates: the document security store, and what the signatures and
 * their time-stamps carry. A store that cannot be read counts as empty.
 */
export function embeddedEvidence(document: PdfDocument, judged: readonly JudgedSignature[]): ValidationData {
  const store = valueOr(() => readSecurityStore(document)) ?? NO_VALIDATION_DATA;
  const containers = judged.flatMap(({ integrity: { signedData } }) => signedData ?? []);
  const tokens = containers
    .flatMap(({ signerInfos }) => signerInfos.flatMap(signatureTimeStamps).slice(0, MAX_TOKENS_PER_SIGNATURE))
    .flatMap((tokenDer) => valueOr(() => readSignedData(tokenDer)) ?? []);
  const all = [...containers, ...tokens];
  return {
    ...store,
    certificatesDer: [...store.certificatesDer, ...all.flatMap(({ certificatesDer }) => certificatesDer)],
    crlsDer: [...store.crlsDer, ...all.flatMap(({ crlsDer }) => crlsDer)],
  };
}

/** Evidence with what a file carries behind it: limits on how much is looked at leave out the file's first. */
export const withEmbedded = <Trust extends TimeStampTrust>(
  trust: Trust,
  embedded: ValidationData,
): Trust => ({
  ...trust,
  pool: [...trust.pool, ...embedded.certificatesDer],
  crls: [...trust.crls, ...embedded.crlsDer],
  ocspResponses: [...(trust.ocspResponses ?? []), ...embedded.ocspResponsesDer],
});

type PlacedTimeStamp = JudgedTimeStamp & { readonly signature: PdfSignature };

/** From the last put on to the first. One that does not hold over its bytes is told, and proves nothing. */
function documentTimeStamps(
  document: PdfDocument,
  judged: readonly JudgedSignature[],
  trust: TimeStampTrust,
): PlacedTimeStamp[] {
  const placed: PlacedTimeStamp[] = [];
  const stamps = judged
    .filter(({ signature }) => signature.kind === 'document-time-stamp')
    .sort((a, b) => b.signature.coveredLength - a.signature.coveredLength);
  for (const { signature, integrity } of stamps) {
    if (!integrity.isIntact) continue;
    const existedAt = provenAt(signature, placed, trust);
    const parts = signedParts(document, signature.byteRange);
    const verdict = verifyTimeStamp(signature.contents, parts, { ...trust, existedAt });
    placed.push({ kind: 'document-time-stamp', fieldName: signature.fieldName, verdict, signature });
  }
  return placed;
}

function innerTimeStamps(
  { signature, integrity: { signedData } }: JudgedSignature,
  stamps: readonly PlacedTimeStamp[],
  trust: TimeStampTrust,
): PlacedTimeStamp[] {
  const [signerInfo] = signedData?.signerInfos ?? [];
  if (signerInfo === undefined || signature.kind !== 'signature') return [];
  const existedAt = provenAt(signature, stamps, trust);
  return signatureTimeStamps(signerInfo)
    .slice(0, MAX_TOKENS_PER_SIGNATURE)
    .map((tokenDer) => ({
      kind: 'signature-time-stamp' as const,
      fieldName: signature.fieldName,
      verdict: verifyTimeStamp(tokenDer, [signerInfo.signature], { ...trust, existedAt }),
      signature,
    }));
}

/** The earliest instant at which later time-stamps, or a register, show the signature with its container to have been there. */
function provenAt(
  signature: PdfSignature,
  stamps: readonly PlacedTimeStamp[],
  { now, existedAt = now }: TimeStampTrust,
): Date {
  const stampedAt = earliestOf(stamps.filter((stamp) => covers(stamp.signature, signature)))?.at;
  return stampedAt && stampedAt < existedAt ? stampedAt : existedAt;
}

/** All of the earlier one, `/Contents` included, lies before the gap of the later one. */
const covers = (later: PdfSignature, earlier: PdfSignature): boolean =>
  later !== earlier && earlier.coveredLength <= later.contentsStart;

function earliestOf(stamps: readonly JudgedTimeStamp[]): ProofOfTime | undefined {
  const proofs = stamps.flatMap(({ kind, verdict: { status, info } }) =>
    status === 'passed' && info ? [{ kind, at: info.generatedAt, accuracyMs: info.accuracyMs }] : [],
  );
  return proofs.reduce<ProofOfTime | undefined>(
    (first, proof) => (first === undefined || proof.at < first.at ? proof : first),
    undefined,
  );
}
