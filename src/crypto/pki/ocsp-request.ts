import { children, type DerNode, expectTag, isContext, readDer } from '../der/der-reader.ts';
import { contextConstructed, octetString, sequence, TAG } from '../der/der-writer.ts';
import { readExtensions } from './certificate-extensions.ts';
import { writeExtension } from './extension-writer.ts';
import { EXTENSION } from './object-identifiers.ts';
import { type OcspCertificateId, readOcspCertificateId } from './ocsp-certificate-id.ts';
import { PkiError } from './pki-error.ts';

/** What is asked of an OCSP responder (RFC 6960 §4.1.1). A signature on the request is not looked at. */
export interface OcspRequest {
  readonly certificateIds: readonly OcspCertificateId[];
  /** Content of the nonce extension's `extnValue`, to be sent back byte for byte. */
  readonly nonceValueDer: Uint8Array | undefined;
}

/** Each certificate is a look-up; clients ask for one. */
const MAX_CERTIFICATES = 20;
/** RFC 9654 §2.1: a nonce has at most 128 bytes; with tag and length. */
const MAX_NONCE_VALUE_BYTES = 131;

/**
 * Reads an OCSPRequest.
 *
 * @throws PkiError `ocsp-request-unreadable`, also for none or more than 20 certificates and an overlong nonce
 */
export function readOcspRequest(der: Uint8Array): OcspRequest {
  try {
    const request = expectTag(readDer(der), TAG.sequence);
    if (request.bytes.length !== der.length) throw new TypeError('bytes behind the request');
    return readToBeSigned(children(expectTag(children(request)[0], TAG.sequence)));
  } catch (cause) {
    throw new PkiError('ocsp-request-unreadable', cause);
  }
}

function readToBeSigned(fields: readonly DerNode[]): OcspRequest {
  const list = children(
    expectTag(
      fields.find(({ tag }) => tag === TAG.sequence),
      TAG.sequence,
    ),
  );
  if (list.length === 0 || list.length > MAX_CERTIFICATES) throw new TypeError('none or too many asked for');
  const nonceValueDer = readNonceValue(fields.find((field) => isContext(field, 2)));
  if (nonceValueDer && nonceValueDer.length > MAX_NONCE_VALUE_BYTES) throw new TypeError('nonce too long');
  return {
    certificateIds: list.map((one) => readOcspCertificateId(children(expectTag(one, TAG.sequence))[0])),
    nonceValueDer,
  };
}

/** `extnValue` of the nonce among explicitly tagged Extensions; undefined where there is none. @throws DerError */
export function readNonceValue(field: DerNode | undefined): Uint8Array | undefined {
  const extensions = field ? readExtensions(expectTag(children(field)[0], TAG.sequence)) : [];
  return extensions.find(({ oid }) => oid === EXTENSION.ocspNonce)?.valueDer;
}

/** The nonce extension around what stands in its `extnValue`. */
export const nonceExtension = (nonceValueDer: Uint8Array): Uint8Array =>
  writeExtension(EXTENSION.ocspNonce, false, nonceValueDer);

/**
 * DER of an OCSPRequest for one certificate.
 *
 * @param certificateIdDer as `writeOcspCertificateId` makes it
 * @param nonce random, 1 to 128 bytes, usually 32 (RFC 9654 §2.1); undefined where cached answers are welcome
 */
export function writeOcspRequest(certificateIdDer: Uint8Array, nonce?: Uint8Array): Uint8Array {
  const extensions = nonce ? [contextConstructed(2, sequence(nonceExtension(octetString(nonce))))] : [];
  return sequence(sequence(sequence(sequence(certificateIdDer)), ...extensions));
}
