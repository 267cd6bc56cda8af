import type { Certificate } from './certificate.ts';
import type { BasicOcspResponse } from './ocsp-response.ts';
import { type OcspStatus, ocspStatus } from './ocsp-status.ts';
import {
  type PathIssuer,
  type RevocationEvidence,
  type RevocationStatus,
  revocationStatus,
} from './revocation-status.ts';

export type CertificateStatus = RevocationStatus | OcspStatus;

/**
 * Whether a certificate was revoked at an instant, by lists and OCSP responses together. Either may say *good*; that
 * one says *revoked* outweighs it, for lists and responders are brought up to date at different times.
 */
export function certificateStatus(
  certificate: Certificate,
  issuer: PathIssuer,
  evidence: RevocationEvidence & { readonly ocspResponses: readonly BasicOcspResponse[] },
): CertificateStatus {
  const byLists = revocationStatus(certificate, issuer, evidence);
  const byResponses = ocspStatus(certificate, issuer, evidence.ocspResponses, evidence);
  if (byResponses === undefined) return byLists;
  const [heaviest, lightest] =
    WEIGHT[byResponses.status] >= WEIGHT[byLists.status] ? [byResponses, byLists] : [byLists, byResponses];
  if (heaviest.status !== 'good') return heaviest;
  const otherwise = lightest.status === 'good' ? lightest.revokedLaterAt : undefined;
  return { status: 'good', revokedLaterAt: heaviest.revokedLaterAt ?? otherwise };
}

const WEIGHT: Readonly<Record<CertificateStatus['status'], number>> = {
  unknown: 0,
  good: 1,
  'on-hold': 2,
  revoked: 3,
};
