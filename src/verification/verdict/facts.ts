/** What became of one thing we tried to find out. `unknown` is never shown as good or as bad (docs/adr/0005-verdict.md). */
export type FactOutcome = 'passed' | 'failed' | 'unknown' | 'notApplicable';

/** Facts about each signature, in the order in which people read them. */
export const SIGNATURE_FACTS = [
  'unchangedSinceSealing',
  'signatureHolds',
  'signerTrusted',
  'certificateGood',
  'sealGood',
] as const;

/** Facts about the document or the licence it stands for, in the order in which people read them. */
export const DOCUMENT_FACTS = [
  'nothingAdded',
  'identicalToRegistered',
  'registerKnows',
  'contentMatches',
  'inForce',
  'notDisputed',
] as const;

export type SignatureFactName = (typeof SIGNATURE_FACTS)[number];
export type DocumentFactName = (typeof DOCUMENT_FACTS)[number];
export type FactName = SignatureFactName | DocumentFactName;

/**
 * Why a fact came out as it did: a closed list by fact. Reasons of signature facts in capitals are the
 * sub-indications of ETSI EN 319 102-1 V1.3.1 clause 4.
 */
export const FACT_REASONS = {
  unchangedSinceSealing: [
    'digest-matches',
    'HASH_FAILURE',
    'structure-damaged',
    'FORMAT_FAILURE',
    'algorithm-unknown',
    'no-signature',
  ],
  signatureHolds: [
    'signature-matches',
    'SIG_CRYPTO_FAILURE',
    'FORMAT_FAILURE',
    'CRYPTO_CONSTRAINTS_FAILURE',
    'NO_SIGNING_CERTIFICATE_FOUND',
    'not-reached',
    'no-signature',
  ],
  signerTrusted: [
    'path-to-anchor',
    'development-authority',
    'NO_CERTIFICATE_CHAIN_FOUND',
    'CHAIN_CONSTRAINTS_FAILURE',
    'claims-our-authority',
    'no-trust-list',
    'not-reached',
    'no-signature',
  ],
  certificateGood: [
    'good-at-proven-time',
    'EXPIRED',
    'NOT_YET_VALID',
    'REVOKED',
    'OUT_OF_BOUNDS_NO_POE',
    'REVOKED_NO_POE',
    'TRY_LATER',
    'CHAIN_CONSTRAINTS_FAILURE',
    'not-reached',
    'no-signature',
  ],
  sealGood: [
    'good-at-proven-time',
    'seal-stopped',
    'seal-lost',
    'seal-cancelled',
    'seal-ended',
    'seal-not-registered',
    'signer-not-in-seal',
    'maker-not-trusted',
    'maker-out-of-term',
    'maker-revoked',
    'seal-not-yet',
    'signing-time-not-possible',
    'time-stamp-not-valid',
    'OUT_OF_BOUNDS_NO_POE',
    'REVOKED_NO_POE',
    'TRY_LATER',
    'register-out-of-reach',
    'not-reached',
    'no-signature',
  ],
  nothingAdded: [
    'whole-document-signed',
    'changed-after-sealing',
    'appended-bytes',
    'structure-damaged',
    'content-unread',
    'not-reached',
    'no-signature',
  ],
  identicalToRegistered: [
    'same-digest',
    'other-digest',
    'not-registered',
    'register-out-of-reach',
    'no-file',
    'a-copy',
  ],
  registerKnows: [
    'found',
    'not-found',
    'not-matching',
    'not-matching-personal',
    'register-out-of-reach',
    'nothing-to-look-up',
  ],
  contentMatches: ['all-items-match', 'items-differ', 'not-compared', 'nothing-to-compare'],
  inForce: [
    'in-force',
    'not-yet',
    'expired',
    'superseded',
    'suspended',
    'lost',
    'transferred-out',
    'cancelled',
    'revoked',
    'withdrawn',
    'annulled',
    'register-out-of-reach',
    'not-in-register',
  ],
  notDisputed: ['no-dispute', 'disputed', 'disputes-not-kept', 'register-out-of-reach', 'not-in-register'],
} as const satisfies Record<FactName, readonly string[]>;

export type FactReason<Name extends FactName = FactName> = (typeof FACT_REASONS)[Name][number];

/** One fact as it goes to people and programs. */
export interface Fact<Name extends FactName = FactName> {
  readonly name: Name;
  readonly outcome: FactOutcome;
  readonly reason: FactReason<Name>;
}

/** One finding for each fact: what `conclude` works on. */
export type Facts<Names extends FactName = FactName> = {
  readonly [Name in Names]: { readonly outcome: FactOutcome; readonly reason: FactReason<Name> };
};
