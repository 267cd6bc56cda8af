import { children, expectTag, readDer } from '../der/der-reader.ts';
import { readInteger } from '../der/der-values.ts';
import { integer, sequence, TAG } from '../der/der-writer.ts';

/**
 * An ECDSA signature as r ‖ s of fixed length (IEEE P1363, RFC 7518 §3.4), which is what browsers take.
 *
 * @param signatureDer SEQUENCE { r INTEGER, s INTEGER } (RFC 3279 §2.2.3)
 * @param lengthBytes of each half: 32 for P-256
 * @throws DerError when the bytes are no such sequence; RangeError when a half is too long
 */
export function concatenatedSignature(signatureDer: Uint8Array, lengthBytes: number): Uint8Array {
  const [r, s] = children(expectTag(readDer(signatureDer), TAG.sequence)).map(readInteger);
  const half = (value = 0n): Buffer => {
    const hex = value.toString(16);
    if (value <= 0n || hex.length > lengthBytes * 2) throw new RangeError('not a half of this curve');
    return Buffer.from(hex.padStart(lengthBytes * 2, '0'), 'hex');
  };
  return Buffer.concat([half(r), half(s)]);
}

/**
 * The other way: an ECDSA signature r ‖ s, as tokens give it, as SEQUENCE { r INTEGER, s INTEGER } (RFC 3279 §2.2.3).
 *
 * @throws RangeError when the halves are not of one length
 */
export function derSignature(concatenated: Uint8Array): Uint8Array {
  const half = concatenated.length / 2;
  if (half === 0 || !Number.isInteger(half)) throw new RangeError('not two halves');
  return sequence(integer(concatenated.subarray(0, half)), integer(concatenated.subarray(half)));
}
