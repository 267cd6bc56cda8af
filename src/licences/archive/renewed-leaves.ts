import { setImmediate } from 'node:timers/promises';
import { digestByName, digestOf } from '../../crypto/cms/digest-algorithms.ts';
import { hashTreeRenewalLeaf } from '../../crypto/ers/renewal-leaves.ts';
import { type ArchiveDigest, splitHashes } from './archive-branch.ts';
import type { ProvenBranch } from './archived-tree.ts';

/** About 5 ms of work; requests are served between. */
const FILES_AT_ONCE = 32;

/** Values of the files of one branch, 32 bytes each, one after the other. */
export interface RenewedBranch {
  /** What the first chain has, in the order of the branch. */
  readonly archived: Uint8Array;
  /** What the register has now, by the digest of the first chain. */
  readonly present: Uint8Array;
  /** The same files as `present`, by the new digest. */
  readonly renewed: Uint8Array;
}

/**
 * The leaves of a branch in a further chain (RFC 4998 §5.2). A file that the register no longer has as it was archived
 * gets a value that proves nothing: it loses its evidence from here on, and no other file does.
 *
 * @returns leaves in the order of the branch, and how many of its files are lost
 */
export async function renewedLeaves(
  proven: Pick<ProvenBranch, 'sequence'>,
  digest: ArchiveDigest,
  { archived, present, renewed }: RenewedBranch,
): Promise<{ leaves: Buffer; lost: number }> {
  const algorithm = digestByName(digest);
  const renewedHashes = splitHashes(renewed);
  const renewedOf = new Map(splitHashes(present).map((hash, at) => [keyOf(hash), renewedHashes[at]]));
  let lost = 0;
  const leaves: Uint8Array[] = [];
  for (const [position, hash] of splitHashes(archived).entries()) {
    if (position % FILES_AT_ONCE === 0) await setImmediate();
    const sequenceDer = proven.sequence(position);
    const renewedHash = renewedOf.get(keyOf(hash));
    if (!renewedHash) lost += 1;
    leaves.push(
      renewedHash
        ? hashTreeRenewalLeaf(renewedHash, sequenceDer, algorithm)
        : digestOf(algorithm, [sequenceDer]),
    );
  }
  return { leaves: Buffer.concat(leaves), lost };
}

const keyOf = (hash: Uint8Array): string => Buffer.from(hash).toString('latin1');
