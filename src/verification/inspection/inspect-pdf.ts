import { Budget } from '../../crypto/pdf/budget.ts';
import { judgeIntegrity } from '../../crypto/pdf/integrity-judge.ts';
import { readPages } from '../../crypto/pdf/page-tree.ts';
import { PdfDocument } from '../../crypto/pdf/pdf-document.ts';
import { PdfError } from '../../crypto/pdf/pdf-error.ts';
import type { PdfSignature } from '../../crypto/pdf/pdf-signature.ts';
import { type JudgedSignature, proofsOfTime, withEmbedded } from '../../crypto/pdf/proof-of-time.ts';
import { readSignatures } from '../../crypto/pdf/signature-reader.ts';
import { nothingAddedFact } from './added-since.ts';
import { claimedIdentifiersIn } from './claimed-identifiers.ts';
import { evidenceWanted } from './evidence-wanted.ts';
import type { FileInspection, InspectedSignature, InspectionRequest } from './file-inspection.ts';
import { inspectSignature } from './inspected-signature.ts';
import { inspectedTimeStamps } from './inspected-time-stamps.ts';
import { evidenceOf } from './judging-evidence.ts';
import { obstructed } from './obstructed.ts';
import { carriesMoreSignatureMarks, carriesSignatureMarks, judgeDamagedSeal } from './pdf-damage.ts';
import { provenInstant } from './proven-instant.ts';

const MAX_PAGES = 10_000;

/** Reads the codes that are seen on the pages of a file; whoever asks no register needs none. */
export type CodeReader = (pdf: Uint8Array) => Promise<readonly string[]>;

/** Judges a PDF: its signatures where it has any, else the codes on its pages as on any other copy. */
export async function inspectPdf(
  file: Uint8Array,
  request: InspectionRequest,
  codesOf: CodeReader,
): Promise<FileInspection> {
  try {
    return await inspectReadable(file, PdfDocument.open(file, new Budget()), request, codesOf);
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    if (error.code === 'pdf-budget-exceeded') return obstructed('pdf', 'too-costly');
    if (error.code === 'pdf-encrypted') return obstructed('pdf', 'password');
    return inspectDamaged(file, codesOf);
  }
}

/** A PDF that does not open as it stands, or bytes that only carry the marks of a sealed one. */
export async function inspectDamaged(file: Uint8Array, codesOf: CodeReader): Promise<FileInspection> {
  if (carriesSignatureMarks(file)) return judgeDamagedSeal(file, claimedIdentifiersIn(file));
  const codes = await codesOf(file);
  return codes.length > 0 ? unsignedPdf(file, null, NOTHING_STAMPED, codes) : obstructed('pdf', 'incomplete');
}

async function inspectReadable(
  file: Uint8Array,
  document: PdfDocument,
  request: InspectionRequest,
  codesOf: CodeReader,
): Promise<FileInspection> {
  const signatures = readSignatures(document);
  // A document time-stamp alone seals nothing.
  const isSealed = signatures.some(({ kind }) => kind === 'signature');
  const pageCount = isSealed ? pageCountOf(document) : readPages(document).length;
  if (pageCount !== null && pageCount > MAX_PAGES) return obstructed('pdf', 'too-many-pages');
  if (isSealed) return inspectSigned(file, document, signatures, pageCount, request);
  if (document.isEncrypted) return obstructed('pdf', 'password');
  if (carriesMoreSignatureMarks(file, signatures.length))
    return judgeDamagedSeal(file, claimedIdentifiersIn(file));
  const stamped = signatures.length > 0 ? judgeSignatures(document, signatures, request) : NOTHING_STAMPED;
  return unsignedPdf(file, pageCount, stamped, await codesOf(file));
}

/**
 * Null where the pages of a sealed file cannot be read: they are encrypted, or were damaged already when it was
 * sealed. What was sealed is judged all the same; whatever followed then counts as a change.
 */
function pageCountOf(document: PdfDocument): number | null {
  try {
    return readPages(document).length;
  } catch (error) {
    if (error instanceof PdfError && error.code !== 'pdf-budget-exceeded') return null;
    throw error;
  }
}

function inspectSigned(
  file: Uint8Array,
  document: PdfDocument,
  signatures: readonly PdfSignature[],
  pageCount: number | null,
  request: InspectionRequest,
): FileInspection {
  return {
    form: 'pdf',
    obstacle: null,
    pageCount,
    ...judgeSignatures(document, signatures, request),
    claimedIdentifiers: claimedIdentifiersIn(file),
    codes: [],
  };
}

/**
 * Judges every signature at the earliest instant that is proven for it, by what the file carries and what the request
 * brings. An encrypted file is judged by its bytes: signatures lie in clear in it (ISO 32000-2 §7.6.2).
 */
function judgeSignatures(
  document: PdfDocument,
  signatures: readonly PdfSignature[],
  request: InspectionRequest,
): Pick<FileInspection, 'signatures' | 'timeStamps' | 'nothingAdded' | 'evidenceWanted'> {
  const evidence = evidenceOf(request);
  const judged = signatures.map((signature) => ({
    signature,
    integrity: judgeIntegrity(document, signature),
  }));
  const { earliest, timeStamps, embedded } = proofsOfTime(document, judged, evidence);
  const whole = withEmbedded(evidence, embedded);
  const provenAt = (index: number) => provenInstant(earliest[index], evidence.existedAt, request.recordedBy);
  const inspect = (one: JudgedSignature, index: number): InspectedSignature[] =>
    one.signature.kind === 'signature' ? [inspectSignature(document, one, provenAt(index), whole)] : [];
  const found = {
    signatures: judged.flatMap(inspect),
    timeStamps: inspectedTimeStamps(timeStamps, judged),
    nothingAdded: nothingAddedFact(judged),
  };
  const wanted = evidenceWanted(found, judged, embedded);
  return { ...found, ...(wanted && { evidenceWanted: wanted }) };
}

type Stamped = Pick<FileInspection, 'timeStamps' | 'nothingAdded'>;

const NOTHING_STAMPED: Stamped = {
  timeStamps: [],
  nothingAdded: { outcome: 'notApplicable', reason: 'no-signature' },
};

/** A scan, a print to PDF, a saved copy: it proves nothing by itself, at most when it was there. */
function unsignedPdf(
  file: Uint8Array,
  pageCount: number | null,
  { timeStamps, nothingAdded }: Stamped,
  codes: readonly string[],
): FileInspection {
  return {
    form: 'scan-pdf',
    obstacle: null,
    pageCount,
    signatures: [],
    timeStamps,
    nothingAdded,
    claimedIdentifiers: claimedIdentifiersIn(file),
    codes,
  };
}
