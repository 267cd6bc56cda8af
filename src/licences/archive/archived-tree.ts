import type { HashList } from '../../crypto/ers/evidence-record.ts';
import {
  writeArchiveTimeStamp,
  writeArchiveTimeStampChain,
  writeArchiveTimeStampSequence,
  writeEvidenceRecord,
} from '../../crypto/ers/evidence-record-writer.ts';
import { type HashTree, reducedHashTree } from '../../crypto/ers/hash-tree.ts';
import { type ArchiveBranch, type ArchiveDigest, branchTree, splitHashes } from './archive-branch.ts';

/** A time-stamp of a chain: token, and for a renewal the lists that lead to it. */
export interface ArchivedTimeStamp {
  readonly tokenDer: Buffer;
  /** Empty for the first of a chain: its lists differ by file. */
  readonly hashLists: readonly HashList[];
}

/** A chain of a tree that has its time-stamp; everything but the branches. */
export interface ArchivedChain {
  readonly digest: ArchiveDigest;
  /** Over the roots of the branches. */
  readonly top: HashTree;
  readonly timeStamps: readonly ArchivedTimeStamp[];
}

/** One branch of a tree in each of its chains; makes the evidence of the files in it. */
export class ProvenBranch {
  private readonly trees: readonly HashTree[];

  /**
   * @param chains of the tree, in the order of time
   * @param branches the same branch in each of the chains
   */
  constructor(
    private readonly chains: readonly ArchivedChain[],
    private readonly branches: readonly ArchiveBranch[],
  ) {
    this.trees = branches.map(({ leafHashes }, at) => branchTree(leafHashes, this.chain(at).digest));
  }

  /** EvidenceRecord of the file at `position`, DER. */
  evidenceRecord(position: number): Uint8Array {
    const digests = this.chains.map(({ digest }) => digest);
    return writeEvidenceRecord(digests, this.chainsOf(position));
  }

  /** ArchiveTimeStampSequence of the file at `position`, DER: what the first time-stamp of a further chain is over. */
  sequence(position: number): Uint8Array {
    return writeArchiveTimeStampSequence(this.chainsOf(position));
  }

  private chainsOf(position: number): Uint8Array[] {
    return this.chains.map(({ digest, timeStamps }, at) => {
      const written = timeStamps.map(({ tokenDer, hashLists }, ordinal) =>
        writeArchiveTimeStamp({
          digest,
          hashLists: ordinal === 0 ? this.listsOf(at, position) : hashLists,
          timeStampDer: tokenDer,
        }),
      );
      return writeArchiveTimeStampChain(written);
    });
  }

  /** From the file through its branch and through what is over the branches. */
  private listsOf(at: number, position: number): HashList[] {
    const { leafHashes, ordinal } = this.branches[at] as ArchiveBranch;
    const leaf = splitHashes(leafHashes)[position] as Uint8Array;
    const within = this.trees[at]?.neighbours(position) ?? [];
    return reducedHashTree([leaf], [...within, ...this.chain(at).top.neighbours(ordinal)]);
  }

  private chain(at: number): ArchivedChain {
    return this.chains[at] as ArchivedChain;
  }
}
