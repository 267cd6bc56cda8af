import { readCrl } from './crl.ts';
import { readOcspResponse } from './ocsp-response.ts';

/** Words on revocation, DER each. */
export interface RevocationWords {
  /** Whole OCSPResponses (RFC 6960). */
  readonly ocspResponsesDer: readonly Uint8Array[];
  readonly crlsDer: readonly Uint8Array[];
}

/**
 * Until when all of these speak for the present: the earliest `nextUpdate` (RFC 5280 §5.1.2.5, RFC 6960 §4.2.2.1).
 * One without `nextUpdate` speaks for the moment of its `thisUpdate` alone.
 *
 * @returns undefined where there is nothing that could end
 * @throws PkiError when one of them cannot be read
 */
export function evidenceGoodUntil({ ocspResponsesDer, crlsDer }: RevocationWords): Date | undefined {
  const windows = [
    ...crlsDer.map(readCrl),
    ...ocspResponsesDer
      .map(readOcspResponse)
      .flatMap((response) => (response.status === 'successful' ? response.basic.responses : [])),
  ];
  const ends = windows.map(({ thisUpdate, nextUpdate }) => (nextUpdate ?? thisUpdate).getTime());
  return ends.length === 0 ? undefined : new Date(Math.min(...ends));
}
