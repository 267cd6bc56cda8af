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
import { type LogReceipt, signReceipt } from './log-receipt.ts';
import { SubtreeHashes } from './subtree-hashes.ts';

/** The newest checkpoint; `note` is null before the first. */
export interface NewestCheckpoint {
  readonly size: number;
  readonly note: string | null;
  /** RFC 3161 token over the note, DER; null without one. */
  readonly timeStampDer: Uint8Array | null;
}

/** What can be shown of one entry now. */
export type EntryProof =
  | {
      readonly state: 'proven';
      readonly leafHash: Uint8Array;
      readonly checkpoint: string;
      readonly timeStampDer: Uint8Array | null;
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
    const text = 'select note, time_stamp_der from audit_checkpoints order by size desc limit 1';
    const [row] = await this.database.query<{ note: string; time_stamp_der: Buffer | null }>(
      'audit.newest-checkpoint',
      text,
    );
    const { note = null, time_stamp_der: timeStampDer = null } = row ?? {};
    return { size: (note === null ? null : readCheckpoint(note)?.size) ?? 0, note, timeStampDer };
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
   * @param id the entry's own (the reference of a check), or that of the request whose entry it is
   * @throws DomainError log-entry.not-found
   */
  async entry(id: string): Promise<EntryProof> {
    const [leaf] = await this.database.query<LeafRow>('audit.leaf-of-entry', LEAF, [id]);
    const { size, note, timeStampDer } = await this.newestCheckpoint();
    if (!leaf) return this.promise(await this.waiting(id));
    const { leaf_index: leafIndex, leaf_hash: hash, entry_id: entryId } = leaf;
    if (note === null || leafIndex >= size) return this.promise({ entryId: entryId ?? id, leafHash: hash });
    const hashes = await this.subtrees.of(inclusionRanges(leafIndex, size));
    const proof = { leafIndex, treeSize: size, hashes };
    return { state: 'proven', leafHash: hash, checkpoint: note, timeStampDer, proof };
  }

  private promise(entry: Pick<LogReceipt, 'entryId' | 'leafHash'>): EntryProof {
    const { origin, privateKey } = this.key;
    const receipt = signReceipt({ ...entry, promisedAt: this.clock.now() }, origin, privateKey);
    return { state: 'promised', leafHash: entry.leafHash, receipt };
  }

  /** An entry that has no place yet: there are few of them, seconds old. */
  private async waiting(id: string): Promise<Pick<LogReceipt, 'entryId' | 'leafHash'>> {
    const [row] = await this.database.query<{ body: Buffer }>('audit.waiting-entry', WAITING, [
      id.toLowerCase(),
    ]);
    if (!row) throw logEntryNotFound();
    const { id: entryId } = JSON.parse(row.body.toString('utf8')) as { id: string };
    return { entryId, leafHash: leafHash(row.body) };
  }
}

interface LeafRow {
  readonly leaf_index: number;
  readonly leaf_hash: Buffer;
  readonly entry_id: string | null;
}

/** Two searches by index; of one request there is one entry that carries it. */
const LEAF = `
  (select leaf_index, leaf_hash, entry_id from audit_leaves where entry_id = $1::uuid order by leaf_index limit 1)
  union all
  (select leaf_index, leaf_hash, entry_id from audit_leaves where request_id = $1::uuid order by leaf_index limit 1)
  limit 1`;
const WAITING = `
  select e.body from audit_position p, audit_entries e
  where (e.written_by, e.id) > (p.written_by, p.entry_row) and e.id >= p.first_entry
    and (position(convert_to('"id":"' || $1::text || '"', 'UTF8') in e.body) > 0 or e.request_id = $1::uuid)
  limit 1`;
