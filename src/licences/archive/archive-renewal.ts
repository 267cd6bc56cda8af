import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.ts';
import { digestByName } from '../../crypto/cms/digest-algorithms.ts';
import type { HashList } from '../../crypto/ers/evidence-record.ts';
import { writeHashLists } from '../../crypto/ers/evidence-record-writer.ts';
import { HashTree, nodeOver, reducedHashTree } from '../../crypto/ers/hash-tree.ts';
import { timeStampRenewalGroup } from '../../crypto/ers/renewal-leaves.ts';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import { LOGGER, type Logger } from '../../platform/logging/logger.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { ArchiveQueries, type NewestTimeStamp } from './archive.queries.ts';
import { ARCHIVE_DIGESTS, type ArchiveDigest } from './archive-branch.ts';
import { type ArchiveToken, ArchiveTokens } from './archive-tokens.ts';
import { insertTimeStamp, insertToken, lockArchive } from './archive-writes.ts';
import { beginChainsIn } from './open-chain.queries.ts';

/** A tree with the lists that lead from its tokens to the root under a new one. */
interface TreeRenewal {
  readonly newest: NewestTimeStamp;
  readonly hashLists: readonly HashList[];
}

/** Long enough to have an authority repaired or replaced, budgets included. */
export const RENEWED_BEFORE_END_MS = 180 * 86_400_000;

/** Keeps the evidence of the archive alive: further time-stamps, and further chains under another digest. */
@Injectable()
export class ArchiveRenewal {
  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(ArchiveQueries) private readonly queries: ArchiveQueries,
    @Inject(ArchiveTokens) private readonly tokens: ArchiveTokens,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Renews every tree whose newest authority ends within half a year (RFC 4998 §5.2): one token for all trees of a
   * digest, over a tree of theirs.
   *
   * @returns how many trees were renewed
   * @throws TrustError trust.no-time-stamp
   */
  async renewDue(): Promise<number> {
    const due = await this.queries.endingBy(new Date(this.clock.now().getTime() + RENEWED_BEFORE_END_MS));
    let renewed = 0;
    for (const digest of ARCHIVE_DIGESTS) {
      renewed += await this.renew(
        due.filter((newest) => newest.digest === digest),
        digest,
      );
    }
    return renewed;
  }

  /**
   * Begins a further chain under `digest` for every tree that is under another one; the next round of the job makes it.
   * Months to come begin under it.
   *
   * @returns how many trees
   */
  changeDigest(digest: ArchiveDigest): Promise<number> {
    return this.transactions.run(async (tx) => {
      await lockArchive(tx);
      const trees = await beginChainsIn(tx, digest);
      await this.auditLog.appendConsequence(
        tx,
        { kind: 'system', id: 'archive change-digest' },
        {
          act: 'archive.change-digest',
          outcome: 'succeeded',
          detail: { digest, trees },
        },
      );
      return trees;
    });
  }

  private async renew(due: readonly NewestTimeStamp[], digest: ArchiveDigest): Promise<number> {
    if (due.length === 0) return 0;
    const algorithm = digestByName(digest);
    const groups = due.map(({ tokensDer }) =>
      timeStampRenewalGroup(tokensDer, algorithm).sort(Buffer.compare),
    );
    const tree = HashTree.over(
      groups.map((group) => nodeOver(group, algorithm)),
      algorithm,
    );
    const token = await this.tokens.over(
      tree.root,
      digest,
      due.flatMap(({ tokensDer }) => tokensDer.slice(-1)),
    );
    const bettered = due.flatMap((newest, at) =>
      newest.authorityEndsAt < token.authorityEndsAt
        ? [{ newest, hashLists: reducedHashTree(groups[at] ?? [], tree.neighbours(at)) }]
        : [],
    );
    if (bettered.length < due.length) {
      const until = token.authorityEndsAt;
      this.logger.warn(
        { until },
        'the archive cannot be renewed: the time-stamp authority has no newer certificate',
      );
    }
    return bettered.length === 0 ? 0 : this.transactions.run((tx) => this.record(tx, bettered, token));
  }

  /** All or nothing: where another process was faster, its token counts and this one is thrown away. */
  private async record(tx: Tx, renewals: readonly TreeRenewal[], token: ArchiveToken): Promise<number> {
    await lockArchive(tx);
    for (const { newest } of renewals) if (!(await this.queries.isNewestIn(tx, newest))) return 0;
    await insertToken(tx, token);
    for (const { newest, hashLists } of renewals) {
      const { treeId, chain, ordinal } = newest;
      const hashListsDer = writeHashLists(hashLists);
      await insertTimeStamp(tx, { treeId, chain, ordinal: ordinal + 1, tokenId: token.id, hashListsDer });
    }
    await this.auditLog.appendConsequence(
      tx,
      { kind: 'system', id: 'archive.maintain' },
      {
        act: 'archive.time-stamp',
        outcome: 'succeeded',
        detail: { renewedTrees: renewals.length, token: token.id },
      },
    );
    return renewals.length;
  }
}
