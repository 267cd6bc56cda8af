import { createHash } from 'node:crypto';
import { SIGNER_REASONS, type SignerReason } from '../../crypto/cms/signer-reasons.ts';
import type { SignatureIntegrity } from '../../crypto/pdf/integrity-judge.ts';
import type { PdfDocument } from '../../crypto/pdf/pdf-document.ts';
import type { PdfSignature } from '../../crypto/pdf/pdf-signature.ts';
import type { JudgedSignature } from '../../crypto/pdf/proof-of-time.ts';
import { type Certificate, readCertificate } from '../../crypto/pki/certificate.ts';
import { formatName, nameAttribute } from '../../crypto/pki/distinguished-name.ts';
import { ATTRIBUTE } from '../../crypto/pki/object-identifiers.ts';
import type { ChangeSince, ProvenInstant } from '../verification-report.ts';
import { ABOUT_LATER_BYTES } from './added-since.ts';
import type { Finding, InspectedFacts, InspectedSignature } from './file-inspection.ts';
import type { JudgingEvidence } from './judging-evidence.ts';
import { judgeNationalSealTrust } from './national-seal-trust.ts';
import { ABOUT_THE_SEAL, groundsOf } from './signature-grounds.ts';
import { indicationOf } from './signature-indication.ts';
import { judgeSigner, NOBODY_ASKED, type SignerTrust } from './signer-trust.ts';

/** Enough for any page that tells of changes; a hostile file may hold a million. */
const MOST_CHANGES = 200;

/**
 * One signature with its facts. Names are told only of a signature that holds: before, anyone may have put them there.
 *
 * @param proof when the signature is proven to have existed, its own time-stamps and the register counted
 * @param evidence with what the file carries
 */
export function inspectSignature(
  document: PdfDocument,
  { signature, integrity }: JudgedSignature,
  proof: ProvenInstant | null,
  evidence: JudgingEvidence,
): InspectedSignature {
  const ofBytes = {
    unchangedSinceSealing: unchangedFact(integrity),
    signatureHolds: holdsFact(integrity.signerReasons),
  };
  const certificate = isHeld(ofBytes) ? certificateOf(integrity) : null;
  const trust = certificate
    ? trustOf(document, { signature, integrity }, certificate, proof, evidence)
    : { ...NOBODY_ASKED, proofOfTime: proof };
  const facts: InspectedFacts = { ...ofBytes, ...trust.facts };
  const { electronicSeal, proofOfTime } = trust;
  return {
    ...indicationOf(facts, electronicSeal),
    facts,
    electronicSeal,
    ...signerOf(isHeld(facts) ? certificate : null),
    claimedSigningAt: isHeld(facts) ? claimedAt(signature, integrity) : null,
    proofOfTime,
    changesSince: changesOf(integrity),
    grounds: groundsOf(signature, integrity, trust),
  };
}

const isHeld = ({
  unchangedSinceSealing,
  signatureHolds,
}: Pick<InspectedFacts, 'unchangedSinceSealing' | 'signatureHolds'>): boolean =>
  unchangedSinceSealing.outcome === 'passed' && signatureHolds.outcome === 'passed';

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
    .filter((reason) => !ABOUT_THE_SEAL.has(reason))
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

function trustOf(
  document: PdfDocument,
  { signature, integrity }: JudgedSignature,
  certificate: Certificate,
  proof: ProvenInstant | null,
  evidence: JudgingEvidence,
): SignerTrust {
  if (integrity.nationalSeal) return judgeNationalSealTrust(document, signature, proof, evidence);
  return judgeSigner(certificate.der, proof, evidence);
}

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
