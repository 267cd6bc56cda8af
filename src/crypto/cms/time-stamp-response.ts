import { children, type DerNode, expectTag, readDer } from '../der/der-reader.ts';
import { readBitString, readSmallInteger } from '../der/der-values.ts';
import { bitString, integer, sequence, TAG } from '../der/der-writer.ts';
import { CmsError } from './cms-error.ts';

/** Why an authority gave no token: bits of PKIFailureInfo (RFC 3161 §2.4.2). */
const FAILURE_BITS = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  timeNotAvailable: 14,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
  addInfoNotAvailable: 17,
  systemFailure: 25,
} as const;

export type TimeStampFailure = keyof typeof FAILURE_BITS;

const STATUS = { granted: 0, grantedWithMods: 1, rejection: 2 } as const;

/** A TimeStampResp: a token, or the status and the reasons for there being none. */
export type TimeStampResponse =
  | { readonly tokenDer: Uint8Array }
  | { readonly tokenDer: undefined; readonly status: number; readonly failures: readonly TimeStampFailure[] };

/**
 * Reads a TimeStampResp. The token in it is not judged.
 *
 * @throws CmsError `time-stamp-response-malformed`, also where status and token contradict each other
 */
export function readTimeStampResponse(der: Uint8Array): TimeStampResponse {
  try {
    const [statusInfo, token] = children(expectTag(readDer(der), TAG.sequence));
    const [statusNode, ...rest] = children(expectTag(statusInfo, TAG.sequence));
    const status = readSmallInteger(statusNode);
    const isGranted = status === STATUS.granted || status === STATUS.grantedWithMods;
    if (isGranted !== (token !== undefined)) throw new TypeError('status and token contradict each other');
    if (token !== undefined) return { tokenDer: expectTag(token, TAG.sequence).bytes };
    return { tokenDer: undefined, status, failures: readFailures(rest) };
  } catch (cause) {
    throw new CmsError('time-stamp-response-malformed', cause);
  }
}

function readFailures(rest: readonly DerNode[]): TimeStampFailure[] {
  const node = rest.find(({ tag }) => tag === TAG.bitString);
  if (node === undefined) return [];
  const { bytes } = readBitString(node);
  const isSet = (bit: number) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0;
  return (Object.keys(FAILURE_BITS) as TimeStampFailure[]).filter((failure) => isSet(FAILURE_BITS[failure]));
}

/** DER of a TimeStampResp that grants a token (ContentInfo). */
export const writeGrantedResponse = (tokenDer: Uint8Array): Uint8Array =>
  sequence(sequence(integer(STATUS.granted)), tokenDer);

/** DER of a TimeStampResp that refuses, with one reason. */
export function writeRejectedResponse(failure: TimeStampFailure): Uint8Array {
  const bit = FAILURE_BITS[failure];
  const bytes = new Uint8Array((bit >> 3) + 1);
  bytes[bit >> 3] = 0x80 >> (bit & 7);
  return sequence(sequence(integer(STATUS.rejection), bitString(bytes, 7 - (bit & 7))));
}
