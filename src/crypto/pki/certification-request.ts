import { children, expectTag, isContext, readDer } from '../der/der-reader.ts';
import { readBitString, readObjectIdentifier } from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';
import { readAlgorithmIdentifier } from './algorithm-identifier.ts';
import {
  type CertificateExtensions,
  readCertificateExtensions,
  readExtensions,
} from './certificate-extensions.ts';
import { type DistinguishedName, readDistinguishedName } from './distinguished-name.ts';
import { PkiError } from './pki-error.ts';
import { verifySignature } from './verify-signature.ts';

/** What a certification request asks for (PKCS #10, RFC 2986 §4.1); its key has proven that it is held. */
export interface CertificationRequest {
  readonly subject: DistinguishedName;
  readonly spkiDer: Uint8Array;
  /** Extensions that are asked for (extensionRequest, RFC 2985 §5.4.2); a CA grants by its profile, not by these. */
  readonly extensions: CertificateExtensions;
}

/** extensionRequest (RFC 2985 §5.4.2). */
export const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';

/**
 * Reads a certification request and checks that whoever made it holds the private key.
 *
 * @param der CertificationRequest, DER
 * @throws PkiError `certification-request-unreadable | certification-request-signature-invalid`
 */
export function readCertificationRequest(der: Uint8Array): CertificationRequest {
  const { request, holdsKey } = parseOrRefuse(der);
  if (!holdsKey) throw new PkiError('certification-request-signature-invalid');
  return request;
}

function parseOrRefuse(der: Uint8Array): { request: CertificationRequest; holdsKey: boolean } {
  try {
    const [information, algorithm, signature] = children(expectTag(readDer(der), TAG.sequence));
    const [, subject, spki, attributes] = children(expectTag(information, TAG.sequence));
    const spkiDer = expectTag(spki, TAG.sequence).bytes;
    const request = {
      subject: readDistinguishedName(subject),
      spkiDer,
      extensions: isContext(attributes, 0) ? requestedExtensions(children(attributes)) : {},
    };
    const holdsKey = verifySignature({
      algorithm: readAlgorithmIdentifier(algorithm),
      spkiDer,
      data: expectTag(information, TAG.sequence).bytes,
      signature: readBitString(signature).bytes,
    });
    return { request, holdsKey };
  } catch (cause) {
    throw new PkiError('certification-request-unreadable', cause);
  }
}

function requestedExtensions(attributes: readonly Parameters<typeof children>[0][]): CertificateExtensions {
  for (const attribute of attributes) {
    const [type, values] = children(attribute);
    const [extensions] = values ? children(values) : [];
    if (readObjectIdentifier(type) === EXTENSION_REQUEST && extensions !== undefined) {
      return readCertificateExtensions(readExtensions(extensions));
    }
  }
  return {};
}
