import type { Seal } from '../../seals/seal.ts';
import type { SealUseIntent } from '../../seals/seal-uses.service.ts';

/** What of a version stands in the rows of its seal uses. */
export interface SealUseCause {
  readonly version: number;
  readonly requestId: string | null;
  readonly actingOfficerSealed: Buffer;
  readonly caseNumber: string;
}

/** A use of a seal on a licence: the standing rule that issuing units seal what they issue is its basis. */
export function sealUseIntent(
  id: string,
  seal: Seal,
  cause: SealUseCause,
  documentSha256: Buffer,
): SealUseIntent {
  return {
    id,
    sealId: seal.id,
    basis: cause.version === 1 ? 'standing-rule:licence-issue' : 'standing-rule:licence-change',
    documentSha256,
    requestId: cause.requestId,
    actingOfficerSealed: cause.actingOfficerSealed,
    caseNumber: cause.caseNumber,
  };
}
