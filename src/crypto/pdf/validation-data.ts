/** Evidence to judge signatures with for years, all DER. */
export interface ValidationData {
  readonly certificatesDer: readonly Uint8Array[];
  /** Whole OCSPResponses (RFC 6960). */
  readonly ocspResponsesDer: readonly Uint8Array[];
  readonly crlsDer: readonly Uint8Array[];
}

export const NO_VALIDATION_DATA: ValidationData = { certificatesDer: [], ocspResponsesDer: [], crlsDer: [] };
