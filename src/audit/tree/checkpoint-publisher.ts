import { Inject, Injectable } from '@nestjs/common';
import { type Checkpoint, signCheckpoint, verifyCheckpoint } from '../../crypto/merkle/checkpoint.ts';
import { CompactRange } from '../../crypto/merkle/compact-range.ts';
import { EMPTY_TREE_ROOT, isSameHash } from '../../crypto/merkle/node-hash.ts';
import { Database } from '../../platform/database/database.ts';
import { CheckpointFolder } from './checkpoint-folder.ts';
import type { CheckpointKey } from './checkpoint-key.ts';
import { CheckpointTimeStamps } from './checkpoint-time-stamps.ts';
import { LogTree, type TreeHead } from './log-tree.ts';
import { LogTreeAlarm } from './log-tree-alarm.ts';

/** Nest token of the `CheckpointKey`. */
export const CHECKPOINT_KEY = Symbol('CheckpointKey');

/**
 * Signs heads of the tree and exports them. A head is signed only when this process has itself arrived at its root, from
 * the last checkpoint and the bodies since: the database is not believed, so a change made there between two checkpoints
 * stops the signing instead of being signed.
 */
@Injectable()
export class CheckpointPublisher {
  /** The tree at the last checkpoint, as we computed it. */
  private known = new CompactRange();

  constructor(
    @Inject(LogTree) private readonly tree: LogTree,
    @Inject(CheckpointFolder) private readonly folder: CheckpointFolder,
    @Inject(CHECKPOINT_KEY) private readonly key: CheckpointKey,
    @Inject(CheckpointTimeStamps) private readonly timeStamps: CheckpointTimeStamps,
    @Inject(Database) private readonly database: Database,
  ) {}

  /**
   * Signs, time-stamps and exports the present head where it is not signed yet. A process killed on the way leaves a
   * head without checkpoint, which the next one signs; two that sign the same head write the same bytes.
   *
   * @returns size of the last checkpoint
   * @throws LogTreeAlarm
   */
  async publish(): Promise<number> {
    const last = await this.lastCheckpoint();
    const head = await this.tree.newestHead();
    if (last.size > head.size) throw new LogTreeAlarm('tree-cut', last.size);
    if (last.size === head.size) {
      if (!isSameHash(last.root, head.root)) throw new LogTreeAlarm('fork', head.size);
      return last.size;
    }
    const reached = await this.extend(last, head);
    const { origin, privateKey } = this.key;
    const note = signCheckpoint({ origin, size: head.size, root: reached.root() }, privateKey);
    await this.export(head.size, note);
    this.known = reached;
    return head.size;
  }

  private async export(size: number, note: string): Promise<void> {
    const timeStampDer = await this.timeStamps.stamp(note);
    const exported = await this.folder.add(size, note, timeStampDer);
    if (exported !== note) throw new LogTreeAlarm('fork', size);
    await this.database.query(
      'audit.insert-checkpoint',
      'insert into audit_checkpoints (size, note, time_stamp_der) values ($1, $2, $3) on conflict do nothing',
      [size, note, timeStampDer],
    );
  }

  /** The larger of what was exported and what the database has; the tree of no entries where there is neither. */
  private async lastCheckpoint(): Promise<Checkpoint> {
    const text = 'select note from audit_checkpoints order by size desc limit 1';
    const [row] = await this.database.query<{ note: string }>('audit.last-checkpoint', text);
    const notes = [await this.folder.newest(), row?.note ?? null].filter((note) => note !== null);
    const [one, other] = notes.map((note) => this.verified(note));
    const nothing = { origin: this.key.origin, size: 0, root: EMPTY_TREE_ROOT };
    if (!one || !other) return one ?? nothing;
    if (one.size === other.size && !isSameHash(one.root, other.root))
      throw new LogTreeAlarm('fork', one.size);
    return one.size >= other.size ? one : other;
  }

  private verified(note: string): Checkpoint {
    const checkpoint = verifyCheckpoint(note, this.key.origin, [this.key.publicKey]);
    if (typeof checkpoint === 'string') throw new LogTreeAlarm('checkpoint-not-ours', 0);
    return checkpoint;
  }

  /** The tree at `head`, computed from the checkpoint `last` and the bodies of the entries since. */
  private async extend(last: Checkpoint, head: TreeHead): Promise<CompactRange> {
    const range = (await this.treeAt(last)).copy();
    for await (const hashes of this.tree.leafHashes(last.size, head.size))
      for (const hash of hashes) range.append(hash);
    if (range.size !== head.size || !isSameHash(range.root(), head.root))
      throw new LogTreeAlarm('head-does-not-follow', head.size);
    return range;
  }

  private async treeAt(last: Checkpoint): Promise<CompactRange> {
    if (this.known.size === last.size && isSameHash(this.known.root(), last.root)) return this.known;
    const head = await this.tree.headAt(last.size);
    if (!head || !isSameHash(head.edge.root(), last.root)) throw new LogTreeAlarm('fork', last.size);
    return head.edge;
  }
}
