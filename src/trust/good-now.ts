import type { ValidationData } from '../crypto/pdf/validation-data.ts';
import type { Certificate } from '../crypto/pki/certificate.ts';
import { validatePath } from '../crypto/pki/validate-path.ts';
import { TrustError } from './trust.errors.ts';

/** A responder's clock may be ahead of ours that much. */
const SKEW_MS = 60_000;

/**
 * Checks evidence as a judge will years later. A seal by a certificate that is revoked, or of which nobody could say
 * later that it was not, must not be made.
 *
 * @param failures why a word is missing, for the log
 * @throws TrustError trust.no-validation-data
 */
export function requireGoodNow(
  certificates: readonly Certificate[],
  anchors: readonly Uint8Array[],
  data: ValidationData,
  at: Date,
  failures: readonly unknown[],
): void {
  for (const { der: certificateDer } of certificates) {
    const { status, reasons } = validatePath({
      certificateDer,
      anchors,
      pool: data.certificatesDer,
      crls: data.crlsDer,
      ocspResponses: data.ocspResponsesDer,
      at,
      now: new Date(at.getTime() + SKEW_MS),
    });
    if (status === 'passed') continue;
    const told = reasons.map(({ code, detail }) => `${code} (${detail})`).join(', ');
    const cause = [`a certificate is not good now: ${told}`, ...failures.map(wordsOf)].join('; ');
    throw new TrustError('trust.no-validation-data', new Error(cause));
  }
}

/** Which address failed, and for what. */
function wordsOf(failure: unknown): string {
  if (!(failure instanceof Error)) return 'unknown';
  return failure.cause instanceof Error ? `${failure.message} (${failure.cause.message})` : failure.message;
}
