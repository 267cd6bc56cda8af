import { children, type DerNode, expectTag } from '../der/der-reader.ts';
import { readObjectIdentifier, readOctetString } from '../der/der-values.ts';
import { octetString, sequence, TAG } from '../der/der-writer.ts';
import {
  type DigestAlgorithm,
  type DigestName,
  digestAlgorithmIdentifier,
  digestByOid,
  digestOf,
} from './digest-algorithms.ts';

/** What a time-stamp is over (RFC 3161 §2.4.1). */
export interface MessageImprint {
  /** Undefined when the digest is not known here. */
  readonly digest: DigestAlgorithm | undefined;
  readonly hashedMessage: Uint8Array;
  /** As it stands; a reply must carry it byte for byte. */
  readonly der: Uint8Array;
}

/** `MessageImprint` of a request or a TSTInfo. @throws DerError */
export function readMessageImprint(node: DerNode | undefined): MessageImprint {
  const imprint = expectTag(node, TAG.sequence);
  const [algorithm, hashedMessage] = children(imprint);
  const oid = readObjectIdentifier(children(expectTag(algorithm, TAG.sequence))[0]);
  return { digest: digestByOid(oid), hashedMessage: readOctetString(hashedMessage), der: imprint.bytes };
}

/** DER of the imprint of a digest value. */
export const writeMessageImprint = (digest: DigestName, hashedMessage: Uint8Array): Uint8Array =>
  sequence(digestAlgorithmIdentifier(digest), octetString(hashedMessage));

/** Whether the imprint is that of the parts taken together; undefined when its digest is not known here. */
export function imprintMatches(
  { digest, hashedMessage }: MessageImprint,
  parts: readonly Uint8Array[],
): boolean | undefined {
  return digest && Buffer.compare(digestOf(digest, parts), hashedMessage) === 0;
}
