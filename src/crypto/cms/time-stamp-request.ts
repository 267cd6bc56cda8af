import { children, type DerNode, expectTag, isContext, readDer } from '../der/der-reader.ts';
import { readBoolean, readObjectIdentifier, readSmallInteger } from '../der/der-values.ts';
import { boolean, integer, objectIdentifier, sequence, TAG } from '../der/der-writer.ts';
import type { ObjectIdentifier } from '../der/object-identifier.ts';
import { CmsError } from './cms-error.ts';
import type { DigestName } from './digest-algorithms.ts';
import { type MessageImprint, readMessageImprint, writeMessageImprint } from './message-imprint.ts';

/** What is asked of a time-stamp authority (RFC 3161 §2.4.1). */
export interface TimeStampRequest {
  readonly version: number;
  readonly imprint: MessageImprint;
  /** The policy that the asker wants; undefined for any. */
  readonly policy: ObjectIdentifier | undefined;
  /** Whole INTEGER; the reply must carry it byte for byte. */
  readonly nonceDer: Uint8Array | undefined;
  /** The authority's certificate shall be in the token. */
  readonly wantsCertificates: boolean;
  /** No extension of requests is in use; one that is there must be understood or refused. */
  readonly hasExtensions: boolean;
}

/**
 * Reads a TimeStampReq. Whether it can be granted is for `timeStampRefusal` to say.
 *
 * @throws CmsError `time-stamp-request-malformed`, also for bytes behind it
 */
export function readTimeStampRequest(der: Uint8Array): TimeStampRequest {
  try {
    const request = expectTag(readDer(der), TAG.sequence);
    if (request.bytes.length !== der.length) throw new TypeError('bytes behind the request');
    return readFields(children(request));
  } catch (cause) {
    throw new CmsError('time-stamp-request-malformed', cause);
  }
}

function readFields(fields: readonly DerNode[]): TimeStampRequest {
  const [version, imprint, ...rest] = fields;
  const policy = rest.find(({ tag }) => tag === TAG.objectIdentifier);
  const wantsCertificates = rest.find(({ tag }) => tag === TAG.boolean);
  return {
    version: readSmallInteger(version),
    imprint: readMessageImprint(imprint),
    policy: policy && readObjectIdentifier(policy),
    nonceDer: rest.find(({ tag }) => tag === TAG.integer)?.bytes,
    wantsCertificates: wantsCertificates !== undefined && readBoolean(wantsCertificates),
    hasExtensions: rest.some((field) => isContext(field, 0)),
  };
}

export interface TimeStampRequestContent {
  readonly digest: DigestName;
  /** Digest of what shall be stamped, by `digest`. */
  readonly hashedMessage: Uint8Array;
  /** Random, 8 bytes or more: ties the reply to this request. Unsigned big-endian magnitude. */
  readonly nonce: Uint8Array;
  readonly policy?: ObjectIdentifier;
}

/** DER of a TimeStampReq version 1 that asks for the authority's certificates. */
export function writeTimeStampRequest(content: TimeStampRequestContent): Uint8Array {
  return sequence(
    integer(1),
    writeMessageImprint(content.digest, content.hashedMessage),
    ...(content.policy === undefined ? [] : [objectIdentifier(content.policy)]),
    integer(content.nonce),
    boolean(true),
  );
}
