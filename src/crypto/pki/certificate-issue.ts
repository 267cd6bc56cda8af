import type { Certificate } from './certificate.ts';
import { sameName } from './distinguished-name.ts';
import { verifySignature } from './verify-signature.ts';

/** Whether `issuer` signed the certificate: by name and signature; whether it was allowed to is for `validatePath`. */
export function hasIssued(issuer: Certificate, certificate: Certificate): boolean {
  if (!sameName(issuer.subject, certificate.issuer)) return false;
  const { signatureAlgorithm: algorithm, tbsDer: data, signature } = certificate;
  return verifySignature({ algorithm, spkiDer: issuer.spkiDer, data, signature });
}
