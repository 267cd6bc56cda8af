import { Budget } from '../../crypto/pdf/budget.ts';
import { judgeIntegrity } from '../../crypto/pdf/integrity-judge.ts';
import { readPages } from '../../crypto/pdf/page-tree.ts';
import { PdfDocument } from '../../crypto/pdf/pdf-document.ts';
import { PdfError } from '../../crypto/pdf/pdf-error.ts';
import type { PdfSignature } from '../../crypto/pdf/pdf-signature.ts';
import { readSignatures } from '../../crypto/pdf/signature-reader.ts';
import { claimedIdentifiersIn } from './claimed-identifiers.ts';
import type { FileInspection, InspectionRequest } from './file-inspection.ts';
import { inspectSignature, nothingAddedFact } from './inspected-signature.ts';
import { obstructed } from './obstructed.ts';
import { codesOfPages } from './page-codes.ts';
import { carriesMoreSignatureMarks, carriesSignatureMarks, judgeDamagedSeal } from './pdf-damage.ts';

export const MAX_PAGES = 10_000;

/** Judges a PDF: its signatures where it has any, else the codes on its pages as on any other copy. */
export async function inspectPdf(file: Uint8Array, request: InspectionRequest): Promise<FileInspection> {
  try {
    return await inspectReadable(file, PdfDocument.open(file, new Budget()), request);
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    if (error.code === 'pdf-budget-exceeded') return obstructed('pdf', 'too-costly');
    return inspectDamaged(file);
  }
}

/** A PDF that does not open as it stands, or bytes that only carry the marks of a sealed one. */
export async function inspectDamaged(file: Uint8Array): Promise<FileInspection> {
  if (carriesSignatureMarks(file)) return judgeDamagedSeal(file, claimedIdentifiersIn(file));
  const codes = await codesOfPages(file);
  return codes.length > 0 ? unsignedPdf(file, null, codes) : obstructed('pdf', 'incomplete');
}

async function inspectReadable(
  file: Uint8Array,
  document: PdfDocument,
  request: InspectionRequest,
): Promise<FileInspection> {
  if (document.isEncrypted) return obstructed('pdf', 'password');
  const signatures = readSignatures(document);
  const pageCount = readPages(document).length;
  if (pageCount > MAX_PAGES) return obstructed('pdf', 'too-many-pages');
  // A document time-stamp alone seals nothing.
  const isSealed = signatures.some(({ kind }) => kind === 'signature');
  if (isSealed) return inspectSigned(file, document, signatures, pageCount, request);
  if (carriesMoreSignatureMarks(file, signatures.length))
    return judgeDamagedSeal(file, claimedIdentifiersIn(file));
  return unsignedPdf(file, pageCount, await codesOfPages(file));
}

function inspectSigned(
  file: Uint8Array,
  document: PdfDocument,
  signatures: readonly PdfSignature[],
  pageCount: number,
  request: InspectionRequest,
): FileInspection {
  const judged = signatures.map((signature) => ({
    signature,
    integrity: judgeIntegrity(document, signature),
  }));
  return {
    form: 'pdf',
    obstacle: null,
    pageCount,
    signatures: judged
      .filter(({ signature }) => signature.kind === 'signature')
      .map(({ signature, integrity }) => inspectSignature(document, signature, integrity, request)),
    nothingAdded: nothingAddedFact(judged.map(({ integrity }) => integrity)),
    claimedIdentifiers: claimedIdentifiersIn(file),
    codes: [],
  };
}

/** A scan, a print to PDF, a saved copy: it proves nothing by itself. */
function unsignedPdf(file: Uint8Array, pageCount: number | null, codes: readonly string[]): FileInspection {
  return {
    form: 'scan-pdf',
    obstacle: null,
    pageCount,
    signatures: [],
    nothingAdded: { outcome: 'notApplicable', reason: 'no-signature' },
    claimedIdentifiers: claimedIdentifiersIn(file),
    codes,
  };
}
