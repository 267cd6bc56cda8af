import type { PathSubIndication } from '../../crypto/pki/path-reason.ts';
import { type PathVerdict, validatePath } from '../../crypto/pki/validate-path.ts';
import type { InspectedFacts, InspectionRequest } from './file-inspection.ts';

export type TrustFacts = Pick<InspectedFacts, 'signerTrusted' | 'certificateGood'>;

const NOT_REACHED = { outcome: 'notApplicable', reason: 'not-reached' } as const;

/** Before anybody has asked: the signature does not hold, so whose certificate it names means nothing. */
export const TRUST_NOT_REACHED: TrustFacts = { signerTrusted: NOT_REACHED, certificateGood: NOT_REACHED };

/**
 * Whether the signer's certificate leads to an authority that we recognise, and was good at the proven instant
 * (RFC 5280; docs/adr/0004-proof-of-time.md).
 *
 * @param embedded certificates and revocation lists that came with the signature: evidence from anyone
 */
export function judgeSigner(
  certificateDer: Uint8Array,
  embedded: { readonly certificates: readonly Uint8Array[]; readonly crls: readonly Uint8Array[] },
  request: InspectionRequest,
): TrustFacts {
  const verdict = validatePath({
    certificateDer,
    pool: [...request.intermediates.map(bytesOf), ...embedded.certificates],
    anchors: request.anchors.map(bytesOf),
    crls: [...request.crls.map(bytesOf), ...embedded.crls],
    at: new Date(request.at),
    now: new Date(request.now),
    instantIsProven: request.instantIsProven,
    keyUsage: ['digitalSignature', 'nonRepudiation'],
  });
  return { signerTrusted: trustOf(verdict), certificateGood: goodnessOf(verdict) };
}

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

const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');
