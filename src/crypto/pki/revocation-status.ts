import { type Certificate, sameBytes, serialHex } from './certificate.ts';
import type { CertificateList, RevokedEntry } from './crl.ts';
import { coversCertificate, distributionPointsOf, reasonsTold } from './crl-scope.ts';
import { deltaFits } from './delta-crl.ts';
import { sameName } from './distinguished-name.ts';
import { REVOCATION_REASON_FLAGS, type ReasonFlag } from './distribution-point.ts';
import { isFreshFor } from './revocation-freshness.ts';
import type { RevocationReason } from './revocation-reason.ts';
import { verifySignature } from './verify-signature.ts';

/** The CA above a certificate in its path; `spkiDer` with inherited parameters filled in. */
export interface PathIssuer {
  readonly certificate: Certificate;
  readonly spkiDer: Uint8Array;
}

export interface RevocationEvidence {
  readonly crls: readonly CertificateList[];
  /** Instant that is asked about. */
  readonly at: Date;
  /** Instant of the judge: lists from later than this are not believed. */
  readonly now: Date;
  /** Other certificates that may have signed a list, the anchor among them. */
  readonly pool: readonly Certificate[];
  /** Whether a list signer that is not the issuer in the path leads to the same anchor (RFC 5280 §6.3.3 (f)). */
  readonly isTrustedListSigner: (certificate: Certificate) => boolean;
}

export type RevocationStatus =
  | { readonly status: 'good'; readonly revokedLaterAt: Date | undefined }
  | { readonly status: 'revoked' | 'on-hold'; readonly revokedAt: Date; readonly reason: RevocationReason }
  | { readonly status: 'unknown'; readonly detail: 'no-crl' | 'crl-not-fresh' | 'crl-not-usable' };

/**
 * Checking a signature for each of a thousand hostile lists would be work without end. The first ones count, so that
 * nobody pushes out the caller's own by adding newer ones.
 */
const MAX_LISTS = 40;

/**
 * Whether a certificate was revoked at an instant, by CRLs: RFC 5280 §6.3.3 with delta and indirect lists,
 * distribution points and reasons. Good needs lists that are fresh for the instant and together tell of all reasons;
 * a revocation with a date after the instant does not reach back.
 */
export function revocationStatus(
  certificate: Certificate,
  issuer: PathIssuer,
  evidence: RevocationEvidence,
): RevocationStatus {
  const untold = new Set<ReasonFlag>(REVOCATION_REASON_FLAGS);
  let revokedLaterAt: Date | undefined;
  let detail: 'no-crl' | 'crl-not-fresh' | 'crl-not-usable' = 'no-crl';
  for (const { crl, reasons } of listsAbout(certificate, evidence)) {
    const told = askList(crl, certificate, issuer, evidence);
    if (told.status === 'revoked') return told;
    if (told.status === 'on-hold' && reasons.some((reason) => untold.has(reason))) return told;
    if (told.status === 'unknown') detail = told.detail;
    if (told.status !== 'good') continue;
    revokedLaterAt ??= told.revokedLaterAt;
    for (const reason of reasons) untold.delete(reason);
  }
  return untold.size === 0 ? { status: 'good', revokedLaterAt } : { status: 'unknown', detail };
}

/** The first complete lists in scope, newest first, each with all reasons that it tells about. */
function listsAbout(certificate: Certificate, { crls, now }: RevocationEvidence) {
  const points = distributionPointsOf(certificate);
  return crls
    .filter((crl) => crl.deltaBaseNumber === undefined && crl.thisUpdate <= now)
    .map((crl) => ({
      crl,
      reasons: points
        .filter((point) => coversCertificate(crl, point, certificate))
        .flatMap((point) => reasonsTold(crl, point)),
    }))
    .filter(({ reasons }) => reasons.length > 0)
    .slice(0, MAX_LISTS)
    .sort((a, b) => b.crl.thisUpdate.getTime() - a.crl.thisUpdate.getTime());
}

function askList(
  crl: CertificateList,
  certificate: Certificate,
  issuer: PathIssuer,
  evidence: RevocationEvidence,
): RevocationStatus {
  const signerSpkiDer = listSigner(crl, certificate, issuer, evidence);
  if (crl.hasUnknownCriticalExtension || signerSpkiDer === undefined) {
    return { status: 'unknown', detail: 'crl-not-usable' };
  }
  const delta = newestDelta(crl, signerSpkiDer, certificate, evidence);
  const entry = (delta && entryOf(delta, certificate)) ?? entryOf(crl, certificate);
  if (entry !== undefined && entry.reason !== 'removeFromCRL') return statusOf(entry, evidence.at);
  const isFresh = [crl, delta].some(
    (list) => list !== undefined && isListFreshFor(list, certificate, evidence.at),
  );
  return isFresh
    ? { status: 'good', revokedLaterAt: undefined }
    : { status: 'unknown', detail: 'crl-not-fresh' };
}

function entryOf(crl: CertificateList, certificate: Certificate): RevokedEntry | undefined {
  const serial = serialHex(certificate.serialNumber);
  return crl.entries.find(
    (entry) => entry.serialHex === serial && sameName(entry.certificateIssuer, certificate.issuer),
  );
}

function statusOf(entry: RevokedEntry, at: Date): RevocationStatus {
  const { reason } = entry;
  // A CA that says the key was out of hand earlier means signatures from then on (RFC 5280 §5.3.2).
  const isCompromise = reason === 'keyCompromise' || reason === 'cACompromise';
  const invalidAt = isCompromise ? entry.invalidAt : undefined;
  const revokedAt = invalidAt !== undefined && invalidAt < entry.revokedAt ? invalidAt : entry.revokedAt;
  if (at < revokedAt) return { status: 'good', revokedLaterAt: revokedAt };
  return { status: reason === 'certificateHold' ? 'on-hold' : 'revoked', revokedAt, reason };
}

/** Whether not being listed means not revoked at the instant. */
const isListFreshFor = (crl: CertificateList, certificate: Certificate, at: Date): boolean =>
  isFreshFor({ ...crl, rememberedSince: crl.expiredCertificatesSince }, certificate, at);

/** SubjectPublicKeyInfo that verifies the list, of someone who may sign it; RFC 5280 §6.3.3 (f) and (g). */
function listSigner(
  crl: CertificateList,
  certificate: Certificate,
  issuer: PathIssuer,
  evidence: RevocationEvidence,
): Uint8Array | undefined {
  const others = evidence.pool.map((certificate) => ({ certificate, spkiDer: certificate.spkiDer }));
  return [issuer, ...others].find(
    (signer) =>
      sameName(signer.certificate.subject, crl.issuer) &&
      (signer.certificate.extensions.keyUsage?.has('cRLSign') ?? true) &&
      isSignedBy(crl, signer.spkiDer) &&
      (signer === issuer ||
        mayVouchForItself(signer.certificate, certificate) ||
        evidence.isTrustedListSigner(signer.certificate)),
  )?.spkiDer;
}

/** A CA may have a list signer tell its own status, by naming it as the one to ask (RFC 5280 §4.2.1.13 cRLIssuer). */
function mayVouchForItself(signer: Certificate, certificate: Certificate): boolean {
  const named = certificate.extensions.crlDistributionPoints?.flatMap((point) => point.crlIssuer ?? []);
  return (
    sameBytes(signer.der, certificate.der) &&
    (named ?? []).some((name) => name.kind === 'directoryName' && sameName(name.name, certificate.subject))
  );
}

function isSignedBy(crl: CertificateList, spkiDer: Uint8Array): boolean {
  const { signatureAlgorithm: algorithm, tbsDer: data, signature } = crl;
  return verifySignature({ algorithm, spkiDer, data, signature });
}

function newestDelta(
  complete: CertificateList,
  signerSpkiDer: Uint8Array,
  certificate: Certificate,
  { crls, at, now }: RevocationEvidence,
): CertificateList | undefined {
  return crls
    .filter(
      (crl) =>
        deltaFits(crl, complete) &&
        crl.thisUpdate <= now &&
        !crl.hasUnknownCriticalExtension &&
        isListFreshFor(crl, certificate, at),
    )
    .slice(0, MAX_LISTS)
    .sort((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime())
    .find((crl) => isSignedBy(crl, signerSpkiDer));
}
