/** Sub-indications of ETSI EN 319 102-1 table 6 that the bytes of a signature alone can lead to. */
export type SubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'NO_SIGNING_CERTIFICATE_FOUND';

/** What ETSI EN 319 102-1 calls a reason against a signature, a time-stamp or an evidence record. */
export interface ReasonMeaning<Sub extends string = string> {
  readonly indication: 'TOTAL-FAILED' | 'INDETERMINATE';
  readonly subIndication: Sub;
}

/** Why a signature does not hold, each with what ETSI EN 319 102-1 §5.2 calls it. Closed list. */
export const SIGNER_REASONS = {
  'cms-malformed': { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' },
  'not-exactly-one-signer': { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' },
  'content-not-detached': { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' },
  'content-type-mismatch': { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' },
  'message-digest-missing': { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' },
  'attribute-not-single': { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' },
  'message-digest-mismatch': { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' },
  'signature-value-wrong': { indication: 'TOTAL-FAILED', subIndication: 'SIG_CRYPTO_FAILURE' },
  'algorithm-protection-mismatch': { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' },
  'digest-algorithm-unknown': { indication: 'INDETERMINATE', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE' },
  'signature-algorithm-unknown': { indication: 'INDETERMINATE', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE' },
  'algorithms-disagree': { indication: 'INDETERMINATE', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE' },
  'time-stamp-of-other-signature': { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' },
  'time-stamp-digest-unknown': { indication: 'INDETERMINATE', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE' },
  'signer-certificate-missing': {
    indication: 'INDETERMINATE',
    subIndication: 'NO_SIGNING_CERTIFICATE_FOUND',
  },
  'signing-certificate-mismatch': {
    indication: 'INDETERMINATE',
    subIndication: 'NO_SIGNING_CERTIFICATE_FOUND',
  },
  /** GB/T 38540: the seal was made for other certificates than the signer's. */
  'signer-not-in-seal': { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' },
  /** GB/T 38540: the seal does not bear the signature of the body that made it. */
  'seal-signature-wrong': { indication: 'TOTAL-FAILED', subIndication: 'SIG_CRYPTO_FAILURE' },
} as const satisfies Readonly<Record<string, ReasonMeaning<SubIndication>>>;

export type SignerReason = keyof typeof SIGNER_REASONS;

/** What is told besides, without making the signature fail. Closed list. */
export type SignerWarning =
  | 'attributes-not-der'
  | 'no-signed-attributes'
  | 'signing-certificate-attribute-missing'
  | 'weak-digest'
  | 'weak-key';
