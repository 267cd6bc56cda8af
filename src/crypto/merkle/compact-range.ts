import { EMPTY_TREE_ROOT, HASH_BYTES, nodeHash } from './node-hash.ts';

/**
 * The right edge of a growing tree: the roots of its perfect subtrees, largest first, one for each bit of its size. With
 * these at most 53 hashes leaves are appended and the root is known, whatever lies to the left.
 */
export class CompactRange {
  private readonly hashes: Uint8Array[];

  /**
   * @param size number of leaves
   * @param hashes roots of the perfect subtrees, largest first
   * @throws TypeError when there are not as many as `size` has bits set
   */
  constructor(
    private leaves = 0,
    hashes: readonly Uint8Array[] = [],
  ) {
    if (hashes.length !== setBits(leaves) || hashes.some(({ length }) => length !== HASH_BYTES))
      throw new TypeError(`not the right edge of a tree of ${leaves} leaves`);
    this.hashes = [...hashes];
  }

  get size(): number {
    return this.leaves;
  }

  /** Adds a leaf at the right (RFC 6962 §2.1), given its hash of 32 bytes; subtrees of one size become one. */
  append(leafHash: Uint8Array): void {
    let hash = leafHash;
    for (let below = this.leaves; below % 2 === 1; below = (below - 1) / 2)
      hash = nodeHash(this.hashes.pop() ?? hash, hash);
    this.hashes.push(hash);
    this.leaves += 1;
  }

  /** The root of the tree (RFC 6962 §2.1). */
  root(): Uint8Array {
    return foldSubtrees(this.hashes);
  }

  /** One of its own, which grows without the other. */
  copy(): CompactRange {
    return new CompactRange(this.leaves, this.hashes);
  }
}

/** The hash over perfect subtrees that stand side by side, largest first; of none, the root of the empty tree. */
export function foldSubtrees(hashes: readonly Uint8Array[]): Uint8Array {
  const last = hashes.at(-1);
  if (!last) return EMPTY_TREE_ROOT;
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}

/** Bits set in `size`, which may be beyond 32 bits. */
function setBits(size: number): number {
  let bits = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2;
  return bits;
}
