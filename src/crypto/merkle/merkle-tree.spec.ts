import { CompactRange, foldSubtrees } from './compact-range.ts';
import { verifyConsistency } from './consistency-proof.ts';
import { verifyInclusion } from './inclusion-proof.ts';
import { leafHash } from './leaf-hash.ts';
import { EMPTY_TREE_ROOT } from './node-hash.ts';
import { consistencyRanges, inclusionRanges, perfectSubtrees, type SubtreeRange } from './subtree-range.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

// The leaves, roots and proofs of Certificate Transparency's own tests (merkletree/merkle_tree_test.cc).
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const NODE_0_1 = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const NODE_4_8 = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
const NODE_6_8 = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const LEAF_2 = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const LEAF_5 = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const NODE_4_6 = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';

const leaves = LEAVES.map((input) => leafHash(Buffer.from(input, 'hex')));
const rootOf = (some: readonly Uint8Array[]) => {
  const range = new CompactRange();
  for (const leaf of some) range.append(leaf);
  return range.root();
};
const hashesOf = (all: readonly Uint8Array[], ranges: readonly SubtreeRange[]) =>
  ranges.map(({ from, to }) => rootOf(all.slice(from, to)));
const numbered = (size: number) => Array.from({ length: size }, (_, at) => leafHash(Buffer.from(String(at))));

describe('the tree of RFC 6962', () => {
  it('has the published roots of its first nine sizes', () => {
    expect(hex(new CompactRange().root())).toBe(hex(EMPTY_TREE_ROOT));
    expect(leaves.map((_, last) => hex(rootOf(leaves.slice(0, last + 1))))).toEqual(ROOTS);
  });

  it.each([
    [0, 1, []],
    [0, 8, [LEAF_2, NODE_0_1, NODE_4_8]],
    [5, 8, [LEAF_5, NODE_6_8, ROOTS[3]]],
    [2, 3, [ROOTS[1]]],
    [1, 5, [ROOTS[0], NODE_0_1, LEAF_5]],
  ])('proves leaf %i in a tree of %i as published', (index, size, published) => {
    const hashes = hashesOf(leaves, inclusionRanges(index, size));
    expect(hashes.map(hex)).toEqual(published);
    const proof = { leafIndex: index, treeSize: size, hashes };
    expect(
      verifyInclusion(leaves[index] as Uint8Array, proof, Buffer.from(ROOTS[size - 1] as string, 'hex')),
    ).toBe(true);
  });

  it.each([
    [1, 1, []],
    [1, 8, [LEAF_2, NODE_0_1, NODE_4_8]],
    [6, 8, [NODE_4_6, NODE_6_8, ROOTS[3]]],
    [2, 5, [NODE_0_1, LEAF_5]],
  ])('proves that a tree of %i begins one of %i as published', (oldSize, size, published) => {
    const hashes = hashesOf(leaves, consistencyRanges(oldSize, size));
    expect(hashes.map(hex)).toEqual(published);
    const [oldRoot, root] = [oldSize, size].map((one) => Buffer.from(ROOTS[one - 1] as string, 'hex'));
    expect(verifyConsistency({ oldSize, size, hashes }, oldRoot as Buffer, root as Buffer)).toBe(true);
  });

  it('proves every leaf of every tree up to 40, and no other leaf, place, size or hash', () => {
    const all = numbered(40);
    for (let size = 1; size <= all.length; size += 1) {
      const root = rootOf(all.slice(0, size));
      for (let leafIndex = 0; leafIndex < size; leafIndex += 1) {
        const hashes = hashesOf(all, inclusionRanges(leafIndex, size));
        const proof = { leafIndex, treeSize: size, hashes };
        const leaf = all[leafIndex] as Uint8Array;
        expect(verifyInclusion(leaf, proof, root)).toBe(true);
        expect(verifyInclusion(leafHash(Buffer.of(1)), proof, root)).toBe(false);
        expect(verifyInclusion(leaf, { ...proof, hashes: [...hashes, leaf] }, root)).toBe(false);
        if (size > 1) expect(verifyInclusion(leaf, { ...proof, hashes: hashes.slice(1) }, root)).toBe(false);
        if (size > 1)
          expect(verifyInclusion(leaf, { ...proof, leafIndex: (leafIndex + 1) % size }, root)).toBe(false);
      }
    }
  });

  it('proves that each tree up to 40 begins every later one, and not when a hash differs', () => {
    const all = numbered(40);
    const roots = [EMPTY_TREE_ROOT, ...all.map((_, last) => rootOf(all.slice(0, last + 1)))];
    for (let size = 1; size <= all.length; size += 1) {
      for (let oldSize = 0; oldSize <= size; oldSize += 1) {
        const hashes = hashesOf(all, consistencyRanges(oldSize, size));
        const [oldRoot, root] = [roots[oldSize] as Uint8Array, roots[size] as Uint8Array];
        const proof = { oldSize, size, hashes };
        expect(verifyConsistency(proof, oldRoot, root)).toBe(true);
        expect(verifyConsistency(proof, leafHash(Buffer.of(1)), root)).toBe(false);
        if (oldSize > 0) expect(verifyConsistency(proof, oldRoot, leafHash(Buffer.of(1)))).toBe(false);
        expect(verifyConsistency({ ...proof, hashes: [...hashes, root] }, oldRoot, root)).toBe(false);
      }
    }
  });

  it.each([
    [-1, 8],
    [8, 8],
    [0, 0],
    [0.5, 8],
    [Number.NaN, 8],
    [0, 2 ** 60],
  ])('calls a proof for leaf %d of %d no proof', (leafIndex, treeSize) => {
    const root = Buffer.from(ROOTS[7] as string, 'hex');
    expect(verifyInclusion(leaves[0] as Uint8Array, { leafIndex, treeSize, hashes: [] }, root)).toBe(false);
    expect(verifyConsistency({ oldSize: leafIndex, size: treeSize, hashes: [] }, root, root)).toBe(
      leafIndex === 8 && treeSize === 8,
    );
  });

  it('folds perfect subtrees into the root, also beyond 2^32 leaves', () => {
    const all = numbered(23);
    const nodes = perfectSubtrees({ from: 0, to: 23 });
    expect(nodes).toEqual([
      { level: 4, index: 0 },
      { level: 2, index: 4 },
      { level: 1, index: 10 },
      { level: 0, index: 22 },
    ]);
    const hashes = nodes.map(({ level, index }) =>
      rootOf(all.slice(index * 2 ** level, (index + 1) * 2 ** level)),
    );
    expect(foldSubtrees(hashes)).toEqual(rootOf(all));
    expect(new CompactRange(23, hashes).root()).toEqual(rootOf(all));
    expect(inclusionRanges(2 ** 40, 2 ** 40 + 1)).toEqual([{ from: 0, to: 2 ** 40 }]);
    expect(perfectSubtrees({ from: 0, to: 2 ** 52 - 1 })).toHaveLength(52);
  });

  it('refuses a right edge that does not fit its size', () => {
    expect(() => new CompactRange(3, [leaves[0] as Uint8Array])).toThrow(TypeError);
    expect(() => new CompactRange(1, [Buffer.alloc(31)])).toThrow(TypeError);
  });
});
