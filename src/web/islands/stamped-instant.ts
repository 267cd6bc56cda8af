import { children, type DerNode, readDer } from '../../crypto/der/der-reader.ts';

/** What an RFC 3161 token says; who says it is not looked at. */
export interface StampedInstant {
  /** RFC 3339. */
  readonly at: string;
  readonly hashedMessage: Uint8Array;
}

const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/;

/** The time and the digest in a token (RFC 3161 §2.4.2), DER of ContentInfo; null when it is none. */
export function readStampedInstant(tokenDer: Uint8Array): StampedInstant | null {
  try {
    const signedData = below(readDer(tokenDer), 1, 0);
    const info = readDer(below(signedData, 2, 1, 0).content);
    const hashedMessage = below(info, 2, 1).content;
    const written = new TextDecoder().decode(below(info, 4).content);
    const [, year, month, day, hour, minute, second] = GENERALIZED_TIME.exec(written) ?? [];
    if (second === undefined) return null;
    return { at: `${year}-${month}-${day}T${hour}:${minute}:${second}Z`, hashedMessage };
  } catch {
    return null;
  }
}

/** The node reached by taking the child of each number in turn. */
function below(node: DerNode, ...places: readonly number[]): DerNode {
  return places.reduce((at, place) => {
    const child = children(at)[place];
    if (!child) throw new RangeError('no such element');
    return child;
  }, node);
}
