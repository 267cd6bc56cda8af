import { children, expectTag, readDer } from '../der/der-reader.ts';
import { readObjectIdentifier, readOctetString } from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';
import { CONTENT_TYPE } from './attribute-types.ts';
import { type DigestAlgorithm, digestByOid } from './digest-algorithms.ts';
import type { SignedData } from './signed-data-reader.ts';

/** What a time-stamp is over. */
export interface MessageImprint {
  /** Undefined when the digest is not known here. */
  readonly digest: DigestAlgorithm | undefined;
  readonly hashedMessage: Uint8Array;
}

/** `messageImprint` of the TSTInfo in a time-stamp token (RFC 3161 §2.4.2); undefined when it holds none. */
export function readMessageImprint(token: SignedData): MessageImprint | undefined {
  if (token.contentType !== CONTENT_TYPE.timeStampInfo || token.encapsulatedContent === undefined)
    return undefined;
  try {
    const [, , imprint] = children(expectTag(readDer(token.encapsulatedContent), TAG.sequence));
    const [algorithm, hashedMessage] = children(expectTag(imprint, TAG.sequence));
    const oid = readObjectIdentifier(children(expectTag(algorithm, TAG.sequence))[0]);
    return { digest: digestByOid(oid), hashedMessage: readOctetString(hashedMessage) };
  } catch {
    return undefined;
  }
}
