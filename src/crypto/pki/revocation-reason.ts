/** CRLReason (RFC 5280 §5.3.1) by its code; 7 is unused. */
const REASON_CODES = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  removeFromCRL: 8,
  privilegeWithdrawn: 9,
  aACompromise: 10,
} as const;

export type RevocationReason = keyof typeof REASON_CODES;

const REVOCATION_REASONS = Object.keys(REASON_CODES) as readonly RevocationReason[];

/** CRLReason of a reason (RFC 5280 §5.3.1). */
export const revocationReasonCode = (reason: RevocationReason): number => REASON_CODES[reason];

/** A code that is not in the list is still a revocation: *unspecified*. */
export const revocationReasonByCode = (code: number): RevocationReason =>
  REVOCATION_REASONS.find((reason) => REASON_CODES[reason] === code) ?? 'unspecified';
