import type { EtsiIndication } from '../verification-report.ts';
import type { Finding, InspectedFacts } from './file-inspection.ts';

/** Main indication of ETSI EN 319 102-1 clause 5.1.3 with its sub-indication; none when passed. */
export interface SignatureIndication {
  readonly indication: EtsiIndication;
  readonly subIndication: string | null;
}

/** A fact whose reason has a name in the standard, or one of ours. */
type Fact = Pick<Finding<'signatureHolds'>, 'outcome'> & { readonly reason: string };

/** Main and sub-indication of a signature in the order of the validation process (ETSI EN 319 102-1 §5.3). */
export function indicationOf(
  facts: InspectedFacts,
  electronicSeal: Finding<'sealGood'> | null,
): SignatureIndication {
  const { unchangedSinceSealing, signatureHolds, signerTrusted, certificateGood } = facts;
  return worstIndication([
    unchangedSinceSealing,
    signatureHolds,
    signerTrusted,
    certificateGood,
    ...(electronicSeal ? [electronicSeal] : []),
  ]);
}

/** The first failed fact decides, else the first that was not learnt. */
export function worstIndication(ordered: readonly Fact[]): SignatureIndication {
  const bad =
    ordered.find(({ outcome }) => outcome === 'failed') ??
    ordered.find(({ outcome }) => outcome !== 'passed');
  if (!bad) return { indication: 'TOTAL-PASSED', subIndication: null };
  const subIndication = SUB_INDICATION_OF[bad.reason] ?? bad.reason;
  const isProven = bad.outcome === 'failed' && TOTAL_FAILURES.has(subIndication);
  return { indication: isProven ? 'TOTAL-FAILED' : 'INDETERMINATE', subIndication };
}

/** Our own reasons in the standard's words. */
const SUB_INDICATION_OF: Readonly<Record<string, string>> = {
  'structure-damaged': 'FORMAT_FAILURE',
  'appended-bytes': 'FORMAT_FAILURE',
  'changed-after-sealing': 'FORMAT_FAILURE',
  'content-unread': 'GENERIC',
  'algorithm-unknown': 'CRYPTO_CONSTRAINTS_FAILURE',
  'no-trust-list': 'NO_CERTIFICATE_CHAIN_FOUND',
  'not-reached': 'NO_SIGNING_CERTIFICATE_FOUND',
  'maker-not-trusted': 'SIG_CONSTRAINTS_FAILURE',
  'maker-out-of-term': 'SIG_CONSTRAINTS_FAILURE',
  'maker-revoked': 'SIG_CONSTRAINTS_FAILURE',
  'signer-not-in-seal': 'FORMAT_FAILURE',
  'seal-ended': 'SIG_CONSTRAINTS_FAILURE',
  'seal-not-yet': 'SIG_CONSTRAINTS_FAILURE',
  'signing-time-not-possible': 'SIG_CONSTRAINTS_FAILURE',
  'time-stamp-not-valid': 'SIG_CONSTRAINTS_FAILURE',
};

/** Table 5 of the standard: what ends in TOTAL-FAILED; a certificate that ended leaves INDETERMINATE there. */
const TOTAL_FAILURES: ReadonlySet<string> = new Set([
  'FORMAT_FAILURE',
  'HASH_FAILURE',
  'SIG_CRYPTO_FAILURE',
  'REVOKED',
  'EXPIRED',
  'NOT_YET_VALID',
]);
