import type { JudgedSignature } from '../../crypto/pdf/proof-of-time.ts';
import type { ValidationData } from '../../crypto/pdf/validation-data.ts';
import type { TrustReason } from '../verification-report.ts';
import type { FileInspection, WantedEvidence } from './file-inspection.ts';
import { base64Of } from './judging-evidence.ts';

/** What a network may still tell of a chain: who issued it, or whether it is revoked. */
const isGap = ({ code, detail }: TrustReason): boolean =>
  code === 'TRY_LATER' || (code === 'NO_CERTIFICATE_CHAIN_FOUND' && detail === 'issuer-missing');

/** As much as is asked for at once, and leads up from it. */
const MAX_CERTIFICATES = 6;
const MAX_POOL = 40;

/**
 * What to ask the network for, where file, time-stamps and register leave a chain in doubt; undefined where they do not.
 * The signers come first, so that what else a sender puts into the file takes nothing from them.
 */
export function evidenceWanted(
  { signatures, timeStamps }: Pick<FileInspection, 'signatures' | 'timeStamps'>,
  judged: readonly JudgedSignature[],
  { certificatesDer }: ValidationData,
): WantedEvidence | undefined {
  const reasons = [
    ...signatures.flatMap(({ grounds }) => grounds.trustReasons),
    ...timeStamps.flatMap((timeStamp) => timeStamp.reasons),
  ];
  if (!reasons.some(isGap)) return undefined;
  const signers = judged.flatMap(({ integrity }) => integrity.signerCertificateDer ?? []);
  const all = [...new Set([...signers, ...certificatesDer].map(base64Of))];
  return { certificates: all.slice(0, MAX_CERTIFICATES), pool: all.slice(0, MAX_POOL) };
}
