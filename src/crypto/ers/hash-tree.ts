import { type DigestAlgorithm, digestOf } from '../cms/digest-algorithms.ts';
import type { HashList } from './evidence-record.ts';

/**
 * A binary hash tree by RFC 4998 §4.2: the values under a node are sorted in binary ascending order, concatenated and
 * hashed. A node without a neighbour moves up as it is, so no padding is needed. Leaves and inner nodes are not told
 * apart, as the RFC has it: a "document" made of two hash values would count as covered, and is no document of ours.
 */
export class HashTree {
  private constructor(private readonly levels: readonly (readonly Uint8Array[])[]) {}

  /**
   * @param leaves one or more hash values, all of the digest's length; equal ones are fine
   * @throws RangeError without a leaf
   */
  static over(leaves: readonly Uint8Array[], digest: DigestAlgorithm): HashTree {
    if (leaves.length === 0) throw new RangeError('a tree without leaves');
    const levels = [leaves];
    for (let level = leaves; level.length > 1; levels.push(level)) level = levelAbove(level, digest);
    return new HashTree(levels);
  }

  get root(): Uint8Array {
    return this.levels.at(-1)?.[0] as Uint8Array;
  }

  /** The neighbours on the way from the leaf at `index` to the root; none for the only leaf of a tree. */
  neighbours(index: number): Uint8Array[] {
    return this.levels.flatMap((level, height) => level[(index >> height) ^ 1] ?? []);
  }
}

function levelAbove(level: readonly Uint8Array[], digest: DigestAlgorithm): Uint8Array[] {
  const above: Uint8Array[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at] as Uint8Array, level[at + 1]];
    above.push(right === undefined ? left : nodeOver([left, right], digest));
  }
  return above;
}

/** Value of the node over a list of values: its hash after sorting; a single value stands for itself. */
export function nodeOver(values: HashList, digest: DigestAlgorithm): Uint8Array {
  const [only] = values;
  return values.length === 1 && only ? only : digestOf(digest, ascending(values));
}

/**
 * The reduced hash tree (RFC 4998 §4.2): first the list with what is proven, then one list for each level.
 *
 * @param group hash values of one data object, or of all objects of a data group (§4.2 step 3)
 * @param neighbours of the leaf that stands for the group, from below
 * @returns no list where the group is one value and the whole tree
 */
export function reducedHashTree(group: HashList, neighbours: HashList): HashList[] {
  if (group.length > 1) return [ascending(group), ...neighbours.map((value) => [value])];
  const [first, ...others] = neighbours;
  // Never a first list of one value: RFC 4998 would hash it, RFC 6283 §3.2.2 and every verifier met would not.
  return first === undefined
    ? []
    : [ascending([...group, first]), ...others.map((value): HashList => [value])];
}

/**
 * The root that hash lists lead to (RFC 4998 §4.3 step 3): the value of each list is put into the next one.
 *
 * @param hashLists at least one
 */
export function rootOf([first = [], ...others]: readonly HashList[], digest: DigestAlgorithm): Uint8Array {
  return others.reduce<Uint8Array>(
    (below, list) => digestOf(digest, ascending([...list, below])),
    nodeOver(first, digest),
  );
}

const ascending = (values: HashList): Uint8Array[] => [...values].sort(Buffer.compare);
