import { SIGNER_REASONS } from '../../crypto/cms/signer-reasons.ts';
import type { StructureProblem } from '../../crypto/pdf/pdf-signature.ts';
import type { JudgedSignature } from '../../crypto/pdf/proof-of-time.ts';
import type { Finding } from './file-inspection.ts';

/** Problems of what follows the signed bytes; all others mean that the signed bytes themselves are not as they were. */
export const ABOUT_LATER_BYTES: ReadonlySet<StructureProblem> = new Set<StructureProblem>([
  'trailing-bytes',
  'revision-chain-broken',
]);

/**
 * What was added after the last signature, over all signatures and document time-stamps: the worst of what each one
 * saw. A document time-stamp that does not hold was itself changed, or put there by whoever changed the rest.
 */
export function nothingAddedFact(judged: readonly JudgedSignature[]): Finding<'nothingAdded'> {
  const problems = judged.flatMap(({ integrity }) => integrity.structureProblems);
  if (problems.includes('trailing-bytes')) return { outcome: 'failed', reason: 'appended-bytes' };
  if (problems.includes('revision-chain-broken')) return { outcome: 'failed', reason: 'structure-damaged' };
  if (judged.some(isBrokenTimeStamp)) return { outcome: 'failed', reason: 'structure-damaged' };
  const refused = judged.flatMap(({ integrity }) =>
    integrity.changes.filter((change) => !change.isPermitted),
  );
  if (refused.length === 0) return { outcome: 'passed', reason: 'whole-document-signed' };
  const isUnread = refused.every(({ code }) => code === 'content-encrypted');
  return isUnread
    ? { outcome: 'unknown', reason: 'content-unread' }
    : { outcome: 'failed', reason: 'changed-after-sealing' };
}

const isBrokenTimeStamp = ({ signature, integrity }: JudgedSignature): boolean =>
  signature.kind === 'document-time-stamp' &&
  (integrity.structureProblems.length > 0 ||
    integrity.signerReasons.some((reason) => SIGNER_REASONS[reason].indication === 'TOTAL-FAILED'));
