import { valueOr } from '../../shared/value-or.ts';
import { type Certificate, readCertificate, sameBytes } from './certificate.ts';
import type { KeyUsage } from './certificate-extensions.ts';
import { type CertificateStatus, certificateStatus } from './certificate-status.ts';
import { type CertificateList, readCrl } from './crl.ts';
import { type BasicOcspResponse, readOcspResponse } from './ocsp-response.ts';
import { candidatePaths, type PathSearch } from './path-building.ts';
import { checkValidity, type PolicyInputs, processPath } from './path-processing.ts';
import { type PathReason, type PathSubIndication, reasonAbout } from './path-reason.ts';
import { type PathWeakness, pathWeaknesses } from './path-weaknesses.ts';

export interface PathValidationInput extends PolicyInputs {
  readonly certificateDer: Uint8Array;
  /** Certificates that may lie between target and anchor, or sign CRLs; anyone may have put them there. */
  readonly pool: readonly Uint8Array[];
  /** Certificates that are trusted as they are; only their name and key count (RFC 5280 §6.1.1 (d)). */
  readonly anchors: readonly Uint8Array[];
  /** CRLs, DER, from anywhere. Of very many only the first are looked at: put your own before those of a file. */
  readonly crls: readonly Uint8Array[];
  /** OCSPResponses, DER, from anywhere; those that say no more than an error are left out. */
  readonly ocspResponses?: readonly Uint8Array[];
  /** Instant to judge at. */
  readonly at: Date;
  /** The judge's own time, for CRLs made after `at`; default `at`. */
  readonly now?: Date;
  /** False where nothing proves that the signature existed at `at`: an end or a revocation then leaves it open. */
  readonly instantIsProven?: boolean;
  /** `not-checked` leaves revocation out; default `required`. */
  readonly revocation?: 'required' | 'not-checked';
  /** The target's keyUsage, where present, must name at least one of these. */
  readonly keyUsage?: readonly KeyUsage[];
  /** The target's extendedKeyUsage must name this. */
  readonly extendedKeyUsage?: string;
}

export interface PathVerdict {
  readonly status: 'passed' | 'failed' | 'undecided';
  /** Empty exactly when passed. */
  readonly reasons: readonly PathReason[];
  /** DER from the target to the anchor, as far as it was found; the target alone at least where readable. */
  readonly chain: readonly Uint8Array[];
  /** Set on *passed* when the target was revoked after the instant: the verdict holds, people want to know. */
  readonly revokedLaterAt?: Date;
  /** MD5, SHA-1 and short keys below the anchor of the path that was judged. */
  readonly weaknesses?: readonly PathWeakness[];
}

/**
 * Judges a certificate at an instant: builds paths from the pool (RFC 4158), processes each (RFC 5280 §6.1), checks
 * revocation of every certificate below the anchor (§6.3), and reports the best outcome with the sub-indications of
 * ETSI EN 319 102-1. Never throws: unreadable bytes are a reason, or left out where they are only evidence.
 */
export function validatePath(input: PathValidationInput): PathVerdict {
  const target = valueOr(() => readCertificate(input.certificateDer));
  if (target === undefined) {
    return verdict([{ code: 'CERTIFICATE_CHAIN_GENERAL_FAILURE', detail: 'certificate-unreadable' }], []);
  }
  const readAll = <T>(read: (der: Uint8Array) => T, ders: readonly Uint8Array[]): T[] =>
    ders.flatMap((der) => valueOr(() => read(der)) ?? []);
  const judge = new PathJudge(
    input,
    readAll(readCertificate, input.pool),
    readAll(readCertificate, input.anchors),
    readAll(readCrl, input.crls),
    readAll(readBasicResponse, input.ocspResponses ?? []),
  );
  const usageReasons = checkTargetUsage(target, input);
  const outcome = judge.judge(target);
  return usageReasons.length === 0 ? outcome : verdict([...outcome.reasons, ...usageReasons], outcome.chain);
}

/** Sub-indications that leave the matter open (ETSI EN 319 102-1 table 6: INDETERMINATE until more is known). */
const OPEN_CODES: ReadonlySet<PathSubIndication> = new Set([
  'OUT_OF_BOUNDS_NO_POE',
  'REVOKED_NO_POE',
  'REVOKED_CA_NO_POE',
  'TRY_LATER',
]);

/** A whole chain to a root that is not ours is a *no*; a chain that breaks off leaves it open. */
function isOpen({ code, detail }: PathReason): boolean {
  return OPEN_CODES.has(code) || (code === 'NO_CERTIFICATE_CHAIN_FOUND' && detail !== 'root-not-trusted');
}

function verdict(reasons: readonly PathReason[], chain: readonly Uint8Array[]): PathVerdict {
  if (reasons.length === 0) return { status: 'passed', reasons, chain };
  return { status: reasons.every(isOpen) ? 'undecided' : 'failed', reasons, chain };
}

function checkTargetUsage(target: Certificate, input: PathValidationInput): PathReason[] {
  const reasons: PathReason[] = [];
  const { keyUsage, extendedKeyUsage } = target.extensions;
  if (input.keyUsage && keyUsage && !input.keyUsage.some((usage) => keyUsage.has(usage))) {
    reasons.push(reasonAbout(target, 'CHAIN_CONSTRAINTS_FAILURE', 'key-usage'));
  }
  if (input.extendedKeyUsage && !extendedKeyUsage?.includes(input.extendedKeyUsage)) {
    reasons.push(reasonAbout(target, 'CHAIN_CONSTRAINTS_FAILURE', 'extended-key-usage'));
  }
  return reasons;
}

/** How far a path got; the farthest one is reported. */
const STAGE = { nothing: 0, processed: 1, revocationAsked: 2 } as const;
interface Outcome {
  readonly verdict: PathVerdict;
  readonly stage: number;
}

/** A signer of CRLs may need a path of its own, whose CRLs have signers, and so on. */
const MAX_SIGNER_DEPTH = 3;

class PathJudge {
  /** By anchor, then signer: a list must be signed under the anchor of the path (RFC 5280 §6.3.3 (f)). */
  private readonly listSigners = new Map<Certificate, Map<Certificate, boolean>>();
  private signerDepth = 0;

  constructor(
    private readonly input: PathValidationInput,
    private readonly pool: readonly Certificate[],
    private readonly anchors: readonly Certificate[],
    private readonly crls: readonly CertificateList[],
    private readonly ocspResponses: readonly BasicOcspResponse[],
  ) {}

  judge(target: Certificate, anchors = this.anchors): PathVerdict {
    if (anchors.some((anchor) => sameBytes(anchor.der, target.der))) return this.judgeAnchor(target);
    const search: PathSearch = { limitReached: false, foreignRootReached: false };
    let best: Outcome | undefined;
    for (const { anchor, path } of candidatePaths(target, this.pool, anchors, search)) {
      const outcome = this.tryPath(path, anchor);
      if (outcome.verdict.status === 'passed') return outcome.verdict;
      if (best === undefined || outcome.stage > best.stage) best = outcome;
    }
    return best?.verdict ?? this.nothingFound(target, search);
  }

  /** Trusted as it is: only its own dates are left to ask about (ETSI EN 319 102-1 §5.2.6.4). */
  private judgeAnchor(anchor: Certificate): PathVerdict {
    const { at, instantIsProven = true } = this.input;
    return verdict(checkValidity(anchor, { at, instantIsProven }), [anchor.der]);
  }

  private nothingFound(target: Certificate, search: PathSearch): PathVerdict {
    const code = 'NO_CERTIFICATE_CHAIN_FOUND';
    if (this.anchors.length === 0) return verdict([{ code, detail: 'no-trust-anchor' }], [target.der]);
    if (search.limitReached) return verdict([{ code, detail: 'search-limit-reached' }], [target.der]);
    const detail = search.foreignRootReached ? 'root-not-trusted' : 'issuer-missing';
    return verdict([reasonAbout(target, code, detail)], [target.der]);
  }

  private tryPath(path: readonly Certificate[], anchor: Certificate): Outcome {
    const { at, instantIsProven = true, revocation = 'required' } = this.input;
    const chain = [anchor, ...path].map((certificate) => certificate.der).reverse();
    const weaknesses = pathWeaknesses(path);
    const processed = processPath({ ...this.input, path, anchor, at, instantIsProven });
    if (processed.reasons.length > 0) {
      return { verdict: { ...verdict(processed.reasons, chain), weaknesses }, stage: STAGE.processed };
    }
    if (revocation === 'not-checked')
      return { verdict: { ...verdict([], chain), weaknesses }, stage: STAGE.revocationAsked };
    const statuses = this.askRevocation(path, anchor, processed.issuerSpkiDers);
    const reasons = statuses.flatMap((status, index) => this.revocationReasons(path, index, status));
    const last = statuses.at(-1);
    const revokedLaterAt = last?.status === 'good' ? last.revokedLaterAt : undefined;
    return {
      verdict: { ...verdict(reasons, chain), weaknesses, revokedLaterAt },
      stage: STAGE.revocationAsked,
    };
  }

  private askRevocation(
    path: readonly Certificate[],
    anchor: Certificate,
    issuerSpkiDers: readonly Uint8Array[],
  ): CertificateStatus[] {
    const { at, now = at } = this.input;
    const evidence = {
      crls: this.crls,
      ocspResponses: this.ocspResponses,
      at,
      now,
      pool: [anchor, ...this.pool],
      isTrustedListSigner: (signer: Certificate) => this.isTrustedListSigner(signer, anchor),
    };
    return path.map((certificate, index) =>
      certificateStatus(
        certificate,
        { certificate: path[index - 1] ?? anchor, spkiDer: issuerSpkiDers[index] ?? anchor.spkiDer },
        evidence,
      ),
    );
  }

  /** While a signer is being judged it does not count as one: signers must not vouch for each other in a ring. */
  private isTrustedListSigner(signer: Certificate, anchor: Certificate): boolean {
    const judged = this.listSigners.get(anchor) ?? new Map<Certificate, boolean>();
    this.listSigners.set(anchor, judged);
    const known = judged.get(signer);
    if (known !== undefined) return known;
    if (this.signerDepth >= MAX_SIGNER_DEPTH) return false;
    judged.set(signer, false);
    this.signerDepth += 1;
    const trusted = this.judge(signer, [anchor]).status === 'passed';
    this.signerDepth -= 1;
    judged.set(signer, trusted);
    return trusted;
  }

  private revocationReasons(
    path: readonly Certificate[],
    index: number,
    status: CertificateStatus,
  ): PathReason[] {
    const certificate = path[index];
    if (certificate === undefined || status.status === 'good') return [];
    if (status.status === 'unknown') return [reasonAbout(certificate, 'TRY_LATER', status.detail)];
    if (status.status === 'on-hold') return [reasonAbout(certificate, 'TRY_LATER', 'on-hold')];
    const withoutProof = index === path.length - 1 ? 'REVOKED_NO_POE' : 'REVOKED_CA_NO_POE';
    const code = (this.input.instantIsProven ?? true) ? 'REVOKED' : withoutProof;
    return [{ ...reasonAbout(certificate, code, 'revoked'), revokedAt: status.revokedAt }];
  }
}

function readBasicResponse(der: Uint8Array): BasicOcspResponse {
  const response = readOcspResponse(der);
  if (response.status !== 'successful') throw new TypeError('a response that says nothing of certificates');
  return response.basic;
}
