import type { ValidationData } from '../crypto/pdf/validation-data.ts';

/** Evidence with the instant up to which it speaks for the present. */
export interface FreshEvidence {
  readonly data: ValidationData;
  /** The earliest `nextUpdate` of what is in it. */
  readonly goodUntil: Date;
}

/** Nest token and interface of what finds fresh evidence for certificates: our own CA of a trial, or outside ones. */
export abstract class ValidationDataSource {
  /**
   * What a judge will need for these certificates years later: what leads up to the anchors, and fresh word that none
   * of them is revoked; checked as that judge will check it.
   *
   * @param certificatesDer of signer and time-stamp authority, with what is known of their chains; any order
   * @throws TrustError trust.no-validation-data when one of them is not good now, or that cannot be found out
   */
  abstract collect(certificatesDer: readonly Uint8Array[]): Promise<FreshEvidence>;
}
