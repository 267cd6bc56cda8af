import { digestByName, digestOf } from '../../crypto/cms/digest-algorithms.ts';
import { hashTreeRenewalLeaf } from '../../crypto/ers/renewal-leaves.ts';
import { splitHashes } from './archive-branch.ts';
import { renewedLeaves } from './renewed-leaves.ts';

const [sha256, sm3] = [digestByName('sha256'), digestByName('sm3')];
const files = ['甲', '乙', '丙'].map((text) => Buffer.from(text));
const [archived, renewed] = [sha256, sm3].map((algorithm) =>
  files.map((file) => digestOf(algorithm, [file])),
);
const proven = { sequence: (position: number) => Buffer.from(`sequence ${position}`) };
const joined = (hashes: readonly (Uint8Array | undefined)[] = []) =>
  Buffer.concat(hashes.flatMap((hash) => hash ?? []));

describe('the leaves of a branch in a further chain', () => {
  it('are over each file by the new digest and what proves it so far', async () => {
    const { leaves, lost } = await renewedLeaves(proven, 'sm3', {
      archived: joined(archived),
      present: joined(archived),
      renewed: joined(renewed),
    });
    expect(lost).toBe(0);
    expect(splitHashes(leaves)).toEqual(
      renewed?.map((hash, at) => hashTreeRenewalLeaf(hash, proven.sequence(at), sm3)),
    );
  });

  it.each([
    ['is gone', joined([archived?.[0], archived?.[2]]), joined([renewed?.[0], renewed?.[2]])],
    ['is another one', joined([archived?.[0], Buffer.alloc(32), archived?.[2]]), joined(renewed)],
  ])(
    'prove nothing of a file that %s, and keep the others in their places',
    async (_what, present, renewedHashes) => {
      const given = { archived: joined(archived), present, renewed: renewedHashes };
      const { leaves, lost } = await renewedLeaves(proven, 'sm3', given);
      const [first, second, third] = splitHashes(leaves);
      expect(lost).toBe(1);
      expect(second).toEqual(digestOf(sm3, [proven.sequence(1)]));
      for (const [leaf, at] of [
        [first, 0],
        [third, 2],
      ] as const) {
        expect(leaf).toEqual(hashTreeRenewalLeaf(renewed?.[at] ?? Buffer.alloc(0), proven.sequence(at), sm3));
      }
    },
  );
});
