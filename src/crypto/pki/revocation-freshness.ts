import type { Certificate } from './certificate.ts';

/** When a list or an OCSP answer was true. */
export interface StatusWindow {
  readonly thisUpdate: Date;
  /** By then there is newer information (RFC 5280 §5.1.2.5, RFC 6960 §4.2.2.1). */
  readonly nextUpdate: Date | undefined;
  /** Certificates that ended since are still remembered as revoked. */
  readonly rememberedSince: Date | undefined;
}

/**
 * Whether *not revoked* in such a window means not revoked at the instant: it was in force then, or is later and still
 * speaks of certificates of that time (a CA may forget certificates that have ended, RFC 5280 §3.3).
 */
export function isFreshFor(
  { thisUpdate, nextUpdate, rememberedSince }: StatusWindow,
  { notAfter }: Pick<Certificate, 'notAfter'>,
  at: Date,
): boolean {
  if (thisUpdate <= at) return nextUpdate !== undefined && at < nextUpdate;
  return thisUpdate <= notAfter || (rememberedSince !== undefined && rememberedSince <= notAfter);
}
