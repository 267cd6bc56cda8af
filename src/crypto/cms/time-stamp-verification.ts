import { valueOr } from '../../shared/value-or.ts';
import { type Certificate, readCertificate } from '../pki/certificate.ts';
import { EXTENSION, KEY_PURPOSE } from '../pki/object-identifiers.ts';
import { type PathValidationInput, type PathVerdict, validatePath } from '../pki/validate-path.ts';
import { type DigestAlgorithm, digestOf } from './digest-algorithms.ts';
import { imprintMatches } from './message-imprint.ts';
import { readSignedData, type SignedData } from './signed-data-reader.ts';
import { type SignerVerdict, verifySignerInfo } from './signer-verification.ts';
import { readTimeStampInfo, type TimeStampInfo } from './time-stamp-info.ts';
import { TIME_STAMP_REASONS, type TimeStampReason, type TimeStampTokenReason } from './time-stamp-reasons.ts';

/** Whom to believe and what is known, as for `validatePath`. */
export type TimeStampTrust = Pick<
  PathValidationInput,
  'anchors' | 'pool' | 'crls' | 'ocspResponses' | 'revocation'
> & {
  /** Instant of the judge. */
  readonly now: Date;
  /** The token is proven to have existed then, by a later proof; default `now`. */
  readonly existedAt?: Date;
};

export interface TimeStampVerdict {
  readonly status: 'passed' | 'failed' | 'undecided';
  /** Empty exactly when passed. */
  readonly reasons: readonly TimeStampReason[];
  /** What the token states; undefined when it cannot be read. To be believed only when passed. */
  readonly info: TimeStampInfo | undefined;
  /** From the authority's certificate to the anchor, as far as it was found. */
  readonly chain: readonly Uint8Array[];
}

/**
 * Judges a time-stamp token over given bytes (RFC 3161 §2.4.2; ETSI EN 319 102-1 §5.4): its signature and attributes,
 * its imprint, its authority's certificate (EKU timeStamping, critical and alone) and the path of that at the stated
 * time. A certificate that has ended or was revoked since leaves the token open, unless a later proof shows that the
 * token is from before: whoever gets hold of an old key can write any time. Never throws.
 *
 * @param tokenDer ContentInfo; bytes behind it are left alone
 * @param stamped what the token is said to be over, in parts
 */
export function verifyTimeStamp(
  tokenDer: Uint8Array,
  stamped: readonly Uint8Array[],
  trust: TimeStampTrust,
): TimeStampVerdict {
  return judgeToken(tokenDer, ({ imprint }) => imprintMatches(imprint, stamped), trust);
}

/** A hash value with the digest that gave it. */
export interface HashValue {
  readonly digest: DigestAlgorithm;
  readonly value: Uint8Array;
}

/** As `verifyTimeStamp`, over what has `hash` as its digest: the imprint must be of the same digest and value. */
export function verifyTimeStampOfHash(
  tokenDer: Uint8Array,
  { digest, value }: HashValue,
  trust: TimeStampTrust,
): TimeStampVerdict {
  const isSame = ({ imprint }: TimeStampInfo) =>
    imprint.digest && imprint.digest.oid === digest.oid && Buffer.compare(imprint.hashedMessage, value) === 0;
  return judgeToken(tokenDer, isSame, trust);
}

/** @param matches whether the imprint is of what was to be stamped; undefined when its digest is not known here */
function judgeToken(
  tokenDer: Uint8Array,
  matches: (info: TimeStampInfo) => boolean | undefined,
  trust: TimeStampTrust,
): TimeStampVerdict {
  const token = valueOr(() => readSignedData(tokenDer));
  const info = token && valueOr(() => readTimeStampInfo(token));
  if (token === undefined || info === undefined) {
    return { ...verdictOf(['time-stamp-malformed'], undefined), info: undefined };
  }
  const signer = verifyToken(token, trust);
  const { signerCertificateDer } = signer;
  const certificate = signerCertificateDer && valueOr(() => readCertificate(signerCertificateDer));
  const path = certificate && pathAtStatedTime(certificate, token, info, trust);
  const codes: TimeStampTokenReason[] = [
    ...signer.reasons,
    ...weaknesses(signer),
    ...imprintReasons(info, matches(info)),
    ...(certificate && !isTimeStampingCertificate(certificate)
      ? ['not-a-time-stamping-certificate' as const]
      : []),
    ...(isFromTheFuture(info, trust) ? ['from-the-future' as const] : []),
    ...(certificate && path ? reasonsSince(certificate, path, trust) : []),
  ];
  return { ...verdictOf(codes, path), info };
}

const NO_SIGNER = { warnings: [], signerCertificateDer: undefined, digest: undefined };

/** The one SignerInfo over the TSTInfo; its certificate may be left to the pool (certReq FALSE). */
function verifyToken(token: SignedData, { pool }: TimeStampTrust): SignerVerdict {
  const [signerInfo] = token.signerInfos;
  if (signerInfo === undefined || token.signerInfos.length !== 1) {
    return { ...NO_SIGNER, reasons: ['not-exactly-one-signer'] };
  }
  const content = [token.encapsulatedContent ?? new Uint8Array()];
  const certificatesDer = [...token.certificatesDer, ...pool];
  return verifySignerInfo({ ...token, certificatesDer }, signerInfo, {
    digestBy: (digest) => digestOf(digest, content),
    bytes: () => Buffer.concat(content),
  });
}

/** Without the attribute the certificate could be exchanged for another of the same key (RFC 3161 §2.4.2). */
function weaknesses({ warnings }: SignerVerdict): TimeStampTokenReason[] {
  const isUnnamed = warnings.includes('signing-certificate-attribute-missing');
  return [
    ...(isUnnamed ? ['signing-certificate-attribute-missing' as const] : []),
    ...(warnings.includes('weak-digest') ? ['digest-weak' as const] : []),
  ];
}

function imprintReasons({ imprint }: TimeStampInfo, matches: boolean | undefined): TimeStampTokenReason[] {
  if (matches === undefined) return ['imprint-digest-unknown'];
  if (!matches) return ['imprint-mismatch'];
  return imprint.digest?.weak ? ['imprint-digest-weak'] : [];
}

/** RFC 3161 §2.3: a key that also signs other things could be made to sign what reads as a time-stamp. */
function isTimeStampingCertificate({ extensions, allExtensions }: Certificate): boolean {
  const purposes = extensions.extendedKeyUsage ?? [];
  const isCritical = allExtensions.some(
    ({ oid, critical }) => oid === EXTENSION.extendedKeyUsage && critical,
  );
  return isCritical && purposes.length === 1 && purposes[0] === KEY_PURPOSE.timeStamping;
}

function pathAtStatedTime(
  certificate: Certificate,
  token: SignedData,
  info: TimeStampInfo,
  trust: TimeStampTrust,
): PathVerdict {
  return validatePath({
    certificateDer: certificate.der,
    anchors: trust.anchors,
    pool: [...token.certificatesDer, ...trust.pool],
    crls: [...trust.crls, ...token.crlsDer],
    ocspResponses: trust.ocspResponses,
    revocation: trust.revocation,
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    at: info.generatedAt,
    now: trust.now,
  });
}

/** Clocks of honest authorities and judges differ a little. */
const CLOCK_TOLERANCE_MS = 60_000;

/** It states a time later than one at which it is proven to have existed (ETSI EN 319 102-1 §5.6.2.4). */
function isFromTheFuture(
  { generatedAt, accuracyMs = 0 }: TimeStampInfo,
  { now, existedAt = now }: TimeStampTrust,
): boolean {
  return generatedAt.getTime() - existedAt.getTime() > CLOCK_TOLERANCE_MS + accuracyMs;
}

function reasonsSince(
  certificate: Certificate,
  { revokedLaterAt }: PathVerdict,
  { now, existedAt = now }: TimeStampTrust,
): TimeStampTokenReason[] {
  return [
    ...(certificate.notAfter < existedAt ? ['authority-ended-since' as const] : []),
    ...(revokedLaterAt && revokedLaterAt <= existedAt ? ['authority-revoked-since' as const] : []),
  ];
}

function verdictOf(
  codes: readonly TimeStampTokenReason[],
  path: PathVerdict | undefined,
): Omit<TimeStampVerdict, 'info'> {
  const tokenReasons = [...new Set(codes)].map((code) => ({ kind: 'token' as const, code }));
  const pathReasons = (path?.reasons ?? []).map((reason) => ({ kind: 'path' as const, ...reason }));
  const reasons = [...tokenReasons, ...pathReasons];
  const chain = path?.chain ?? [];
  if (reasons.length === 0) return { status: 'passed', reasons, chain };
  const isFailed =
    path?.status === 'failed' || codes.some((code) => TIME_STAMP_REASONS[code].indication === 'TOTAL-FAILED');
  return { status: isFailed ? 'failed' : 'undecided', reasons, chain };
}
