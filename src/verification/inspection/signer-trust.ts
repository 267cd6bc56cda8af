import { readCertificate } from '../../crypto/pki/certificate.ts';
import { formatName } from '../../crypto/pki/distinguished-name.ts';
import type { PathReason, PathSubIndication } from '../../crypto/pki/path-reason.ts';
import { type PathVerdict, validatePath } from '../../crypto/pki/validate-path.ts';
import type { ProvenInstant, TrustReason } from '../verification-report.ts';
import type { Finding, InspectedFacts, SignatureGrounds } from './file-inspection.ts';
import type { JudgingEvidence } from './judging-evidence.ts';

export type TrustFacts = Pick<InspectedFacts, 'signerTrusted' | 'certificateGood'>;

/** What trust and time add to what the bytes say; for a national seal they are asked about the whole of it. */
export interface SignerTrust {
  readonly facts: TrustFacts & Partial<Pick<InspectedFacts, 'signatureHolds'>>;
  readonly electronicSeal: Finding<'sealGood'> | null;
  readonly proofOfTime: ProvenInstant | null;
  readonly grounds: Pick<SignatureGrounds, 'trustReasons' | 'chain' | 'revokedLaterAt' | 'weaknesses'>;
}

const NOT_REACHED = { outcome: 'notApplicable', reason: 'not-reached' } as const;

/** Before anybody has asked: the signature does not hold, so whose certificate it names means nothing. */
export const TRUST_NOT_REACHED: TrustFacts = { signerTrusted: NOT_REACHED, certificateGood: NOT_REACHED };

export const NOBODY_ASKED: SignerTrust = {
  facts: TRUST_NOT_REACHED,
  electronicSeal: null,
  proofOfTime: null,
  grounds: { trustReasons: [], chain: [], revokedLaterAt: null, weaknesses: [] },
};

/**
 * Whether the signer's certificate leads to an authority that we recognise, and was good at the proven instant, or is
 * now where nothing proves one (RFC 5280; docs/adr/0004-proof-of-time.md).
 *
 * @param evidence with what the file carries
 */
export function judgeSigner(
  certificateDer: Uint8Array,
  proofOfTime: ProvenInstant | null,
  { existedAt: _, ...evidence }: JudgingEvidence,
): SignerTrust {
  const verdict = validatePath({
    ...evidence,
    certificateDer,
    at: proofOfTime ? new Date(proofOfTime.at) : evidence.now,
    instantIsProven: proofOfTime !== null,
    keyUsage: ['digitalSignature', 'nonRepudiation'],
  });
  return {
    facts: { signerTrusted: trustOf(verdict), certificateGood: goodnessOf(verdict) },
    electronicSeal: null,
    proofOfTime,
    grounds: {
      trustReasons: verdict.reasons.map(pathTrustReason),
      chain: verdict.chain.map(subjectOf),
      revokedLaterAt: verdict.revokedLaterAt?.toISOString() ?? null,
      weaknesses: verdict.weaknesses ?? [],
    },
  };
}

/** The subject of a certificate that was read before; empty where it could not be. */
function subjectOf(certificateDer: Uint8Array): string {
  try {
    return formatName(readCertificate(certificateDer).subject);
  } catch {
    return '';
  }
}

export const pathTrustReason = ({ code, detail, subject, revokedAt }: PathReason): TrustReason => ({
  code,
  detail,
  subject: subject ?? null,
  revokedAt: revokedAt?.toISOString() ?? null,
});

/** No way to an anchor of ours: a stranger. What only dates or revocation stand against is still one of ours. */
const STRANGER: ReadonlySet<PathSubIndication> = new Set([
  'NO_CERTIFICATE_CHAIN_FOUND',
  'CERTIFICATE_CHAIN_GENERAL_FAILURE',
  'CHAIN_CONSTRAINTS_FAILURE',
]);

function trustOf(verdict: PathVerdict): TrustFacts['signerTrusted'] {
  const stranger = verdict.reasons.find(({ code }) => STRANGER.has(code));
  if (stranger?.detail === 'no-trust-anchor') return { outcome: 'unknown', reason: 'no-trust-list' };
  if (stranger) {
    const reason =
      stranger.code === 'CHAIN_CONSTRAINTS_FAILURE'
        ? 'CHAIN_CONSTRAINTS_FAILURE'
        : 'NO_CERTIFICATE_CHAIN_FOUND';
    return { outcome: 'failed', reason };
  }
  return { outcome: 'passed', reason: 'path-to-anchor' };
}

function goodnessOf({ status, reasons }: PathVerdict): TrustFacts['certificateGood'] {
  if (status === 'passed') return { outcome: 'passed', reason: 'good-at-proven-time' };
  const codes = reasons.map(({ code }) => code);
  if (codes.some((code) => STRANGER.has(code))) return NOT_REACHED;
  for (const code of ['REVOKED', 'EXPIRED', 'NOT_YET_VALID'] as const) {
    if (codes.includes(code)) return { outcome: 'failed', reason: code };
  }
  if (codes.includes('OUT_OF_BOUNDS_NO_POE')) return { outcome: 'unknown', reason: 'OUT_OF_BOUNDS_NO_POE' };
  if (codes.includes('TRY_LATER')) return { outcome: 'unknown', reason: 'TRY_LATER' };
  return { outcome: 'unknown', reason: 'REVOKED_NO_POE' };
}
