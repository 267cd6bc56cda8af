import { judgeSeal, type SealVerdict } from '../../crypto/ses/seal-verification.ts';
import type { InspectionRequest } from '../inspection/file-inspection.ts';
import { evidenceOf } from '../inspection/judging-evidence.ts';
import type { TrustReason } from '../verification-report.ts';

/** An electronic seal by itself (GB/T 38540 §6), as seal makers hand it out: `.esl`. */
export interface SealReport {
  readonly name: string;
  readonly sealId: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly status: SealVerdict['status'];
  readonly reasons: readonly TrustReason[];
  readonly warnings: readonly string[];
}

/**
 * Judges a file that is an electronic seal, at the instant of the request.
 *
 * @returns null where the bytes are none
 */
export function sealReport(file: Uint8Array, request: InspectionRequest): SealReport | null {
  const { existedAt: _, ...evidence } = evidenceOf(request);
  const { status, reasons, deviations, seal } = judgeSeal(file, evidence.now, evidence);
  if (seal === undefined) return null;
  return {
    name: seal.name,
    sealId: seal.sealId,
    validFrom: seal.validFrom.toISOString(),
    validUntil: seal.validUntil.toISOString(),
    status,
    reasons: reasons.map(({ code, detail, subject, revokedAt }) => ({
      code,
      detail,
      subject: subject ?? null,
      revokedAt: revokedAt?.toISOString() ?? null,
    })),
    warnings: deviations,
  };
}
