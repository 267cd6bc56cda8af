import type { TimeStampTrust } from '../../crypto/cms/time-stamp-verification.ts';
import type { InspectionRequest } from './file-inspection.ts';

/** Whom to believe and what is known besides the file; `existedAt` is the register's word on exactly these bytes. */
export type JudgingEvidence = TimeStampTrust & { readonly ocspResponses: readonly Uint8Array[] };

/** The evidence of a request, as the judges take it. */
export const evidenceOf = (request: InspectionRequest): JudgingEvidence => ({
  anchors: request.anchors.map(bytesOf),
  pool: request.intermediates.map(bytesOf),
  crls: request.crls.map(bytesOf),
  ocspResponses: request.ocspResponses.map(bytesOf),
  now: new Date(request.now),
  ...(request.recordedAt !== null && { existedAt: new Date(request.recordedAt) }),
});

const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');
