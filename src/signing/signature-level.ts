/** Baseline levels of PAdES (ETSI EN 319 142-1 §6), lowest first. */
export const SIGNATURE_LEVELS = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;

/**
 * `B-B` bare; `B-T` with a proof of its time; `B-LT` with the evidence to judge it by for years; `B-LTA` with a
 * time-stamp over all of that, renewed before its certificate ends.
 */
export type SignatureLevel = (typeof SIGNATURE_LEVELS)[number];

/** Whether `level` asks for all that `least` does. */
export const reaches = (level: SignatureLevel, least: SignatureLevel): boolean =>
  SIGNATURE_LEVELS.indexOf(level) >= SIGNATURE_LEVELS.indexOf(least);
