import { readableCertificates, readCertificate } from '../../crypto/pki/certificate.ts';
import type { Clock } from '../../shared/clock.ts';
import { OutsideEvidence } from '../../trust/outside-evidence.ts';
import { JUDGING_LIMITS } from '../../trust/outside-limits.ts';
import type { InspectionRequest, WantedEvidence } from '../inspection/file-inspection.ts';
import { bytesOf, withEvidence } from '../inspection/judging-evidence.ts';

/** Gives the request with what the network tells besides. */
export type EvidenceAsker = (
  request: InspectionRequest,
  wanted: WantedEvidence,
) => Promise<InspectionRequest>;

/**
 * Asks responders and lists that certificates name, under the anchors of the request alone: a file cannot send us to an
 * address by a certificate of its maker's own. Answers are kept for the files that follow. Never rejects.
 *
 * @param insideHosts host names that may lie inside our own network; all others must not
 */
export function networkAsker(insideHosts: readonly string[], clock: Clock): EvidenceAsker {
  const outside = new OutsideEvidence(JUDGING_LIMITS, insideHosts, clock);
  return async (request, { certificates, pool }) => {
    const { data } = await outside.find(readableCertificates(certificates.map(bytesOf)), {
      anchors: request.anchors.map(bytesOf).map(readCertificate),
      pool: readableCertificates(pool.map(bytesOf)),
    });
    return withEvidence(request, data, clock.now());
  };
}
