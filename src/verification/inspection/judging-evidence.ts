import type { TimeStampTrust } from '../../crypto/cms/time-stamp-verification.ts';
import type { ValidationData } from '../../crypto/pdf/validation-data.ts';
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

/** The same evidence as a request carries it. */
export const requestOf = (
  now: Date,
  recordedAt: Date | null,
  { anchors, pool, crls, ocspResponses }: Omit<JudgingEvidence, 'now' | 'existedAt'>,
): InspectionRequest => ({
  now: now.toISOString(),
  recordedAt: recordedAt?.toISOString() ?? null,
  anchors: anchors.map(base64Of),
  intermediates: pool.map(base64Of),
  crls: crls.map(base64Of),
  ocspResponses: ocspResponses.map(base64Of),
});

/** A request with what was learnt since. An answer made for us is younger than the request: `now` must be later. */
export const withEvidence = (
  request: InspectionRequest,
  { certificatesDer, crlsDer, ocspResponsesDer }: ValidationData,
  now: Date,
): InspectionRequest => ({
  ...request,
  now: now.toISOString(),
  intermediates: [...request.intermediates, ...certificatesDer.map(base64Of)],
  crls: [...request.crls, ...crlsDer.map(base64Of)],
  ocspResponses: [...request.ocspResponses, ...ocspResponsesDer.map(base64Of)],
});

/** How DER goes to an inspection process and back. */
export const base64Of = (der: Uint8Array): string =>
  Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64');

export const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');
