import { type Certificate, readCertificate } from '../crypto/pki/certificate.ts';
import { pemBlocks } from '../crypto/pki/pem.ts';

/** Certificates in the bytes of a file: one in DER, or any number in PEM. @throws PkiError `certificate-unreadable` */
export function readCertificates(bytes: Buffer): Certificate[] {
  const blocks = pemBlocks(bytes, 'CERTIFICATE');
  return (blocks.length > 0 ? blocks : [bytes]).map(readCertificate);
}
