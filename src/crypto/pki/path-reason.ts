import type { Certificate } from './certificate.ts';
import { formatName } from './distinguished-name.ts';

/** Sub-indications of ETSI EN 319 102-1 §5.1.4.3 that concern certificates. */
export type PathSubIndication =
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'NOT_YET_VALID'
  | 'EXPIRED'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'REVOKED'
  | 'REVOKED_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'TRY_LATER';

/** What exactly it was. Closed list. */
export type PathDetail =
  | 'certificate-unreadable'
  | 'no-trust-anchor'
  | 'issuer-missing'
  | 'root-not-trusted'
  | 'search-limit-reached'
  | 'signature-invalid'
  | 'issuer-name-differs'
  | 'version-without-extensions'
  | 'not-a-ca'
  | 'path-too-long'
  | 'key-usage'
  | 'extended-key-usage'
  | 'unknown-critical-extension'
  | 'name-not-permitted'
  | 'policy-mapping-of-any-policy'
  | 'policy-not-accepted'
  | 'not-yet-valid'
  | 'expired'
  | 'revoked'
  | 'on-hold'
  | 'no-crl'
  | 'crl-not-fresh'
  | 'crl-not-usable'
  | 'ocsp-unknown'
  | 'ocsp-not-fresh'
  | 'ocsp-not-usable';

/** Why a path did not pass: the standard's code, the exact cause, and the certificate it is about. */
export interface PathReason {
  readonly code: PathSubIndication;
  readonly detail: PathDetail;
  /** Subject of the certificate, for people. */
  readonly subject?: string;
  readonly revokedAt?: Date;
}

/** A reason about one certificate, which it names by its subject, for people. */
export function reasonAbout(
  certificate: Certificate,
  code: PathSubIndication,
  detail: PathDetail,
): PathReason {
  return { code, detail, subject: formatName(certificate.subject) };
}
