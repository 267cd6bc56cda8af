import { createHash } from 'node:crypto';
import { children, readDer } from '../der/der-reader.ts';
import { readBitString } from '../der/der-values.ts';
import {
  bitString,
  boolean,
  contextConstructed,
  contextPrimitive,
  integer,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
} from '../der/der-writer.ts';
import { KEY_USAGES, type KeyUsage } from './certificate-extensions.ts';
import { ACCESS_METHOD, EXTENSION } from './object-identifiers.ts';

const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const URI_TAG = 6;

/** Extension, DER (RFC 5280 §4.1); `critical` is left out where false, as DEFAULT demands. */
export function writeExtension(oid: string, critical: boolean, valueDer: Uint8Array): Uint8Array {
  const flag = critical ? [boolean(true)] : [];
  return sequence(objectIdentifier(oid), ...flag, octetString(valueDer));
}

/** @param pathLength CAs that may follow beneath; undefined for no limit */
export function caConstraints(pathLength?: number): Uint8Array {
  const limit = pathLength === undefined ? [] : [integer(pathLength)];
  return writeExtension(EXTENSION.basicConstraints, true, sequence(boolean(true), ...limit));
}

/** BasicConstraints of an end entity: an empty SEQUENCE, cA FALSE by default. */
export const endEntityConstraints = (): Uint8Array =>
  writeExtension(EXTENSION.basicConstraints, true, sequence());

/**
 * KeyUsage (RFC 5280 §4.2.1.3), critical: a named bit list, so no zero bits behind the last one (X.690 §11.2.2).
 *
 * @param usages one at least
 */
export function keyUsage(...usages: readonly KeyUsage[]): Uint8Array {
  const bits = usages.map((usage) => KEY_USAGES.indexOf(usage));
  const last = Math.max(...bits);
  const bytes = new Uint8Array((last >> 3) + 1);
  for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return writeExtension(EXTENSION.keyUsage, true, bitString(bytes, 7 - (last & 7)));
}

/** Key identifier of a public key: the leftmost 160 bits of SHA-256 of its BIT STRING (RFC 7093 §2 method 1). */
export function keyIdentifierOf(spkiDer: Uint8Array): Uint8Array {
  const { bytes } = readBitString(children(readDer(spkiDer))[1]);
  return createHash('sha256').update(bytes).digest().subarray(0, 20);
}

/** SubjectKeyIdentifier (RFC 5280 §4.2.1.2), not critical. */
export const subjectKeyIdentifier = (keyIdentifier: Uint8Array): Uint8Array =>
  writeExtension(EXTENSION.subjectKeyIdentifier, false, octetString(keyIdentifier));

/** AuthorityKeyIdentifier (RFC 5280 §4.2.1.1) by the key identifier of the issuer alone, not critical. */
export const authorityKeyIdentifier = (keyIdentifier: Uint8Array): Uint8Array =>
  writeExtension(EXTENSION.authorityKeyIdentifier, false, sequence(contextPrimitive(0, keyIdentifier)));

/**
 * CertificatePolicies (RFC 5280 §4.2.1.4) without qualifiers, not critical.
 *
 * @param policies dotted identifiers
 * @throws DerError `der-value-invalid`
 */
export const certificatePolicies = (...policies: readonly string[]): Uint8Array =>
  writeExtension(
    EXTENSION.certificatePolicies,
    false,
    sequence(...policies.map((policy) => sequence(objectIdentifier(policy)))),
  );

/** One distribution point with the address of a complete CRL. */
export const crlDistributionPoint = (address: string): Uint8Array =>
  writeExtension(
    EXTENSION.crlDistributionPoints,
    false,
    sequence(
      sequence(contextConstructed(0, contextConstructed(0, contextPrimitive(URI_TAG, ascii(address))))),
    ),
  );

/** Where the issuer's certificate is found, and where its OCSP responder answers, if it has one. */
export function authorityInfoAccess(certificateAddress: string, ocspAddress: string | undefined): Uint8Array {
  const description = (method: string, address: string) =>
    sequence(objectIdentifier(method), contextPrimitive(URI_TAG, ascii(address)));
  return writeExtension(
    EXTENSION.authorityInfoAccess,
    false,
    sequence(
      ...(ocspAddress === undefined ? [] : [description(ACCESS_METHOD.ocsp, ocspAddress)]),
      description(ACCESS_METHOD.caIssuers, certificateAddress),
    ),
  );
}

/** Critical: whoever does not understand the purpose must not use the certificate for another. */
export const extendedKeyUsage = (...purposes: readonly string[]): Uint8Array =>
  writeExtension(EXTENSION.extendedKeyUsage, true, sequence(...purposes.map(objectIdentifier)));

/** id-pkix-ocsp-nocheck: the certificate lives short, nobody need ask whether it was revoked (RFC 6960 §4.2.2.2.1). */
export const ocspNoCheck = (): Uint8Array => writeExtension(EXTENSION.ocspNoCheck, false, nullValue());
