import type { SesDetail, SesReason, SesReasonCode } from '../../crypto/ses/ses-reasons.ts';
import type { FactReason } from '../verdict/facts.ts';

/** Facts that the steps of GB/T 38540 decide; whether the bytes are as they were is asked before them. */
export type SealFactName = 'signatureHolds' | 'signerTrusted' | 'certificateGood' | 'sealGood';

interface FindingOf<Name extends SealFactName> {
  readonly fact: Name;
  /** A reason never lets a fact pass. */
  readonly outcome: 'failed' | 'unknown';
  readonly reason: FactReason<Name>;
}

export type SealFinding = { readonly [Name in SealFactName]: FindingOf<Name> }[SealFactName];

interface Meaning {
  readonly final: SealFinding;
  /** Where more evidence could clear it; without it the same reason, unknown. */
  readonly open?: SealFinding;
  readonly byDetail?: { readonly [Detail in SesDetail]?: SealFinding };
}

const failed = <Name extends SealFactName>(fact: Name, reason: FactReason<Name>) =>
  ({ fact, outcome: 'failed', reason }) as const;
const unknown = <Name extends SealFactName>(fact: Name, reason: FactReason<Name>) =>
  ({ fact, outcome: 'unknown', reason }) as const;

/** What each reason says about which fact. Of a maker nothing is told but that his seal is not good. */
const MEANINGS: Readonly<Record<SesReasonCode, Meaning>> = {
  FORMAT: { final: failed('signatureHolds', 'FORMAT_FAILURE') },
  SIGN_VALUE: {
    final: failed('signatureHolds', 'SIG_CRYPTO_FAILURE'),
    byDetail: {
      'algorithm-not-sm2': unknown('signatureHolds', 'CRYPTO_CONSTRAINTS_FAILURE'),
      'certificate-unreadable': unknown('signatureHolds', 'NO_SIGNING_CERTIFICATE_FOUND'),
    },
  },
  // The document is as it was signed; whoever signed it had no right to this seal, or the seal must be made anew.
  CERT_NOT_IN_SEAL: { final: failed('sealGood', 'signer-not-in-seal') },
  SEAL_SIGN: { final: failed('signatureHolds', 'SIG_CRYPTO_FAILURE') },
  DIGEST: { final: failed('signatureHolds', 'SIG_CRYPTO_FAILURE') },
  MAKER_CERT_CHAIN: { final: failed('sealGood', 'maker-not-trusted') },
  MAKER_CERT_USAGE: { final: failed('sealGood', 'maker-not-trusted') },
  MAKER_CERT_EXPIRED: {
    final: failed('sealGood', 'maker-out-of-term'),
    open: unknown('sealGood', 'OUT_OF_BOUNDS_NO_POE'),
  },
  MAKER_CERT_REVOKED: {
    final: failed('sealGood', 'maker-revoked'),
    open: unknown('sealGood', 'REVOKED_NO_POE'),
  },
  // Silence is no “no”: where the path failed, the reason that failed it stands beside this one.
  MAKER_CERT_STATUS: { final: unknown('sealGood', 'TRY_LATER') },
  SEAL_EXPIRED: {
    final: failed('sealGood', 'seal-ended'),
    byDetail: { 'before-validity': failed('sealGood', 'seal-not-yet') },
  },
  // A chain that breaks off is a stranger's as well: as for any other signature (signer-trust.ts).
  SIGNER_CERT_CHAIN: {
    final: failed('signerTrusted', 'NO_CERTIFICATE_CHAIN_FOUND'),
    open: failed('signerTrusted', 'NO_CERTIFICATE_CHAIN_FOUND'),
    byDetail: { 'no-trust-anchor': unknown('signerTrusted', 'no-trust-list') },
  },
  SIGNER_CERT_USAGE: { final: failed('signerTrusted', 'CHAIN_CONSTRAINTS_FAILURE') },
  SIGNER_CERT_EXPIRED: {
    final: failed('certificateGood', 'EXPIRED'),
    open: unknown('certificateGood', 'OUT_OF_BOUNDS_NO_POE'),
    byDetail: { 'not-yet-valid': failed('certificateGood', 'NOT_YET_VALID') },
  },
  SIGNER_CERT_REVOKED: {
    final: failed('certificateGood', 'REVOKED'),
    open: unknown('certificateGood', 'REVOKED_NO_POE'),
  },
  SIGNER_CERT_STATUS: { final: unknown('certificateGood', 'TRY_LATER') },
  TIME: {
    final: failed('sealGood', 'signing-time-not-possible'),
    byDetail: {
      'before-validity': failed('certificateGood', 'NOT_YET_VALID'),
      'after-validity': failed('certificateGood', 'EXPIRED'),
    },
  },
  TIMESTAMP: { final: failed('sealGood', 'time-stamp-not-valid') },
};

/** The fact that a reason against a seal signature decides, and how: *failed* or *unknown*, never *passed*. */
export function findingOfSealReason({ code, detail, isFinal }: SesReason): SealFinding {
  const { final, open, byDetail } = MEANINGS[code];
  const exact = byDetail?.[detail];
  if (exact) return exact;
  if (isFinal) return final;
  return open ?? { ...final, outcome: 'unknown' };
}
