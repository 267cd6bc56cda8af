import type { ProofOfTime } from '../../crypto/pdf/proof-of-time.ts';
import type { ProvenInstant } from '../verification-report.ts';
import type { InspectionRequest } from './file-inspection.ts';

const KINDS: Readonly<Record<ProofOfTime['kind'], ProvenInstant['kind']>> = {
  'signature-time-stamp': 'time-stamp',
  'document-time-stamp': 'document-time-stamp',
};

/**
 * The instant at which a signature is judged: the earliest of its time-stamps, document time-stamps over it, and the
 * record of exactly these bytes in the register or an evidence record (docs/adr/0004-proof-of-time.md).
 *
 * @returns null where nothing proves that the signature existed before now
 */
export function provenInstant(
  stamped: Pick<ProofOfTime, 'kind' | 'at'> | undefined,
  recordedAt: Date | undefined,
  recordedBy: NonNullable<InspectionRequest['recordedBy']> = 'register',
): ProvenInstant | null {
  if (stamped && (recordedAt === undefined || stamped.at < recordedAt)) {
    return { kind: KINDS[stamped.kind], at: stamped.at.toISOString() };
  }
  return recordedAt === undefined ? null : { kind: recordedBy, at: recordedAt.toISOString() };
}
