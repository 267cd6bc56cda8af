import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.ts';
import { digestByName } from '../../crypto/cms/digest-algorithms.ts';
import { HashTree } from '../../crypto/ers/hash-tree.ts';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import { LOGGER, type Logger } from '../../platform/logging/logger.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import { ArchiveQueries } from './archive.queries.ts';
import { type ArchiveDigest, branchTree, MAX_BRANCHES_A_TREE, MAX_FILES_A_BRANCH } from './archive-branch.ts';
import { archiveMonthOf, isClosed } from './archive-month.ts';
import { ArchiveTokens } from './archive-tokens.ts';
import { insertTimeStamp, insertToken, lockArchive } from './archive-writes.ts';
import { type ArchivedChain, ProvenBranch } from './archived-tree.ts';
import {
  type BranchFiles,
  beginTreeIn,
  filesOfBranchIn,
  firstUnprovenIn,
  insertBranch,
  isStampedIn,
  nextFilesIn,
  type OpenChain,
  openChainIn,
  rootsIn,
} from './open-chain.queries.ts';
import { renewedLeaves } from './renewed-leaves.ts';

/**
 * Makes the chains of the archive, branch by branch and each branch in one transaction, then puts the time-stamp on. A
 * chain that was begun is finished by whoever comes next: nothing is lost by a kill, and nothing is done twice.
 */
@Injectable()
export class ArchiveGrowth {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(ArchiveQueries) private readonly queries: ArchiveQueries,
    @Inject(ArchiveTokens) private readonly tokens: ArchiveTokens,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Finishes every chain that was begun, and begins a tree for every month that is closed.
   *
   * @returns how many chains got their time-stamp
   * @throws TrustError trust.no-time-stamp; what was done before stays
   */
  async grow(): Promise<number> {
    for (let stamped = 0; ; ) {
      const open = await this.transactions.run((tx) => this.openOrBegin(tx));
      if (open === null) return stamped;
      const earlier = open.chain === 0 ? [] : await this.queries.chainsOf(open.treeId);
      while (await this.addBranch(open, earlier));
      if (await this.stamp(open)) stamped += 1;
    }
  }

  private async openOrBegin(tx: Tx): Promise<OpenChain | null> {
    await lockArchive(tx);
    const open = await openChainIn(tx);
    if (open) return open;
    const firstRecordedAt = await firstUnprovenIn(tx);
    const month = firstRecordedAt && archiveMonthOf(firstRecordedAt);
    if (!month || !isClosed(month, this.clock.now())) return null;
    await beginTreeIn(tx, newId(), month.firstDay);
    return openChainIn(tx);
  }

  /** One branch, one transaction. @returns false when the chain has all of its branches */
  private addBranch(open: OpenChain, earlier: readonly ArchivedChain[]): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      await lockArchive(tx);
      const { length: ordinal } = await rootsIn(tx, open.treeId, open.chain);
      if (ordinal >= MAX_BRANCHES_A_TREE || (await isStampedIn(tx, open))) return false;
      const files = await this.filesFor(tx, open, ordinal);
      if (!files) return false;
      const leafHashes = await this.leafHashes(tx, { ...open, ordinal }, files, earlier);
      const { root } = branchTree(leafHashes, open.digest);
      const through = open.chain === 0 ? files : null;
      await insertBranch(tx, { ...open, ordinal, leafHashes, root, through });
      return true;
    });
  }

  /** Null when the chain has all of its branches: those of the first end with the month, others have as many as that. */
  private async filesFor(
    tx: Tx,
    { treeId, chain, month }: OpenChain,
    ordinal: number,
  ): Promise<BranchFiles | null> {
    if (chain === 0) return nextFilesIn(tx, archiveMonthOf(month).endsAt, MAX_FILES_A_BRANCH);
    const { length: count } = await rootsIn(tx, treeId, 0);
    return ordinal < count ? filesOfBranchIn(tx, treeId, ordinal) : null;
  }

  /** Of a first chain the digests of the files; of a further one each with all chains before it (RFC 4998 §5.2). */
  private async leafHashes(
    tx: Tx,
    { treeId, chain, digest, ordinal }: OpenChain & { readonly ordinal: number },
    files: BranchFiles,
    earlier: readonly ArchivedChain[],
  ): Promise<Buffer> {
    const hashes = hashesBy(digest, files);
    const [first] = earlier;
    if (chain === 0 || !first) return hashes;
    const branches = await this.queries.branches({ treeId, ordinal }, chain, tx);
    const { leaves, lost } = await renewedLeaves(new ProvenBranch(earlier, branches), digest, {
      archived: branches[0]?.leafHashes ?? Buffer.alloc(0),
      present: hashesBy(first.digest, files),
      renewed: hashes,
    });
    if (lost > 0)
      this.logger.error({ treeId, ordinal, lost }, 'the register no longer has archived files as they were');
    return leaves;
  }

  /** The token is asked for outside any transaction; of two processes that do it the first one counts. */
  private async stamp(open: OpenChain): Promise<boolean> {
    const { treeId, chain, digest } = open;
    const roots = await this.transactions.run((tx) => rootsIn(tx, treeId, chain));
    const { root } = HashTree.over(roots, digestByName(digest));
    const token = await this.tokens.over(root, digest);
    return this.transactions.run(async (tx) => {
      await lockArchive(tx);
      if (await isStampedIn(tx, open)) return false;
      await insertToken(tx, token);
      await insertTimeStamp(tx, { treeId, chain, ordinal: 0, tokenId: token.id, hashListsDer: null });
      await this.auditLog.appendConsequence(
        tx,
        { kind: 'system', id: 'archive.maintain' },
        {
          act: 'archive.time-stamp',
          outcome: 'succeeded',
          detail: { tree: treeId, chain, digest, branches: roots.length, token: token.id },
        },
      );
      return true;
    });
  }
}

const hashesBy = (digest: ArchiveDigest, { sha256s, sm3s }: BranchFiles): Buffer =>
  digest === 'sm3' ? sm3s : sha256s;
