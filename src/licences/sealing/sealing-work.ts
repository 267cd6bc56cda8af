import type { SystemCause } from '../../audit/audit-origin.ts';
import type { Caller } from '../../platform/http/caller.ts';
import type { Seal } from '../../seals/seal.ts';
import type { DrawnFace } from '../../typesetting/draw-face.ts';
import type { FaceTemplate } from '../../typesetting/face-template.ts';
import type { LicenceFacts } from '../issuing/licence-facts.ts';
import type { LicenceContent } from '../licence-secrets.ts';

/** A version whose first seal use is committed as *intended*: all that is needed to seal, store and complete it. */
export interface SealingWork {
  readonly licenceId: string;
  readonly versionId: string;
  readonly version: number;
  /** 1 to 3: each attempt has seal uses of its own. */
  readonly attempt: number;
  readonly facts: LicenceFacts;
  readonly content: LicenceContent;
  readonly template: FaceTemplate;
  readonly drawn: DrawnFace;
  /** SHA-256 of the drawn file: what the first seal is over. */
  readonly documentSha256: Buffer;
  /** In the order of signing. */
  readonly seals: readonly Seal[];
  readonly firstSealUseId: string;
  readonly caseNumber: string;
  readonly actingOfficerSealed: Buffer;
  /** The request that asked for it; later attempts keep it. */
  readonly requestId: string | null;
  /** Under which the answer is kept. */
  readonly unitId: string;
  readonly idempotencyKey: string;
  /** Who waits for the answer: the caller, or the service itself where a reaper does the work. */
  readonly cause: Caller | SystemCause;
}
