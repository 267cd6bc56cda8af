import type { PathReason } from '../pki/path-reason.ts';
import { type ReasonMeaning, SIGNER_REASONS } from './signer-reasons.ts';

/** Why a time-stamp token proves nothing, besides what any signature can lack; ETSI EN 319 102-1 §5.4. Closed list. */
export const TIME_STAMP_REASONS = {
  ...SIGNER_REASONS,
  'time-stamp-malformed': { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' },
  'imprint-mismatch': { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' },
  'imprint-digest-unknown': { indication: 'INDETERMINATE', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE' },
  'imprint-digest-weak': { indication: 'INDETERMINATE', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' },
  'digest-weak': { indication: 'INDETERMINATE', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' },
  'signing-certificate-attribute-missing': {
    indication: 'INDETERMINATE',
    subIndication: 'NO_SIGNING_CERTIFICATE_FOUND',
  },
  /** extendedKeyUsage is not timeStamping, critical and alone (RFC 3161 §2.3). */
  'not-a-time-stamping-certificate': {
    indication: 'INDETERMINATE',
    subIndication: 'CHAIN_CONSTRAINTS_FAILURE',
  },
  /** The authority's certificate has ended since, and nothing later proves that the token is from before. */
  'authority-ended-since': { indication: 'INDETERMINATE', subIndication: 'OUT_OF_BOUNDS_NO_POE' },
  'authority-revoked-since': { indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' },
  'from-the-future': { indication: 'INDETERMINATE', subIndication: 'TIMESTAMP_ORDER_FAILURE' },
} as const satisfies Readonly<Record<string, ReasonMeaning>>;

export type TimeStampTokenReason = keyof typeof TIME_STAMP_REASONS;

/** Why a token does not count: a row of the table above, or what stands against the authority's certificate. */
export type TimeStampReason =
  | { readonly kind: 'token'; readonly code: TimeStampTokenReason }
  | ({ readonly kind: 'path' } & PathReason);
