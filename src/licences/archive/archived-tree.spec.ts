import { digestByName, digestOf } from '../../crypto/cms/digest-algorithms.ts';
import { sequence } from '../../crypto/der/der-writer.ts';
import { readEvidenceRecord } from '../../crypto/ers/evidence-record-reader.ts';
import { HashTree, rootOf } from '../../crypto/ers/hash-tree.ts';
import { branchTree, positionIn } from './archive-branch.ts';
import { ProvenBranch } from './archived-tree.ts';

const sha256 = digestByName('sha256');
const hashOf = (n: number) => digestOf(sha256, [Buffer.from(`${n}`)]);
const tokenDer = Buffer.from(sequence());

/** A tree of branches of the given sizes: the branches with their places, and the tree over their roots. */
function treeOf(sizes: readonly number[]) {
  let next = 0;
  const branches = sizes.map((size, ordinal) => ({
    ordinal,
    leafHashes: Buffer.concat(Array.from({ length: size }, () => hashOf(next++))),
  }));
  const roots = branches.map(({ leafHashes }) => branchTree(leafHashes, 'sha256').root);
  return { branches, top: HashTree.over(roots, sha256) };
}

describe('the evidence record of a file in a tree of branches', () => {
  it.each([[[1]], [[2]], [[1, 1]], [[4, 1]], [[3, 3, 1]], [[5, 4, 3, 2, 1]]])(
    'of %j files leads from each file to the root, without a list of one value in front',
    (sizes) => {
      const { branches, top } = treeOf(sizes);
      let file = 0;
      for (const branch of branches) {
        const chain = { digest: 'sha256' as const, top, timeStamps: [{ tokenDer, hashLists: [] }] };
        const proven = new ProvenBranch([chain], [branch]);
        for (let at = 0; at < branch.leafHashes.length / 32; at += 1, file += 1) {
          expect(positionIn(branch, hashOf(file))).toBe(at);
          const [{ timeStamps }] = readEvidenceRecord(proven.evidenceRecord(at)).chains;
          const { hashLists } = timeStamps[0];
          const root = hashLists.length === 0 ? hashOf(file) : rootOf(hashLists, sha256);
          expect(root).toEqual(Buffer.from(top.root));
          expect(hashLists[0]?.length ?? 2).toBe(2);
          expect(hashLists.length === 0 || hashLists[0]?.some((one) => hashOf(file).equals(one))).toBe(true);
        }
      }
    },
  );

  it('is none for a file that is not in the branch', () => {
    const [branch] = treeOf([3]).branches;
    expect(branch && positionIn(branch, hashOf(9))).toBe(-1);
  });
});
