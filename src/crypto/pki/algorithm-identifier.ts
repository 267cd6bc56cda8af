import { children, type DerNode, expectTag } from '../der/der-reader.ts';
import { readObjectIdentifier } from '../der/der-values.ts';
import { TAG } from '../der/der-writer.ts';

/** AlgorithmIdentifier (RFC 5280 §4.1.1.2). Bytes are views into what was read. */
export interface AlgorithmIdentifier {
  readonly oid: string;
  /** The parameters' whole encoding; undefined where they are absent. NULL is `05 00`. */
  readonly parametersDer: Uint8Array | undefined;
  readonly der: Uint8Array;
}

/** @throws DerError */
export function readAlgorithmIdentifier(node: DerNode | undefined): AlgorithmIdentifier {
  const algorithm = expectTag(node, TAG.sequence);
  const [oid, parameters] = children(algorithm);
  return { oid: readObjectIdentifier(oid), parametersDer: parameters?.bytes, der: algorithm.bytes };
}
