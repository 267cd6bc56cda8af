import { type Certificate, serialHex } from './certificate.ts';
import { EXTENSION } from './object-identifiers.ts';
import { isIssuedBy } from './ocsp-certificate-id.ts';
import { ocspResponseProblem } from './ocsp-responder.ts';
import type { BasicOcspResponse, OcspSingleResponse } from './ocsp-response.ts';
import { isFreshFor } from './revocation-freshness.ts';
import {
  type PathIssuer,
  type RevocationEvidence,
  type RevocationStatus,
  revocationStatus,
} from './revocation-status.ts';

/** What OCSP can leave open. */
export type OcspUnknownDetail = 'ocsp-unknown' | 'ocsp-not-fresh' | 'ocsp-not-usable';
export type OcspStatus =
  | Exclude<RevocationStatus, { status: 'unknown' }>
  | { readonly status: 'unknown'; readonly detail: OcspUnknownDetail };

/** Checking a signature for each of a thousand hostile responses would be work without end; the first count, as of lists. */
const MAX_RESPONSES = 40;

/**
 * Whether a certificate was revoked at an instant, by OCSP responses (RFC 6960 §3.2): the newest usable one that
 * speaks of it decides; a revocation with a date after the instant does not reach back.
 *
 * @returns undefined when no response speaks of the certificate
 */
export function ocspStatus(
  certificate: Certificate,
  issuer: PathIssuer,
  responses: readonly BasicOcspResponse[],
  evidence: RevocationEvidence,
): OcspStatus | undefined {
  const about = responsesAbout(certificate, issuer, responses, evidence.now);
  let open: OcspStatus | undefined;
  for (const { response, single } of about) {
    const isRevoked = (responder: Certificate, at: Date) =>
      isResponderRevoked(responder, issuer, evidence, at);
    const problem = ocspResponseProblem(response, issuer, evidence.pool, isRevoked);
    const status: OcspStatus =
      problem === undefined && !single.hasUnknownCriticalExtension
        ? statusIn(single, certificate, evidence.at)
        : { status: 'unknown', detail: 'ocsp-not-usable' };
    if (status.status !== 'unknown') return status;
    open ??= status;
  }
  return open;
}

/** Newest first. */
function responsesAbout(
  certificate: Certificate,
  { certificate: { subject }, spkiDer }: PathIssuer,
  responses: readonly BasicOcspResponse[],
  now: Date,
): { response: BasicOcspResponse; single: OcspSingleResponse }[] {
  const serial = serialHex(certificate.serialNumber);
  return responses
    .flatMap((response) => response.responses.map((single) => ({ response, single })))
    .filter(
      ({ single: { certificateId, thisUpdate } }) =>
        thisUpdate <= now &&
        certificateId.serialHex === serial &&
        isIssuedBy(certificateId, { subject, spkiDer }),
    )
    .slice(0, MAX_RESPONSES)
    .sort((a, b) => b.single.thisUpdate.getTime() - a.single.thisUpdate.getTime());
}

function statusIn(single: OcspSingleResponse, certificate: Certificate, at: Date): OcspStatus {
  const { status, thisUpdate, nextUpdate, archiveCutoff: rememberedSince } = single;
  if (status.kind === 'unknown') return { status: 'unknown', detail: 'ocsp-unknown' };
  if (status.kind === 'revoked') {
    const { revokedAt, reason } = status;
    if (at < revokedAt) return { status: 'good', revokedLaterAt: revokedAt };
    return { status: reason === 'certificateHold' ? 'on-hold' : 'revoked', revokedAt, reason };
  }
  return isFreshFor({ thisUpdate, nextUpdate, rememberedSince }, certificate, at)
    ? { status: 'good', revokedLaterAt: undefined }
    : { status: 'unknown', detail: 'ocsp-not-fresh' };
}

/**
 * A responder whose certificate says ocsp-nocheck is not asked about. Else lists decide; where there are none, it
 * counts as good only if its certificate does not say where to ask (RFC 6960 §4.2.2.2.1, the third case).
 */
function isResponderRevoked(
  responder: Certificate,
  issuer: PathIssuer,
  evidence: RevocationEvidence,
  at: Date,
): boolean {
  if (responder.allExtensions.some(({ oid }) => oid === EXTENSION.ocspNoCheck)) return false;
  const { status } = revocationStatus(responder, issuer, { ...evidence, at });
  const { crlDistributionPoints, authorityInfoAccess } = responder.extensions;
  const saysWhere = crlDistributionPoints !== undefined || authorityInfoAccess !== undefined;
  return status === 'unknown' ? saysWhere : status !== 'good';
}
