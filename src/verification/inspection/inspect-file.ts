import { fileFormOf } from './file-form.ts';
import type { FileInspection, InspectionRequest } from './file-inspection.ts';
import { inspectDamaged, inspectPdf } from './inspect-pdf.ts';
import { inspectPicture } from './inspect-picture.ts';
import { obstructed } from './obstructed.ts';
import { codesOfPages } from './page-codes.ts';
import { carriesSignatureMarks } from './pdf-damage.ts';

/**
 * Judges one file that anyone may have made. A bad file is an answer, never an exception; what it can exhaust is held
 * by the process around it.
 */
export async function inspectFile(file: Uint8Array, request: InspectionRequest): Promise<FileInspection> {
  switch (fileFormOf(file)) {
    case 'pdf':
      return inspectPdf(file, request, codesOfPages);
    case 'other':
      // A sealed PDF whose first bytes were changed is still a changed sealed PDF.
      return carriesSignatureMarks(file)
        ? inspectDamaged(file, codesOfPages)
        : obstructed('other', 'not-a-document');
    default:
      return inspectPicture(file);
  }
}
