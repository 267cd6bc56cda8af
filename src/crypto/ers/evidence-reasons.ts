import type { ReasonMeaning } from '../cms/signer-reasons.ts';
import type { TimeStampReason } from '../cms/time-stamp-reasons.ts';

/** Why an evidence record proves nothing, besides what its time-stamps lack (RFC 4998 §4.3, §5.3). Closed list. */
export const EVIDENCE_REASONS = {
  'evidence-record-malformed': { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' },
  'evidence-record-too-large': { indication: 'INDETERMINATE', subIndication: 'FORMAT_FAILURE' },
  /** Its hash values are those of encrypted data (`encryptionInfo`). */
  'data-encrypted': { indication: 'INDETERMINATE', subIndication: 'SIGNED_DATA_NOT_FOUND' },
  'digest-unknown': { indication: 'INDETERMINATE', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE' },
  'digest-weak': { indication: 'INDETERMINATE', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' },
  /** Step 1: the first time-stamp of all is not over the data. */
  'data-not-covered': { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' },
  /** Step 2: a time-stamp is not over the one before it in its chain. */
  'chain-broken': { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' },
  /** Step 2: the time-stamps of a chain have several digests. */
  'chain-of-several-digests': { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' },
  /** Step 3: the first time-stamp of a later chain is not over the data and all chains before it. */
  'sequence-broken': { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' },
} as const satisfies Readonly<Record<string, ReasonMeaning>>;

export type EvidenceReasonCode = keyof typeof EVIDENCE_REASONS;

/** Why a record does not count; `chain` and `timeStamp` count from 0 and say where. */
export type EvidenceReason =
  | {
      readonly kind: 'record';
      readonly code: EvidenceReasonCode;
      readonly chain?: number;
      readonly timeStamp?: number;
    }
  | {
      readonly kind: 'time-stamp';
      readonly reason: TimeStampReason;
      readonly chain: number;
      readonly timeStamp: number;
    };
