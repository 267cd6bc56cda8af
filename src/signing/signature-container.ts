import type { DigestName } from '../crypto/cms/digest-algorithms.ts';
import type { PreparedSeal } from '../crypto/pdf/seal-preparation.ts';
import type { PersistedSealUse } from './persisted-seal-use.ts';

/** What stands in `/Contents`: how it digests the document, how long it gets at most, and how it is made. */
export interface SignatureContainer {
  readonly digest: DigestName;
  /** Room that is set aside before anything is signed. */
  readonly maxBytes: number;
  /**
   * Asks the signer once.
   *
   * @returns DER
   * @throws SigningError signing.key-failed
   */
  sign(prepared: PreparedSeal, use: PersistedSealUse): Promise<Uint8Array>;
}
