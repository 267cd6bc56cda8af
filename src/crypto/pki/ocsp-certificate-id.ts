import { createHash } from 'node:crypto';
import {
  type DigestName,
  digestAlgorithmIdentifier,
  digestByOid,
  digestOf,
} from '../cms/digest-algorithms.ts';
import { children, type DerNode, expectTag, readDer } from '../der/der-reader.ts';
import { readBitString, readObjectIdentifier, readOctetString } from '../der/der-values.ts';
import { octetString, sequence, TAG, tlv } from '../der/der-writer.ts';
import { type Certificate, sameBytes, serialHex } from './certificate.ts';

/** CertID (RFC 6960 §4.1.1): a certificate by hashes of its issuer's name and key, and its serial number. */
export interface OcspCertificateId {
  readonly digestOid: string;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  /** Content bytes of the serial number, hex, as `serialHex` gives them. */
  readonly serialHex: string;
  readonly der: Uint8Array;
}

/** What is needed of an issuer: `spkiDer` may have parameters filled in that its certificate inherits. */
export type OcspIssuer = Pick<Certificate, 'subject' | 'spkiDer'>;

/** @throws DerError */
export function readOcspCertificateId(node: DerNode | undefined): OcspCertificateId {
  const id = expectTag(node, TAG.sequence);
  const [algorithm, nameHash, keyHash, serial] = children(id);
  return {
    digestOid: readObjectIdentifier(children(expectTag(algorithm, TAG.sequence))[0]),
    issuerNameHash: readOctetString(nameHash),
    issuerKeyHash: readOctetString(keyHash),
    serialHex: serialHex(expectTag(serial, TAG.integer).content),
    der: id.bytes,
  };
}

/**
 * DER of a CertID. SHA-1 is what every responder knows; it names here and proves nothing.
 *
 * @param digest `sha1` or `sha256` (RFC 6960 §4.3; RFC 9654 wants SHA-256 understood)
 */
export function writeOcspCertificateId(
  certificate: Pick<Certificate, 'serialNumber'>,
  issuer: OcspIssuer,
  digest: Extract<DigestName, 'sha1' | 'sha256'> = 'sha1',
): Uint8Array {
  const hash = (bytes: Uint8Array) => octetString(createHash(digest).update(bytes).digest());
  return sequence(
    digestAlgorithmIdentifier(digest),
    hash(issuer.subject.der),
    hash(publicKeyBits(issuer.spkiDer)),
    tlv(TAG.integer, certificate.serialNumber),
  );
}

/** Whether the id speaks of certificates of this issuer; false too where its digest is not known here. */
export function isIssuedBy(id: OcspCertificateId, issuer: OcspIssuer): boolean {
  const digest = digestByOid(id.digestOid);
  if (digest === undefined) return false;
  return (
    sameBytes(digestOf(digest, [issuer.subject.der]), id.issuerNameHash) &&
    sameBytes(digestOf(digest, [publicKeyBits(issuer.spkiDer)]), id.issuerKeyHash)
  );
}

/** SHA-1 of the key's bits: how a responder names itself by key (RFC 6960 §4.2.1 KeyHash). */
export const ocspKeyHash = (spkiDer: Uint8Array): Buffer =>
  createHash('sha1').update(publicKeyBits(spkiDer)).digest();

/** The BIT STRING of a SubjectPublicKeyInfo without tag, length and the count of unused bits. @throws DerError */
function publicKeyBits(spkiDer: Uint8Array): Uint8Array {
  return readBitString(children(readDer(spkiDer))[1]).bytes;
}
