import { Budget } from '../../src/crypto/pdf/budget.ts';
import { judgeIntegrity } from '../../src/crypto/pdf/integrity-judge.ts';
import { PdfDocument } from '../../src/crypto/pdf/pdf-document.ts';
import { PdfError } from '../../src/crypto/pdf/pdf-error.ts';
import { readSignatures } from '../../src/crypto/pdf/signature-reader.ts';
import type { InspectionRequest } from '../../src/verification/inspection/file-inspection.ts';
import { inspectFile } from '../../src/verification/inspection/inspect-file.ts';

export interface Judgement {
  readonly isValid: boolean;
  /** Codes of what stands against it. */
  readonly reasons: readonly string[];
}

const against = (reasons: readonly string[]): Judgement => ({
  isValid: reasons.length === 0,
  reasons: [...new Set(reasons)],
});

/** Every signature intact, nothing changed but what is permitted. A bad file is an answer. */
export function judgeByIntegrity(pdf: Uint8Array): Judgement {
  try {
    const document = PdfDocument.open(pdf, new Budget());
    const signatures = readSignatures(document);
    if (signatures.length === 0) return against(['no-signature']);
    return against(signatures.flatMap((signature) => reasonsOf(document, signature)));
  } catch (cause) {
    if (cause instanceof PdfError) return against([cause.code]);
    throw cause;
  }
}

function reasonsOf(document: PdfDocument, signature: Parameters<typeof judgeIntegrity>[1]): string[] {
  const { structureProblems, signerReasons, changes } = judgeIntegrity(document, signature);
  const codes = changes.filter(({ isPermitted }) => !isPermitted).map(({ code }) => code);
  return [...structureProblems, ...signerReasons, ...codes];
}

/** What the service finds in the file: all signatures TOTAL-PASSED, nothing added. */
export async function judgeByInspection(pdf: Uint8Array, request: InspectionRequest): Promise<Judgement> {
  const { obstacle, signatures, nothingAdded } = await inspectFile(pdf, request);
  if (obstacle) return against([obstacle]);
  if (signatures.length === 0) return against(['no-signature']);
  return against([
    ...signatures.flatMap(({ indication, subIndication }) =>
      indication === 'TOTAL-PASSED' ? [] : [subIndication ?? indication],
    ),
    ...(nothingAdded.outcome === 'passed' ? [] : [nothingAdded.reason]),
  ]);
}
