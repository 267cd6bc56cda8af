import type { ValidationData } from '../crypto/pdf/security-store.ts';

/** Nest token and interface of what finds fresh evidence for certificates: our own CA of a trial, or outside ones. */
export abstract class ValidationDataSource {
  /**
   * What a judge will need for these certificates years later: what leads up to the anchors, and fresh word on whether
   * each is revoked.
   *
   * @param certificatesDer of signer and time-stamp authority, with what is known of their chains; any order
   * @throws TrustError trust.no-validation-data when the status of one of them cannot be had
   */
  abstract collect(certificatesDer: readonly Uint8Array[]): Promise<ValidationData>;
}
