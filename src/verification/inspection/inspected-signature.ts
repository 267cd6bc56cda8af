import { createHash } from 'node:crypto';
import { SIGNER_REASONS, type SignerReason } from '../../crypto/cms/signer-reasons.ts';
import type { SignatureIntegrity } from '../../crypto/pdf/integrity-judge.ts';
import type { PdfDocument } from '../../crypto/pdf/pdf-document.ts';
import type { PdfSignature, StructureProblem } from '../../crypto/pdf/pdf-signature.ts';
import { type Certificate, readCertificate } from '../../crypto/pki/certificate.ts';
import { formatName, nameAttribute } from '../../crypto/pki/distinguished-name.ts';
import { ATTRIBUTE } from '../../crypto/pki/object-identifiers.ts';
import type { ChangeSince } from '../verification-report.ts';
import type { Finding, InspectedFacts, InspectedSignature, InspectionRequest } from './file-inspection.ts';
import { judgeNationalSealTrust } from './national-seal-trust.ts';
import { judgeSigner, TRUST_NOT_REACHED, type TrustFacts } from './signer-trust.ts';

/** Enough for any page that tells of changes; a hostile file may hold a million. */
const MOST_CHANGES = 200;

/** Problems of what follows the signed bytes; all others mean that the signed bytes themselves are not as they were. */
const ABOUT_LATER_BYTES: ReadonlySet<StructureProblem> = new Set<StructureProblem>([
  'trailing-bytes',
  'revision-chain-broken',
]);

/** One signature with its facts. Names are told only of a signature that holds: before, anyone may have put them there. */
export function inspectSignature(
  document: PdfDocument,
  signature: PdfSignature,
  integrity: SignatureIntegrity,
  request: InspectionRequest,
): InspectedSignature {
  const ofBytes = {
    unchangedSinceSealing: unchangedFact(integrity),
    signatureHolds: holdsFact(integrity.signerReasons),
  };
  const certificate = isHeld(ofBytes) ? certificateOf(integrity) : null;
  const trust = certificate ? trustOf(document, signature, certificate, integrity, request) : NOBODY_ASKED;
  const facts: InspectedFacts = { ...ofBytes, ...trust.facts };
  const { electronicSeal } = trust;
  return {
    ...indicationOf(facts, electronicSeal),
    facts,
    electronicSeal,
    ...signerOf(isHeld(facts) ? certificate : null),
    claimedSigningAt: isHeld(facts) ? claimedAt(signature, integrity) : null,
    changesSince: changesOf(integrity),
  };
}

const isHeld = ({
  unchangedSinceSealing,
  signatureHolds,
}: Pick<InspectedFacts, 'unchangedSinceSealing' | 'signatureHolds'>): boolean =>
  unchangedSinceSealing.outcome === 'passed' && signatureHolds.outcome === 'passed';

/** What was added after the last signature, over all signatures: the worst of what each one saw. */
export function nothingAddedFact(integrities: readonly SignatureIntegrity[]): Finding<'nothingAdded'> {
  const problems = integrities.flatMap(({ structureProblems }) => structureProblems);
  if (problems.includes('trailing-bytes')) return { outcome: 'failed', reason: 'appended-bytes' };
  if (problems.includes('revision-chain-broken')) return { outcome: 'failed', reason: 'structure-damaged' };
  if (!integrities.every(({ isUnchanged }) => isUnchanged))
    return { outcome: 'failed', reason: 'changed-after-sealing' };
  return { outcome: 'passed', reason: 'whole-document-signed' };
}

function unchangedFact({
  structureProblems,
  signerReasons,
}: SignatureIntegrity): Finding<'unchangedSinceSealing'> {
  if (signerReasons.includes('message-digest-mismatch')) return { outcome: 'failed', reason: 'HASH_FAILURE' };
  if (structureProblems.some((problem) => !ABOUT_LATER_BYTES.has(problem))) {
    return { outcome: 'failed', reason: 'structure-damaged' };
  }
  if (signerReasons.includes('digest-algorithm-unknown'))
    return { outcome: 'unknown', reason: 'algorithm-unknown' };
  if (signerReasons.includes('cms-malformed')) return { outcome: 'failed', reason: 'FORMAT_FAILURE' };
  return { outcome: 'passed', reason: 'digest-matches' };
}

function holdsFact(reasons: readonly SignerReason[]): Finding<'signatureHolds'> {
  const meanings = reasons
    .filter((reason) => reason !== 'message-digest-mismatch')
    .map((reason) => SIGNER_REASONS[reason]);
  const failure = meanings.find(({ indication }) => indication === 'TOTAL-FAILED') ?? meanings[0];
  if (!failure) return { outcome: 'passed', reason: 'signature-matches' };
  const { indication, subIndication } = failure;
  return { outcome: indication === 'TOTAL-FAILED' ? 'failed' : 'unknown', reason: subIndication };
}

function certificateOf({ signerCertificateDer }: SignatureIntegrity): Certificate | null {
  try {
    return signerCertificateDer ? readCertificate(signerCertificateDer) : null;
  } catch {
    return null;
  }
}

/** What trust and time add to what the bytes say; for a national seal they are asked about the whole of it. */
interface SignatureTrust {
  readonly facts: TrustFacts & Partial<Pick<InspectedFacts, 'signatureHolds'>>;
  readonly electronicSeal: InspectedSignature['electronicSeal'];
}

const NOBODY_ASKED: SignatureTrust = { facts: TRUST_NOT_REACHED, electronicSeal: null };

function trustOf(
  document: PdfDocument,
  signature: PdfSignature,
  certificate: Certificate,
  { signedData, nationalSeal }: SignatureIntegrity,
  request: InspectionRequest,
): SignatureTrust {
  if (nationalSeal) return judgeNationalSealTrust(document, signature, request);
  const embedded = { certificates: signedData?.certificatesDer ?? [], crls: signedData?.crlsDer ?? [] };
  return { facts: judgeSigner(certificate.der, embedded, request), electronicSeal: null };
}

/** Main and sub-indication in the order of the validation process of ETSI EN 319 102-1 clause 5.3. */
function indicationOf(
  facts: InspectedFacts,
  electronicSeal: InspectedSignature['electronicSeal'],
): Pick<InspectedSignature, 'indication' | 'subIndication'> {
  const ordered = [
    facts.unchangedSinceSealing,
    facts.signatureHolds,
    facts.signerTrusted,
    facts.certificateGood,
    ...(electronicSeal ? [electronicSeal] : []),
  ];
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
  'algorithm-unknown': 'CRYPTO_CONSTRAINTS_FAILURE',
  'no-trust-list': 'NO_CERTIFICATE_CHAIN_FOUND',
  'not-reached': 'NO_SIGNING_CERTIFICATE_FOUND',
  'maker-not-trusted': 'SIG_CONSTRAINTS_FAILURE',
  'maker-out-of-term': 'SIG_CONSTRAINTS_FAILURE',
  'maker-revoked': 'SIG_CONSTRAINTS_FAILURE',
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

const NO_SIGNER = {
  signer: null,
  certificateIssuer: null,
  certificateIssuerUnit: null,
  certificateSha256: null,
};

function signerOf(
  certificate: Certificate | null,
): Pick<InspectedSignature, 'signer' | 'certificateIssuer' | 'certificateIssuerUnit' | 'certificateSha256'> {
  if (!certificate) return NO_SIGNER;
  const { subject, issuer } = certificate;
  return {
    signer: {
      commonName: nameAttribute(subject, ATTRIBUTE.commonName) ?? formatName(subject),
      organisation: nameAttribute(subject, ATTRIBUTE.organizationName) ?? null,
    },
    certificateIssuer: nameAttribute(issuer, ATTRIBUTE.commonName) ?? formatName(issuer),
    certificateIssuerUnit: nameAttribute(issuer, ATTRIBUTE.organizationalUnitName) ?? null,
    certificateSha256: createHash('sha256').update(certificate.der).digest('hex'),
  };
}

function changesOf({ changes, structureProblems }: SignatureIntegrity): ChangeSince[] {
  const told: ChangeSince[] = changes
    .filter(({ isPermitted }) => !isPermitted)
    .slice(0, MOST_CHANGES)
    .map(({ code, pageNumber }) => ({ kind: code, page: pageNumber ?? null }));
  return structureProblems.includes('trailing-bytes')
    ? [...told, { kind: 'appended-bytes', page: null }]
    : told;
}

/** The time that is signed and judged: a national seal states its own. */
const claimedAt = (signature: PdfSignature, { nationalSeal }: SignatureIntegrity): string | null =>
  nationalSeal?.signature.claimedAt.toISOString() ?? instantOf(signature.signingTimeText);

const PDF_DATE = /^D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:Z|([+-])(\d{2})'?(\d{2}))?/;

/** `/M` (ISO 32000-2 §7.9.4) as RFC 3339 UTC; null where it is none. */
function instantOf(text: string | undefined): string | null {
  const [match, year, month, day, hour, minute, second, sign = '+', hours = '00', minutes = '00'] =
    PDF_DATE.exec(text ?? '') ?? [];
  if (match === undefined) return null;
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${sign}${hours}:${minutes}`);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
