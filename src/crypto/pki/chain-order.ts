import { type Certificate, isSelfIssued, readCertificate } from './certificate.ts';
import { hasIssued } from './certificate-issue.ts';

/** No chain in use is longer. */
const MAX_LENGTH = 8;

/**
 * The certificates above one, nearest first, without the self-signed root, out of a heap in any order: by name and
 * signature. What does not belong is left out.
 *
 * @param heapDer certificates, DER, as they came
 * @throws PkiError `certificate-unreadable`
 */
export function chainAbove(certificateDer: Uint8Array, heapDer: readonly Uint8Array[]): Uint8Array[] {
  const heap = heapDer.map(readCertificate).filter((one) => !isSelfIssued(one));
  const chain: Certificate[] = [];
  let below = readCertificate(certificateDer);
  while (chain.length < MAX_LENGTH) {
    const issuer = heap.find((one) => !chain.includes(one) && hasIssued(one, below));
    if (issuer === undefined) break;
    chain.push(issuer);
    below = issuer;
  }
  return chain.map(({ der }) => der);
}
