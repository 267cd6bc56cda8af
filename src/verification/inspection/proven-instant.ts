import type { ProofOfTime } from '../../crypto/pdf/proof-of-time.ts';
import type { ProvenInstant } from '../verification-report.ts';

const KINDS: Readonly<Record<ProofOfTime['kind'], ProvenInstant['kind']>> = {
  'signature-time-stamp': 'time-stamp',
  'document-time-stamp': 'document-time-stamp',
};

/**
 * The instant at which a signature is judged: the earliest of its time-stamps, document time-stamps over it, and the
 * register's record of exactly these bytes (docs/adr/0004-proof-of-time.md).
 *
 * @returns null where nothing proves that the signature existed before now
 */
export function provenInstant(
  stamped: Pick<ProofOfTime, 'kind' | 'at'> | undefined,
  recordedAt: Date | undefined,
): ProvenInstant | null {
  if (stamped && (recordedAt === undefined || stamped.at < recordedAt)) {
    return { kind: KINDS[stamped.kind], at: stamped.at.toISOString() };
  }
  return recordedAt === undefined ? null : { kind: 'register', at: recordedAt.toISOString() };
}
