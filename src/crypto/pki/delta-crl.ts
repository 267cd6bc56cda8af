import { sameBytes } from './certificate.ts';
import type { CertificateList } from './crl.ts';
import { sameName } from './distinguished-name.ts';

/** Whether `delta` may be laid over `complete`: same issuer, key and scope, and the numbers meet (RFC 5280 §5.2.4). */
export function deltaFits(delta: CertificateList, complete: CertificateList): boolean {
  if (delta.deltaBaseNumber === undefined || delta.crlNumber === undefined) return false;
  if (complete.crlNumber === undefined || complete.deltaBaseNumber !== undefined) return false;
  return (
    sameName(delta.issuer, complete.issuer) &&
    sameOptionalBytes(delta.issuingDistributionPoint?.der, complete.issuingDistributionPoint?.der) &&
    sameOptionalBytes(
      delta.authorityKeyIdentifier?.keyIdentifier,
      complete.authorityKeyIdentifier?.keyIdentifier,
    ) &&
    complete.crlNumber >= delta.deltaBaseNumber &&
    complete.crlNumber < delta.crlNumber
  );
}

function sameOptionalBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameBytes(a, b);
}
