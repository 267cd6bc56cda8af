import { EMPTY_TREE_ROOT, isSameHash, nodeHash } from './node-hash.ts';
import { consistencyRanges, type SubtreeRange } from './subtree-range.ts';

/** That one tree is the beginning of another. */
export interface ConsistencyProof {
  readonly oldSize: number;
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

/**
 * Whether the tree with root `oldRoot` is the beginning of the one with `root`, so that nothing in it was changed or
 * taken away (RFC 9162 §2.1.4.2). Never throws.
 */
export function verifyConsistency(proof: ConsistencyProof, oldRoot: Uint8Array, root: Uint8Array): boolean {
  const { oldSize, size, hashes } = proof;
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(oldSize)) return false;
  if (oldSize < 0 || oldSize > size) return false;
  const ranges = consistencyRanges(oldSize, size);
  if (ranges.length !== hashes.length) return false;
  if (oldSize === 0 && !isSameHash(oldRoot, EMPTY_TREE_ROOT)) return false;
  if (oldSize === 0 && size > 0) return true;
  if (oldSize === size) return isSameHash(oldRoot, root);
  return leadsToBoth(proof, ranges, oldRoot, root);
}

/** Builds both roots from the same hashes: the old one from those left of `oldSize` alone. */
function leadsToBoth(
  { oldSize, hashes }: ConsistencyProof,
  ranges: readonly SubtreeRange[],
  oldRoot: Uint8Array,
  root: Uint8Array,
): boolean {
  // Where the old tree is a subtree of the new one, its root is the seed and does not stand in the proof.
  const startsWithOldRoot = ranges[0]?.to !== oldSize;
  const [first = oldRoot, ...others] = startsWithOldRoot ? [oldRoot, ...hashes] : hashes;
  const steps = startsWithOldRoot ? ranges : ranges.slice(1);
  let [oldHash, hash] = [first, first];
  for (const [step, sibling] of others.entries()) {
    const isLeft = (steps[step]?.to ?? 0) <= oldSize;
    if (isLeft) oldHash = nodeHash(sibling, oldHash);
    hash = isLeft ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
  }
  return isSameHash(oldHash, oldRoot) && isSameHash(hash, root);
}
