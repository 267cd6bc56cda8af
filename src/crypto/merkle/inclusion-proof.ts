import { isSameHash, nodeHash } from './node-hash.ts';
import { inclusionRanges } from './subtree-range.ts';

/** That a leaf stands at its place in a tree. */
export interface InclusionProof {
  readonly leafIndex: number;
  readonly treeSize: number;
  /** Nearest to the leaf first. */
  readonly hashes: readonly Uint8Array[];
}

/**
 * Whether `proof` leads from the leaf to the root (RFC 9162 §2.1.3.2). Numbers and hashes come from anyone: what is out
 * of range or of the wrong length is false, never an exception.
 */
export function verifyInclusion(leafHash: Uint8Array, proof: InclusionProof, root: Uint8Array): boolean {
  const { leafIndex, treeSize, hashes } = proof;
  if (!isIndexOf(leafIndex, treeSize)) return false;
  const ranges = inclusionRanges(leafIndex, treeSize);
  if (ranges.length !== hashes.length) return false;
  let hash = leafHash;
  for (const [step, sibling] of hashes.entries()) {
    const isLeft = (ranges[step]?.from ?? 0) < leafIndex;
    hash = isLeft ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
  }
  return isSameHash(hash, root);
}

const isIndexOf = (leafIndex: number, treeSize: number): boolean =>
  Number.isSafeInteger(leafIndex) && Number.isSafeInteger(treeSize) && leafIndex >= 0 && leafIndex < treeSize;
