import { children, type DerNode, expectTag, isContext, readDer } from '../der/der-reader.ts';
import {
  readBoolean,
  readInteger,
  readObjectIdentifier,
  readSmallInteger,
  readTime,
} from '../der/der-values.ts';
import { integer, objectIdentifier, sequence, TAG, tlv } from '../der/der-writer.ts';
import type { ObjectIdentifier } from '../der/object-identifier.ts';
import { CONTENT_TYPE } from './attribute-types.ts';
import { CmsError } from './cms-error.ts';
import { type MessageImprint, readMessageImprint } from './message-imprint.ts';
import type { SignedData } from './signed-data-reader.ts';

/** What a time-stamp authority states (RFC 3161 §2.4.2). */
export interface TimeStampInfo {
  readonly policy: ObjectIdentifier;
  readonly imprint: MessageImprint;
  readonly serialNumber: bigint;
  readonly generatedAt: Date;
  /** How far the real time may be from `generatedAt`, either way; undefined where the authority does not say. */
  readonly accuracyMs: number | undefined;
  /** Tokens of this authority can be ordered by their times alone, whatever the accuracy. */
  readonly isOrdered: boolean;
  /** Whole INTEGER of the request, byte for byte. */
  readonly nonceDer: Uint8Array | undefined;
}

/**
 * The TSTInfo in a time-stamp token.
 *
 * @throws CmsError `time-stamp-malformed` when there is none, or it is no version 1
 */
export function readTimeStampInfo(token: SignedData): TimeStampInfo {
  try {
    if (token.contentType !== CONTENT_TYPE.timeStampInfo) throw new TypeError('no TSTInfo inside');
    return readFields(
      children(expectTag(readDer(token.encapsulatedContent ?? new Uint8Array()), TAG.sequence)),
    );
  } catch (cause) {
    throw new CmsError('time-stamp-malformed', cause);
  }
}

function readFields(fields: readonly DerNode[]): TimeStampInfo {
  const [version, policy, imprint, serialNumber, generatedAt, ...rest] = fields;
  if (readSmallInteger(version) !== 1) throw new TypeError('TSTInfo of another version');
  const accuracy = rest.find(({ tag }) => tag === TAG.sequence);
  const ordering = rest.find(({ tag }) => tag === TAG.boolean);
  const nonce = rest.find(({ tag }) => tag === TAG.integer);
  return {
    policy: readObjectIdentifier(policy),
    imprint: readMessageImprint(imprint),
    serialNumber: readInteger(serialNumber),
    generatedAt: readTime(expectTag(generatedAt, TAG.generalizedTime)),
    accuracyMs: accuracy && readAccuracy(accuracy),
    isOrdered: ordering !== undefined && readBoolean(ordering),
    nonceDer: nonce?.bytes,
  };
}

/** Accuracy ::= SEQUENCE { seconds, millis [0], micros [1] }; a part of a millisecond counts as a whole one. */
function readAccuracy(node: DerNode): number {
  const parts = children(node);
  const part = (found: DerNode | undefined) =>
    found === undefined ? 0 : readSmallInteger({ ...found, tag: TAG.integer });
  const seconds = part(parts.find(({ tag }) => tag === TAG.integer));
  const millis = part(parts.find((one) => isContext(one, 0)));
  const micros = part(parts.find((one) => isContext(one, 1)));
  return seconds * 1000 + millis + Math.ceil(micros / 1000);
}

export interface TimeStampContent {
  readonly policy: ObjectIdentifier;
  /** DER of the request's MessageImprint. */
  readonly imprintDer: Uint8Array;
  /** Unsigned big-endian magnitude, at most 20 bytes (RFC 3161 §2.4.2 wants room for 160 bits). */
  readonly serialNumber: Uint8Array;
  /** Milliseconds count. */
  readonly generatedAt: Date;
  readonly accuracySeconds: number;
  /** The request's, where it has one. */
  readonly nonceDer: Uint8Array | undefined;
}

/** DER of a TSTInfo version 1; not ordered, for several processes of one authority may answer at once. */
export function writeTimeStampInfo(content: TimeStampContent): Uint8Array {
  return sequence(
    integer(1),
    objectIdentifier(content.policy),
    content.imprintDer,
    integer(content.serialNumber),
    preciseTime(content.generatedAt),
    sequence(integer(content.accuracySeconds)),
    ...(content.nonceDer ? [content.nonceDer] : []),
  );
}

/** GeneralizedTime with milliseconds; trailing zeros of the fraction are left out (RFC 3161 §2.4.2). */
function preciseTime(instant: Date): Uint8Array {
  const [digits = '', fraction = ''] = instant
    .toISOString()
    .replace(/[-:TZ]/g, '')
    .split('.');
  const trimmed = fraction.replace(/0+$/, '');
  return tlv(TAG.generalizedTime, Buffer.from(`${digits}${trimmed && `.${trimmed}`}Z`, 'latin1'));
}
