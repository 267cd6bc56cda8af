import { distinctDers, mergedValidationData, NO_VALIDATION_DATA } from '../../crypto/pdf/validation-data.ts';
import { readCertificate } from '../../crypto/pki/certificate.ts';
import { evidenceGoodUntil } from '../../crypto/pki/evidence-window.ts';
import { requireGoodNow } from '../../trust/good-now.ts';
import { OutsideEvidence } from '../../trust/outside-evidence.ts';
import { SEALING_LIMITS } from '../../trust/outside-limits.ts';
import type { TimeStamper } from '../../trust/time-stamper.ts';
import { type ForeseenEvidence, withoutCarried } from '../foreseen-evidence.ts';
import type { Signer } from '../signer.ts';

export interface EvidenceSource {
  /** Roots that the caller trusts, DER. */
  readonly anchorsDer: readonly Uint8Array[];
  readonly insideHosts: readonly string[];
  readonly now: Date;
}

/**
 * Evidence for B-LT from the responders and lists that the certificates name, asked for before the signature is made.
 *
 * @throws TrustError trust.no-time-stamp, trust.no-validation-data
 */
export async function evidenceFromOutside(
  { certificateDer, chainDer }: Signer,
  stamper: TimeStamper,
  { anchorsDer, insideHosts, now }: EvidenceSource,
): Promise<ForeseenEvidence> {
  const authorityCertificatesDer = await stamper.authorityCertificates();
  const carried = distinctDers([certificateDer, ...chainDer, ...authorityCertificatesDer]);
  const pool = carried.map(readCertificate);
  const targets = pool.filter(({ extensions }) => extensions.basicConstraints?.isCa !== true);
  const outside = new OutsideEvidence(SEALING_LIMITS, insideHosts, { now: () => now });
  const known = { anchors: anchorsDer.map(readCertificate), pool };
  const { data: found, failures } = await outside.find(targets, known);
  const data = mergedValidationData([{ ...NO_VALIDATION_DATA, certificatesDer: carried }, found]);
  requireGoodNow(targets, anchorsDer, data, now, failures);
  const goodUntil = evidenceGoodUntil(data) ?? now;
  return { data: withoutCarried(data, carried), authorityCertificatesDer, goodUntil };
}
