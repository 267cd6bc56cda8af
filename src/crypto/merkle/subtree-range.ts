/** Leaves `from` (included) to `to` (excluded) that one hash of a proof stands for. */
export interface SubtreeRange {
  readonly from: number;
  readonly to: number;
}

/** One perfect subtree: 2^`level` leaves from leaf `index` · 2^`level` on. */
export interface NodeCoordinate {
  readonly level: number;
  readonly index: number;
}

/**
 * What the hashes of an inclusion proof stand for, nearest to the leaf first (RFC 6962 §2.1.1, PATH).
 *
 * @throws RangeError when the leaf is not in a tree of `size` leaves
 */
export function inclusionRanges(leafIndex: number, size: number): SubtreeRange[] {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(leafIndex) || leafIndex < 0 || leafIndex >= size)
    throw new RangeError(`leaf ${leafIndex} is not in a tree of ${size}`);
  const ranges: SubtreeRange[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitAt(to - from);
    ranges.push(leafIndex < middle ? { from: middle, to } : { from, to: middle });
    [from, to] = leafIndex < middle ? [from, middle] : [middle, to];
  }
  return ranges.reverse();
}

/**
 * What the hashes of a consistency proof stand for (RFC 6962 §2.1.2, PROOF); none from the empty tree or to itself.
 *
 * @throws RangeError unless 0 ≤ `oldSize` ≤ `size`
 */
export function consistencyRanges(oldSize: number, size: number): SubtreeRange[] {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(oldSize) || oldSize < 0 || oldSize > size)
    throw new RangeError(`a tree of ${oldSize} is not the beginning of one of ${size}`);
  if (oldSize === 0 || oldSize === size) return [];
  const ranges: SubtreeRange[] = [];
  let [from, to] = [0, size];
  while (to !== oldSize) {
    const middle = from + splitAt(to - from);
    ranges.push(oldSize <= middle ? { from: middle, to } : { from, to: middle });
    [from, to] = oldSize <= middle ? [from, middle] : [middle, to];
  }
  // The old tree is itself a subtree when it began at leaf 0: its root is known to whoever asks.
  if (from !== 0) ranges.push({ from, to });
  return ranges.reverse();
}

/** The perfect subtrees that make up a range, largest first. `from` must be a multiple of the largest one's leaves. */
export function perfectSubtrees({ from, to }: SubtreeRange): NodeCoordinate[] {
  const nodes: NodeCoordinate[] = [];
  for (let start = from; start < to; ) {
    const level = highestBit(to - start);
    nodes.push({ level, index: start / 2 ** level });
    start += 2 ** level;
  }
  return nodes;
}

/** The largest power of two smaller than `size`, which is at least 2 (RFC 6962 §2.1: k). */
const splitAt = (size: number): number => 2 ** highestBit(size - 1);

/** Place of the highest bit set; exact where `Math.log2` already rounds up. */
function highestBit(value: number): number {
  let place = 0;
  for (let rest = Math.floor(value / 2); rest > 0; rest = Math.floor(rest / 2)) place += 1;
  return place;
}
