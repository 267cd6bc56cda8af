import { Inject, Injectable } from '@nestjs/common';
import { readCheckpoint } from '../../crypto/merkle/checkpoint.ts';
import type { ConsistencyProof } from '../../crypto/merkle/consistency-proof.ts';
import type { InclusionProof } from '../../crypto/merkle/inclusion-proof.ts';
import { leafHash } from '../../crypto/merkle/leaf-hash.ts';
import { consistencyRanges, inclusionRanges } from '../../crypto/merkle/subtree-range.ts';
import { Database } from '../../platform/database/database.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { logEntryNotFound, logSizeUnknown } from '../audit.errors.ts';
import type { CheckpointKey } from '../tree/checkpoint-key.ts';
import { CHECKPOINT_KEY } from '../tree/checkpoint-publisher.ts';
import { signReceipt } from './log-receipt.ts';
import { SubtreeHashes } from './subtree-hashes.ts';

/** The newest checkpoint; `note` is null before the first. */
export interface NewestCheckpoint {
  readonly size: number;
  readonly note: string | null;
}

/** What can be shown of one entry now. */
export type EntryProof =
  | {
      readonly state: 'proven';
      readonly leafHash: Uint8Array;
      readonly checkpoint: string;
      readonly proof: InclusionProof;
    }
  | { readonly state: 'promised'; readonly leafHash: Uint8Array; readonly receipt: string };

/** Proofs from the tree. They are made of what the database holds: only checking them against a checkpoint shows whether it is right. */
@Injectable()
export class LogProofs {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SubtreeHashes) private readonly subtrees: SubtreeHashes,
    @Inject(CHECKPOINT_KEY) private readonly key: CheckpointKey,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async newestCheckpoint(): Promise<NewestCheckpoint> {
    const text = 'select note from audit_checkpoints order by size desc limit 1';
    const [row] = await this.database.query<{ note: string }>('audit.last-checkpoint', text);
    return { size: (row && readCheckpoint(row.note)?.size) ?? 0, note: row?.note ?? null };
  }

  /** The public key of the log, SubjectPublicKeyInfo as PEM. */
  publicKeyPem(): string {
    return this.key.publicKey.export({ format: 'pem', type: 'spki' }) as string;
  }

  /** @throws DomainError log.size-unknown unless 0 ≤ `oldSize` ≤ `size` ≤ the newest checkpoint's */
  async consistency(oldSize: number, size: number): Promise<ConsistencyProof> {
    const { size: newest } = await this.newestCheckpoint();
    if (oldSize > size || size > newest) throw logSizeUnknown(newest);
    return { oldSize, size, hashes: await this.subtrees.of(consistencyRanges(oldSize, size)) };
  }

  /**
   * The proof of an entry under the newest checkpoint, or a signed receipt until there is one over it.
   *
   * @param entryId `id` of the body: the reference that the caller was told
   * @throws DomainError log-entry.not-found
   */
  async entry(entryId: string): Promise<EntryProof> {
    const text =
      'select leaf_index, leaf_hash from audit_leaves where entry_id = $1 order by leaf_index limit 1';
    const [leaf] = await this.database.query<{ leaf_index: number; leaf_hash: Buffer }>(
      'audit.leaf-of-entry',
      text,
      [entryId],
    );
    const { size, note } = await this.newestCheckpoint();
    if (!leaf) return this.promise(entryId, await this.waitingLeafHash(entryId));
    if (note === null || leaf.leaf_index >= size) return this.promise(entryId, leaf.leaf_hash);
    const hashes = await this.subtrees.of(inclusionRanges(leaf.leaf_index, size));
    const proof = { leafIndex: leaf.leaf_index, treeSize: size, hashes };
    return { state: 'proven', leafHash: leaf.leaf_hash, checkpoint: note, proof };
  }

  private promise(entryId: string, hash: Uint8Array): EntryProof {
    const { origin, privateKey } = this.key;
    const receipt = signReceipt(
      { entryId, leafHash: hash, promisedAt: this.clock.now() },
      origin,
      privateKey,
    );
    return { state: 'promised', leafHash: hash, receipt };
  }

  /** Of an entry that has no place yet: there are few of them, seconds old. */
  private async waitingLeafHash(entryId: string): Promise<Uint8Array> {
    const [row] = await this.database.query<{ body: Buffer }>(
      'audit.waiting-entry',
      `select e.body from audit_position p, audit_entries e
       where (e.written_by, e.id) > (p.written_by, p.entry_row) and e.id >= p.first_entry
         and position(convert_to('"id":"' || $1::text || '"', 'UTF8') in e.body) > 0
       limit 1`,
      [entryId],
    );
    if (!row) throw logEntryNotFound();
    return leafHash(row.body);
  }
}
