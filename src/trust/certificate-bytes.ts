import { type Certificate, readCertificate } from '../crypto/pki/certificate.ts';

const PEM_BLOCK = /-----BEGIN CERTIFICATE-----([\sA-Za-z0-9+/=]+)-----END CERTIFICATE-----/g;

/** Certificates in the bytes of a file: one in DER, or any number in PEM. @throws PkiError `certificate-unreadable` */
export function readCertificates(bytes: Buffer): Certificate[] {
  const blocks = [...bytes.toString('latin1').matchAll(PEM_BLOCK)];
  const ders = blocks.length > 0 ? blocks.map(([, body = '']) => Buffer.from(body, 'base64')) : [bytes];
  return ders.map(readCertificate);
}
