import type { PdfDocument } from '../../crypto/pdf/pdf-document.ts';
import type { PdfSignature } from '../../crypto/pdf/pdf-signature.ts';
import { signedParts } from '../../crypto/pdf/signed-parts.ts';
import {
  judgeSealSignature,
  type SealSignatureVerdict,
} from '../../crypto/ses/seal-signature-verification.ts';
import type { SesReason } from '../../crypto/ses/ses-reasons.ts';
import type { ProvenInstant, TrustReason } from '../verification-report.ts';
import type { Finding, InspectedFacts } from './file-inspection.ts';
import type { JudgingEvidence } from './judging-evidence.ts';
import { provenInstant } from './proven-instant.ts';
import { findingOfSealReason, type SealFactName, type SealFinding } from './seal-reason-facts.ts';
import { type SignerTrust, TRUST_NOT_REACHED, type TrustFacts } from './signer-trust.ts';

/** Facts about a seal of GB/T 38540 and its signer. */
export interface NationalSealFacts {
  readonly facts: TrustFacts & Pick<InspectedFacts, 'signatureHolds'>;
  /** Null when nobody asked, because the signature does not hold. */
  readonly electronicSeal: Finding<'sealGood'> | null;
}

/**
 * Goes through all steps of GB/T 38540 §7.3: the seal, its maker, the signer, their times and their time-stamps
 * (docs/adr/0011-national-seals.md). What proves the time is the given proof, or the seal's own time-stamp before it.
 *
 * @throws PdfError `pdf-budget-exceeded`
 */
export function judgeNationalSealTrust(
  document: PdfDocument,
  { contents, byteRange }: PdfSignature,
  proof: ProvenInstant | null,
  { existedAt: _, ...evidence }: JudgingEvidence,
): SignerTrust {
  const given = proof ? { provenAt: new Date(proof.at) } : {};
  const verdict = judgeSealSignature(contents, signedParts(document, byteRange), { ...evidence, ...given });
  return {
    ...nationalSealFacts(verdict),
    proofOfTime: ownProof(verdict, proof),
    grounds: {
      trustReasons: verdict.reasons.map(sealTrustReason),
      chain: [],
      revokedLaterAt: verdict.revokedLaterAt?.toISOString() ?? null,
      weaknesses: [],
    },
  };
}

function ownProof({ provenAt }: SealSignatureVerdict, given: ProvenInstant | null): ProvenInstant | null {
  if (provenAt === undefined || provenAt.toISOString() === given?.at) return given;
  return provenInstant({ kind: 'signature-time-stamp', at: provenAt }, undefined);
}

const sealTrustReason = ({ code, detail, subject, revokedAt }: SesReason): TrustReason => ({
  code,
  detail,
  subject: subject ?? null,
  revokedAt: revokedAt?.toISOString() ?? null,
});

/** A fact passes only where no reason speaks against it; whoever is a stranger is asked nothing more. */
export function nationalSealFacts({ reasons }: Pick<SealSignatureVerdict, 'reasons'>): NationalSealFacts {
  const findings = reasons.map(findingOfSealReason);
  const signatureHolds = worst(findings, 'signatureHolds') ?? passed('signature-matches');
  if (signatureHolds.outcome !== 'passed') {
    return { facts: { signatureHolds, ...TRUST_NOT_REACHED }, electronicSeal: null };
  }
  const signerTrusted = worst(findings, 'signerTrusted') ?? passed('path-to-anchor');
  const certificateGood = worst(findings, 'certificateGood') ?? passed('good-at-proven-time');
  return {
    facts: {
      signatureHolds,
      signerTrusted,
      certificateGood:
        signerTrusted.outcome === 'passed' ? certificateGood : TRUST_NOT_REACHED.certificateGood,
    },
    electronicSeal: worst(findings, 'sealGood') ?? passed('good-at-proven-time'),
  };
}

const passed = <Reason extends string>(reason: Reason) => ({ outcome: 'passed', reason }) as const;

function worst<Name extends SealFactName>(
  findings: readonly SealFinding[],
  name: Name,
): Finding<Name> | undefined {
  const about = findings.filter((finding): finding is Extract<SealFinding, { fact: Name }> => {
    return finding.fact === name;
  });
  const finding = about.find(({ outcome }) => outcome === 'failed') ?? about[0];
  return finding && { outcome: finding.outcome, reason: finding.reason as Finding<Name>['reason'] };
}
