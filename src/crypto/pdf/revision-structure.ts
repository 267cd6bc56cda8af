import { skipLineEnd } from './cross-reference.ts';
import type { PdfDocument } from './pdf-document.ts';
import { PdfError } from './pdf-error.ts';
import { PdfDict, PdfString } from './pdf-objects.ts';
import type { PdfSignature, StructureProblem } from './pdf-signature.ts';
import { areRevisions } from './revision-bytes.ts';

/**
 * What is wrong with the signed revision and with what follows it.
 *
 * @param revision the signed bytes read by themselves; undefined when they are no readable PDF
 */
export function revisionProblems(
  document: PdfDocument,
  revision: PdfDocument | undefined,
  signature: PdfSignature,
): StructureProblem[] {
  if (signature.structureProblems.includes('byte-range-malformed')) return [];
  if (revision === undefined) return ['signed-revision-unreadable'];
  return [
    ...(holdsSignature(revision, signature) ? [] : ['signature-not-in-signed-revision' as const]),
    ...(signature.coversWholeFile ? [] : followingProblems(document, revision)),
  ];
}

/** The signature must already be the same token in the signed revision: not one that a later revision put there. */
function holdsSignature(revision: PdfDocument, { reference, contentsStart }: PdfSignature): boolean {
  if (reference === undefined) return true;
  try {
    const dict = revision.load(reference.number, reference.generation);
    const contents = dict instanceof PdfDict ? revision.entry(dict, 'Contents') : undefined;
    return contents instanceof PdfString && contents.start === contentsStart;
  } catch (cause) {
    if (cause instanceof PdfError && cause.code === 'pdf-budget-exceeded') throw cause;
    return false;
  }
}

function followingProblems(document: PdfDocument, revision: PdfDocument): StructureProblem[] {
  const signedStart = revision.sections[0]?.offset;
  const newestStart = document.sections[0]?.offset;
  if (signedStart === newestStart) return ['trailing-bytes'];
  const leadsBack = document.sections.some(({ offset }) => offset === signedStart);
  const endsWithRevision =
    skipLineEnd(document.bytes, document.endOfFile) >= document.bytes.length &&
    areRevisions(document, revision.bytes.length);
  return [
    ...(leadsBack ? [] : ['revision-chain-broken' as const]),
    ...(endsWithRevision ? [] : ['trailing-bytes' as const]),
  ];
}
