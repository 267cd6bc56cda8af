/** Evidence to judge signatures with for years, all DER. */
export interface ValidationData {
  readonly certificatesDer: readonly Uint8Array[];
  /** Whole OCSPResponses (RFC 6960). */
  readonly ocspResponsesDer: readonly Uint8Array[];
  readonly crlsDer: readonly Uint8Array[];
}

export const NO_VALIDATION_DATA: ValidationData = { certificatesDer: [], ocspResponsesDer: [], crlsDer: [] };

/** Everything in all of them, each certificate, response and list once. */
export const mergedValidationData = (parts: readonly ValidationData[]): ValidationData => ({
  certificatesDer: distinctDers(parts.flatMap(({ certificatesDer }) => certificatesDer)),
  ocspResponsesDer: distinctDers(parts.flatMap(({ ocspResponsesDer }) => ocspResponsesDer)),
  crlsDer: distinctDers(parts.flatMap(({ crlsDer }) => crlsDer)),
});

/** The same bytes once, in the order of their first appearance. */
export const distinctDers = (ders: readonly Uint8Array[]): Uint8Array[] => [
  ...new Map(ders.map((der) => [Buffer.from(der).toString('base64'), der])).values(),
];
