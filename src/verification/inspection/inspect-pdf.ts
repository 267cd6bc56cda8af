import type { FileInspection, InspectionRequest } from './file-inspection.ts';
import { codesOfPages } from './page-codes.ts';
export async function inspectPdf(file: Uint8Array, _request: InspectionRequest): Promise<FileInspection> {
  return {
    form: 'scan-pdf',
    obstacle: null,
    pageCount: null,
    signatures: [],
    nothingAdded: { outcome: 'notApplicable', reason: 'no-signature' },
    claimedIdentifiers: [],
    codes: await codesOfPages(file),
  };
}
