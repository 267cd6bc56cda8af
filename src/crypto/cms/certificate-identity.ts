import { children, type DerNode, expectTag, isContext, readDer } from '../der/der-reader.ts';
import { readObjectIdentifier, readOctetString } from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';
import { CmsError } from './cms-error.ts';

/**
 * What CMS needs of a certificate, as views into its original bytes: nothing is encoded anew, because real
 * certificates break DER in ways that a new encoding would silently mend.
 */
export interface CertificateIdentity {
  readonly certificateDer: Uint8Array;
  /** Whole INTEGER. */
  readonly serialNumberDer: Uint8Array;
  /** Whole Name. */
  readonly issuerDer: Uint8Array;
  readonly subjectDer: Uint8Array;
  /** Whole SubjectPublicKeyInfo. */
  readonly publicKeyInfoDer: Uint8Array;
  readonly subjectKeyIdentifier: Uint8Array | undefined;
}

const SUBJECT_KEY_IDENTIFIER = '2.5.29.14';

/**
 * Reads the identifying parts of an X.509 certificate (RFC 5280 §4.1).
 *
 * @param certificateDer one certificate; bytes behind it are not part of it
 * @throws CmsError `certificate-malformed`
 */
export function readCertificateIdentity(certificateDer: Uint8Array): CertificateIdentity {
  try {
    return identityOf(readDer(certificateDer));
  } catch (cause) {
    throw new CmsError('certificate-malformed', cause);
  }
}

function identityOf(certificate: DerNode): CertificateIdentity {
  const [toBeSigned] = children(expectTag(certificate, TAG.sequence));
  const fields = children(expectTag(toBeSigned, TAG.sequence));
  if (isContext(fields[0], 0)) fields.shift();
  const [serialNumber, , issuer, , subject, publicKeyInfo, ...rest] = fields;
  return {
    certificateDer: certificate.bytes,
    serialNumberDer: expectTag(serialNumber, TAG.integer).bytes,
    issuerDer: expectTag(issuer, TAG.sequence).bytes,
    subjectDer: expectTag(subject, TAG.sequence).bytes,
    publicKeyInfoDer: expectTag(publicKeyInfo, TAG.sequence).bytes,
    subjectKeyIdentifier: subjectKeyIdentifierOf(rest.find((field) => isContext(field, 3))),
  };
}

function subjectKeyIdentifierOf(extensionsField: DerNode | undefined): Uint8Array | undefined {
  if (extensionsField === undefined) return undefined;
  const [extensions] = children(extensionsField);
  for (const extension of children(expectTag(extensions, TAG.sequence))) {
    const parts = children(extension);
    if (readObjectIdentifier(parts[0]) === SUBJECT_KEY_IDENTIFIER) {
      return readOctetString(readDer(readOctetString(parts.at(-1))));
    }
  }
  return undefined;
}
