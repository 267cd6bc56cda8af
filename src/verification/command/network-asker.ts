import { readCertificate } from '../../crypto/pki/certificate.ts';
import type { Clock } from '../../shared/clock.ts';
import { OutsideEvidence } from '../../trust/outside-evidence.ts';
import { JUDGING_LIMITS } from '../../trust/outside-limits.ts';
import type { InspectionRequest, WantedEvidence } from '../inspection/file-inspection.ts';

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
    const { data } = await outside.find(certificates.flatMap(certificateOrNothing), {
      anchors: request.anchors.map(certificateOf),
      pool: pool.flatMap(certificateOrNothing),
    });
    return {
      ...request,
      // An answer made for us is younger than the request; judged at its instant it would not exist yet.
      now: clock.now().toISOString(),
      intermediates: [...request.intermediates, ...data.certificatesDer.map(base64)],
      crls: [...request.crls, ...data.crlsDer.map(base64)],
      ocspResponses: [...request.ocspResponses, ...data.ocspResponsesDer.map(base64)],
    };
  };
}

const certificateOf = (text: string) => readCertificate(Buffer.from(text, 'base64'));

function certificateOrNothing(text: string) {
  try {
    return [certificateOf(text)];
  } catch {
    return [];
  }
}

const base64 = (der: Uint8Array): string =>
  Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64');
