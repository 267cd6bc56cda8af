import { createHash } from 'node:crypto';
import { children, type DerNode, expectTag, isContext } from '../der/der-reader.ts';
import { readObjectIdentifier, readOctetString } from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';
import { ATTRIBUTE_TYPE } from './attribute-types.ts';
import type { CertificateIdentity } from './certificate-identity.ts';
import { type DigestAlgorithm, digestByName, digestByOid } from './digest-algorithms.ts';
import { type SignerInfo, soleAttribute } from './signed-data-reader.ts';

/** The first certificate that a signing-certificate attribute names: the signer's own. */
export interface SigningCertificateHash {
  readonly attributeVersion: 1 | 2;
  /** Undefined when the digest is not known here. */
  readonly digest: DigestAlgorithm | undefined;
  readonly certificateHash: Uint8Array;
  readonly issuerSerial:
    | { readonly issuerDer: Uint8Array | undefined; readonly serialNumberDer: Uint8Array }
    | undefined;
}

/**
 * Reads signing-certificate-v2 (RFC 5035 §3), or version 1 with its SHA-1 (RFC 2634 §5.4) where it alone is there.
 *
 * @returns undefined when the signature names no certificate
 * @throws DerError when the attribute is malformed
 */
export function readSigningCertificateHash(signerInfo: SignerInfo): SigningCertificateHash | undefined {
  const second = soleAttribute(signerInfo.signedAttributes, ATTRIBUTE_TYPE.signingCertificateV2);
  if (second !== undefined) return readHash(second[0], 2);
  const first = soleAttribute(signerInfo.signedAttributes, ATTRIBUTE_TYPE.signingCertificate);
  return first && readHash(first[0], 1);
}

function readHash(value: DerNode | undefined, attributeVersion: 1 | 2): SigningCertificateHash {
  const [identifiers] = children(expectTag(value, TAG.sequence));
  const [own] = children(expectTag(identifiers, TAG.sequence));
  const fields = children(expectTag(own, TAG.sequence));
  const algorithm = fields[0]?.tag === TAG.sequence ? fields.shift() : undefined;
  const [hash, issuerSerial] = fields;
  const otherwise = digestByName(attributeVersion === 2 ? 'sha256' : 'sha1');
  return {
    attributeVersion,
    digest: algorithm ? digestByOid(readObjectIdentifier(children(algorithm)[0])) : otherwise,
    certificateHash: readOctetString(hash),
    issuerSerial: issuerSerial && readIssuerSerial(issuerSerial),
  };
}

function readIssuerSerial(node: DerNode): SigningCertificateHash['issuerSerial'] {
  const [names, serialNumber] = children(expectTag(node, TAG.sequence));
  const directoryName = children(expectTag(names, TAG.sequence)).find((generalName) =>
    isContext(generalName, 4),
  );
  return {
    issuerDer: directoryName && children(directoryName)[0]?.bytes,
    serialNumberDer: expectTag(serialNumber, TAG.integer).bytes,
  };
}

/** Whether the attribute names this certificate: by its digest, and by issuer and serial number where it has them. */
export function namesCertificate(named: SigningCertificateHash, certificate: CertificateIdentity): boolean {
  if (named.digest === undefined) return false;
  const hash = createHash(named.digest.name).update(certificate.certificateDer).digest();
  if (!hash.equals(named.certificateHash)) return false;
  const { issuerSerial } = named;
  if (issuerSerial === undefined) return true;
  const sameIssuer =
    issuerSerial.issuerDer === undefined ||
    Buffer.compare(issuerSerial.issuerDer, certificate.issuerDer) === 0;
  return sameIssuer && Buffer.compare(issuerSerial.serialNumberDer, certificate.serialNumberDer) === 0;
}
