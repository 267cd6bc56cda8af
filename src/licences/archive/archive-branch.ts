import { digestByName } from '../../crypto/cms/digest-algorithms.ts';
import { HashTree } from '../../crypto/ers/hash-tree.ts';

/** Digests that the register has of every file, so that no file is read to prove it. */
export const ARCHIVE_DIGESTS = ['sha256', 'sm3'] as const;
export type ArchiveDigest = (typeof ARCHIVE_DIGESTS)[number];

/** Both digests have as many. */
export const HASH_BYTES = 32;
/** One branch is written in one transaction, and read and hashed anew (about 3 ms) to prove one of its files. */
export const MAX_FILES_A_BRANCH = 1_024;
export const MAX_BRANCHES_A_TREE = 1_024;

/** The lower part of a tree: the values of its files in their order, one after the other. */
export interface ArchiveBranch {
  readonly ordinal: number;
  readonly leafHashes: Buffer;
}

export function splitHashes(hashes: Uint8Array): Uint8Array[] {
  const count = hashes.length / HASH_BYTES;
  return Array.from({ length: count }, (_, at) => hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}

export const branchTree = (leafHashes: Uint8Array, digest: ArchiveDigest): HashTree =>
  HashTree.over(splitHashes(leafHashes), digestByName(digest));

/** Place of a file's value in its branch; -1 where it is not there. */
export const positionIn = ({ leafHashes }: ArchiveBranch, hash: Uint8Array): number =>
  splitHashes(leafHashes).findIndex((leaf) => Buffer.compare(leaf, hash) === 0);
