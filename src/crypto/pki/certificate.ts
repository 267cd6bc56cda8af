import { valueOr } from '../../shared/value-or.ts';
import { children, expectTag, isContext, readDer } from '../der/der-reader.ts';
import { readBitString, readInteger, readSmallInteger, readTime } from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from './algorithm-identifier.ts';
import {
  type CertificateExtensions,
  type Extension,
  isKnownExtension,
  readCertificateExtensions,
  readExtensions,
} from './certificate-extensions.ts';
import { type DistinguishedName, readDistinguishedName, sameName } from './distinguished-name.ts';
import { PkiError } from './pki-error.ts';

/** An X.509 certificate as read (RFC 5280 §4.1). Every `Uint8Array` is a view into `der`: nothing is encoded anew. */
export interface Certificate {
  readonly der: Uint8Array;
  /** Exactly what the issuer signed. */
  readonly tbsDer: Uint8Array;
  /** 1, 2 or 3. */
  readonly version: number;
  /** Content bytes of the INTEGER, sign included; compared as bytes. */
  readonly serialNumber: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SubjectPublicKeyInfo. */
  readonly spkiDer: Uint8Array;
  readonly extensions: CertificateExtensions;
  readonly allExtensions: readonly Extension[];
}

/**
 * Reads a certificate; BER slips that real seals show are tolerated, bytes after it are ignored.
 *
 * @throws PkiError `certificate-unreadable`
 */
export function readCertificate(der: Uint8Array): Certificate {
  try {
    return parseCertificate(der);
  } catch (cause) {
    throw new PkiError('certificate-unreadable', cause);
  }
}

/** Those that can be read; the others are left out, for they may be anyone's. */
export const readableCertificates = (ders: readonly Uint8Array[]): Certificate[] =>
  ders.flatMap((der) => valueOr(() => readCertificate(der)) ?? []);

function parseCertificate(der: Uint8Array): Certificate {
  const certificate = expectTag(readDer(der), TAG.sequence);
  const [tbs, signatureAlgorithm, signature] = children(certificate);
  const fields = children(expectTag(tbs, TAG.sequence));
  const versionNode = isContext(fields[0], 0) ? fields.shift() : undefined;
  const [serial, innerAlgorithm, issuer, validity, subject, spki, ...rest] = fields;
  const extensionsNode = rest.find((node) => isContext(node, 3));
  const allExtensions = extensionsNode
    ? readExtensions(expectTag(children(extensionsNode)[0], TAG.sequence))
    : [];
  const [notBefore, notAfter] = children(expectTag(validity, TAG.sequence));
  const outerAlgorithm = readAlgorithmIdentifier(signatureAlgorithm);
  requireSameAlgorithm(outerAlgorithm, readAlgorithmIdentifier(innerAlgorithm));
  readInteger(serial);
  return {
    der: certificate.bytes,
    tbsDer: expectTag(tbs, TAG.sequence).bytes,
    version: versionNode === undefined ? 1 : readSmallInteger(children(versionNode)[0]) + 1,
    serialNumber: expectTag(serial, TAG.integer).content,
    signatureAlgorithm: outerAlgorithm,
    signature: readBitString(signature).bytes,
    issuer: readDistinguishedName(issuer),
    subject: readDistinguishedName(subject),
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    spkiDer: expectTag(spki, TAG.sequence).bytes,
    extensions: readCertificateExtensions(allExtensions),
    allExtensions,
  };
}

/** The algorithm outside the signed part is not protected, so it must be the one inside (RFC 5280 §4.1.1.2). */
export function requireSameAlgorithm(outer: AlgorithmIdentifier, inner: AlgorithmIdentifier): void {
  if (outer.oid !== inner.oid) throw new TypeError('signature algorithms inside and outside differ');
}

/** Issuer and subject are the same name (RFC 5280 §6.1, *self-issued*); the key may be another. */
export const isSelfIssued = (certificate: Certificate): boolean =>
  sameName(certificate.issuer, certificate.subject);

/** Critical extensions that no rule here processes: the certificate must then be refused (RFC 5280 §4.2). */
export const unknownCriticalExtensions = (certificate: Certificate): string[] =>
  certificate.allExtensions
    .filter(({ oid, critical }) => critical && !isKnownExtension(oid))
    .map(({ oid }) => oid);

/** Serial number as lower-case hex of its content bytes, as `openssl x509 -serial` prints it but for case. */
export const serialHex = (serialNumber: Uint8Array): string => Buffer.from(serialNumber).toString('hex');

/** Whether two encodings are the same; not in constant time, so for public values only. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
