import type { PathDetail, PathReason, PathSubIndication } from '../pki/path-reason.ts';
import type { PathVerdict } from '../pki/validate-path.ts';

/** Why a seal or a seal signature does not pass; each is one step of validation (GB/T 38540 §6.3 and §7.3). Closed list. */
export type SesReasonCode =
  /** Neither seal nor signature could be read. */
  | 'FORMAT'
  /** The signature is not that of the signer's key over TBS_Sign. */
  | 'SIGN_VALUE'
  /** The seal was not made for the signer's certificate. */
  | 'CERT_NOT_IN_SEAL'
  /** The seal does not bear its maker's signature. */
  | 'SEAL_SIGN'
  | 'MAKER_CERT_CHAIN'
  | 'MAKER_CERT_EXPIRED'
  | 'MAKER_CERT_REVOKED'
  | 'MAKER_CERT_USAGE'
  /** Nobody says whether the certificate was revoked. */
  | 'MAKER_CERT_STATUS'
  /** Used before or after the time for which it was made. */
  | 'SEAL_EXPIRED'
  | 'SIGNER_CERT_CHAIN'
  | 'SIGNER_CERT_EXPIRED'
  | 'SIGNER_CERT_REVOKED'
  | 'SIGNER_CERT_USAGE'
  | 'SIGNER_CERT_STATUS'
  /** The stated signing time cannot be: outside the certificate's validity, in the future, or after its proof. */
  | 'TIME'
  /** The original is not what was signed. */
  | 'DIGEST'
  | 'TIMESTAMP';

/** What exactly it was. Closed list. */
export type SesDetail =
  | PathDetail
  | 'unreadable'
  | 'version-unknown'
  | 'algorithm-not-sm2'
  | 'value-wrong'
  /** The seal was made for an earlier certificate of the same holder: it must be made anew. */
  | 'certificate-renewed'
  | 'certificate-unknown-to-seal'
  | 'before-validity'
  | 'after-validity'
  | 'in-the-future'
  | 'after-its-proof'
  | 'other-original'
  | 'time-stamp-not-valid';

export interface SesReason {
  readonly code: SesReasonCode;
  readonly detail: SesDetail;
  /** False where more evidence could still clear it: the answer is then *undecided*, not *failed*. */
  readonly isFinal: boolean;
  /** Subject of the certificate that it is about, for people. */
  readonly subject?: string;
  readonly revokedAt?: Date;
}

export type SesStatus = 'passed' | 'failed' | 'undecided';

/** A reason that no further evidence can do away with: the seal has *failed*. */
export const finalReason = (code: SesReasonCode, detail: SesDetail): SesReason => ({
  code,
  detail,
  isFinal: true,
});

/** *Failed* as soon as one reason is final. */
export function statusOf(reasons: readonly SesReason[]): SesStatus {
  if (reasons.length === 0) return 'passed';
  return reasons.some(({ isFinal }) => isFinal) ? 'failed' : 'undecided';
}

type CertificateFault = 'CHAIN' | 'EXPIRED' | 'REVOKED' | 'USAGE' | 'STATUS';

const FAULTS: Readonly<Record<PathSubIndication, CertificateFault>> = {
  NO_CERTIFICATE_CHAIN_FOUND: 'CHAIN',
  CERTIFICATE_CHAIN_GENERAL_FAILURE: 'CHAIN',
  CHAIN_CONSTRAINTS_FAILURE: 'CHAIN',
  NOT_YET_VALID: 'EXPIRED',
  EXPIRED: 'EXPIRED',
  OUT_OF_BOUNDS_NO_POE: 'EXPIRED',
  REVOKED: 'REVOKED',
  REVOKED_NO_POE: 'REVOKED',
  REVOKED_CA_NO_POE: 'REVOKED',
  TRY_LATER: 'STATUS',
};

/** What path validation says against a certificate, in the words of the seal standards. */
export function certificateReasons(whose: 'MAKER' | 'SIGNER', verdict: PathVerdict): SesReason[] {
  return verdict.reasons.map((reason) => ({
    code: `${whose}_CERT_${faultOf(reason)}` as const,
    detail: reason.detail,
    isFinal: verdict.status === 'failed',
    ...(reason.subject !== undefined && { subject: reason.subject }),
    ...(reason.revokedAt && { revokedAt: reason.revokedAt }),
  }));
}

const faultOf = ({ code, detail }: PathReason): CertificateFault =>
  detail === 'key-usage' && code === 'CHAIN_CONSTRAINTS_FAILURE' ? 'USAGE' : FAULTS[code];
