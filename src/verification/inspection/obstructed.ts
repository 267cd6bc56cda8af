import type { UnreadableReason } from '../verdict/verdict-codes.ts';
import type { FileInspection } from './file-inspection.ts';

/** The result for a file in which nothing could be checked, and why. */
export function obstructed(form: FileInspection['form'], obstacle: UnreadableReason): FileInspection {
  return {
    form,
    obstacle,
    pageCount: null,
    signatures: [],
    timeStamps: [],
    nothingAdded: { outcome: 'notApplicable', reason: 'not-reached' },
    claimedIdentifiers: [],
    codes: [],
  };
}
