import { createHash } from 'node:crypto';
import { digestByName } from '../cms/digest-algorithms.ts';
import { HashTree, nodeOver, reducedHashTree, rootOf } from './hash-tree.ts';

const sha256 = digestByName('sha256');
const hash = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const sorted = (...values: Uint8Array[]): Uint8Array[] => values.sort(Buffer.compare);
const leaf = (n: number): Buffer => hash(Buffer.from(`文件${n}`));
const leaves = (count: number): Buffer[] => Array.from({ length: count }, (_, n) => leaf(n));

describe('a hash tree', () => {
  it('of the three groups in RFC 4998 §4.2 has the root that the RFC describes', () => {
    const [h1, h2a, h2b, h2c, h3] = [leaf(1), leaf(20), leaf(21), leaf(22), leaf(3)];
    const h2abc = hash(...sorted(h2a, h2b, h2c));
    const tree = HashTree.over([h1, h2abc, h3], sha256);
    const h12 = hash(...sorted(h1, h2abc));
    expect(tree.root).toEqual(hash(...sorted(h12, h3)));
    expect(reducedHashTree([h1], tree.neighbours(0))).toEqual([sorted(h1, h2abc), [h3]]);
    expect(reducedHashTree([h2a, h2b, h2c], tree.neighbours(1))).toEqual([sorted(h2a, h2b, h2c), [h1], [h3]]);
    expect(reducedHashTree([h3], tree.neighbours(2))).toEqual([sorted(h12, h3)]);
  });

  it('of a single leaf is that leaf, and needs no list', () => {
    const tree = HashTree.over([leaf(1)], sha256);
    expect(tree.root).toEqual(leaf(1));
    expect(reducedHashTree([leaf(1)], tree.neighbours(0))).toEqual([]);
  });

  it('of equal leaves keeps both', () => {
    const tree = HashTree.over([leaf(1), leaf(1)], sha256);
    expect(tree.root).toEqual(hash(leaf(1), leaf(1)));
    expect(rootOf(reducedHashTree([leaf(1)], tree.neighbours(1)), sha256)).toEqual(tree.root);
  });

  it('without a leaf is refused', () => {
    expect(() => HashTree.over([], sha256)).toThrow(RangeError);
  });

  it.each([2, 3, 4, 5, 7, 8, 13, 1000])('of %i leaves is reached from each by its reduced tree', (count) => {
    const tree = HashTree.over(leaves(count), sha256);
    leaves(count).forEach((value, index) => {
      const lists = reducedHashTree([value], tree.neighbours(index));
      expect(lists[0]).toContainEqual(value);
      expect(lists.every((list, level) => list.length === (level === 0 ? 2 : 1))).toBe(true);
      expect(rootOf(lists, sha256)).toEqual(tree.root);
    });
  });

  it('has another root when two leaves, or the digest, are others', () => {
    const { root } = HashTree.over(leaves(5), sha256);
    expect(HashTree.over([...leaves(4), leaf(9)], sha256).root).not.toEqual(root);
    expect(HashTree.over(leaves(5), digestByName('sm3')).root).not.toEqual(root);
  });

  it('takes a single value for its own node, and sorts several', () => {
    expect(nodeOver([leaf(1)], sha256)).toEqual(leaf(1));
    expect(nodeOver([leaf(2), leaf(1)], sha256)).toEqual(nodeOver([leaf(1), leaf(2)], sha256));
  });
});
