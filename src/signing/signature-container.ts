import type { DigestName } from '../crypto/cms/digest-algorithms.ts';
import type { PreparedSeal } from '../crypto/pdf/seal-preparation.ts';
import type { PassStep } from './signing-step.ts';

/** A signature that is made. */
export interface MadeSignature {
  /** What stands in `/Contents`. */
  readonly containerDer: Uint8Array;
  /** The time-stamp token inside it, where there is one. */
  readonly tokenDer: Uint8Array | null;
}

/** What stands in `/Contents`: how it digests the document, how long it gets at most, and how it is made. */
export interface SignatureContainer {
  readonly digest: DigestName;
  /** Certificates that evidence is needed for, besides those of the time-stamp; DER each. */
  readonly certificatesDer: readonly Uint8Array[];
  /** True for CMS: every reader finds its certificates and time-stamp; a national seal is read by few. */
  readonly isCms: boolean;
  /** Room that is set aside before anything is signed. */
  readonly maxBytes: number;
  /**
   * Asks the signer once, on the account of the seal use, and then whoever stamps the signature.
   *
   * @throws SigningError signing.key-failed; TrustError trust.no-time-stamp
   */
  sign(prepared: PreparedSeal, sealUseId: string, pass: PassStep): Promise<MadeSignature>;
}
