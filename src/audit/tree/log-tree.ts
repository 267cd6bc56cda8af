import { Inject, Injectable } from '@nestjs/common';
import { CompactRange } from '../../crypto/merkle/compact-range.ts';
import { HASH_BYTES } from '../../crypto/merkle/node-hash.ts';
import { Database } from '../../platform/database/database.ts';

/** A head of the tree as the database has it: to be believed only as far as a checkpoint or our own sum bears it out. */
export interface TreeHead {
  readonly size: number;
  readonly root: Buffer;
  readonly edge: CompactRange;
}

interface HeadRow {
  size: number;
  root: Buffer;
  right_edge: Buffer;
}

const HASHES_AT_ONCE = 1_000;

/** The tree of the access log in the database (docs/adr/0012-log-tree.md). */
@Injectable()
export class LogTree {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Puts up to `atMost` entries of finished transactions into the tree; the head is committed when this returns. Any
   * number of processes may ask: one at a time grows the tree, the others wait for it.
   *
   * @throws DomainError database.unreachable, database.too-slow
   */
  async sequence(atMost: number): Promise<{ readonly size: number; readonly taken: number }> {
    const text = 'select tree_size as size, taken from audit_sequence($1)';
    const [row] = await this.database.query<{ size: number; taken: number }>('audit.sequence', text, [
      atMost,
    ]);
    return row ?? { size: 0, taken: 0 };
  }

  /** Before traffic: true when the log was restored into another cluster, whose transactions count anew. */
  async enterCluster(): Promise<boolean> {
    const text = 'select audit_enter_cluster() as entered';
    const [row] = await this.database.query<{ entered: boolean }>('audit.enter-cluster', text);
    return row?.entered ?? false;
  }

  /** Seconds that the next entry has waited for its place in the tree; 0 when none waits. */
  async waitingSeconds(): Promise<number> {
    const [row] = await this.database.query<{ seconds: number }>(
      'audit.waiting-seconds',
      `select extract(epoch from clock_timestamp() - next.recorded_at)::float8 as seconds
       from audit_position p, lateral (
         select e.recorded_at from audit_entries e
         where (e.written_by, e.id) > (p.written_by, p.entry_row) and e.id >= p.first_entry
         order by e.written_by, e.id limit 1) next`,
    );
    return Math.max(0, row?.seconds ?? 0);
  }

  async newestHead(): Promise<TreeHead> {
    const text = 'select size, root, right_edge from audit_tree_heads order by size desc limit 1';
    const [row] = await this.database.query<HeadRow>('audit.newest-head', text);
    if (!row) throw new Error('the log has no tree head: its migration has not run');
    return toHead(row);
  }

  /** The head that the tree had at `size`, or null where it never stood there. */
  async headAt(size: number): Promise<TreeHead | null> {
    const text = 'select size, root, right_edge from audit_tree_heads where size = $1';
    const [row] = await this.database.query<HeadRow>('audit.head-at', text, [size]);
    return row ? toHead(row) : null;
  }

  /**
   * The hashes of leaves `from` to `to` (excluded) in order, a thousand at a time; ends early where one is missing.
   * Made anew from the bodies, not the hashes that the tree has; the server makes them, because a thirteenth of the bytes
   * travels then, and whoever could make it lie about them could as well hand out other bodies.
   */
  async *leafHashes(from: number, to: number): AsyncGenerator<readonly Uint8Array[]> {
    for (let next = from; next < to; ) {
      const [row] = await this.database.query<{ hashes: Buffer | null }>(
        'audit.hashes-of-bodies',
        `select string_agg(sha256('\\x00'::bytea || e.body), '' order by l.leaf_index) as hashes from audit_leaves l
         join audit_entries e on e.written_by = l.written_by and e.id = l.entry_row and e.recorded_at = l.recorded_at
         where l.leaf_index >= $1 and l.leaf_index < $2`,
        [next, Math.min(to, next + HASHES_AT_ONCE)],
      );
      const hashes = row?.hashes;
      if (!hashes) return;
      const leaves = splitHashes(hashes);
      yield leaves;
      next += leaves.length;
    }
  }
}

function toHead({ size, root, right_edge: edge }: HeadRow): TreeHead {
  return { size, root, edge: new CompactRange(size, splitHashes(edge)) };
}

const splitHashes = (bytes: Buffer): Uint8Array[] =>
  Array.from({ length: bytes.length / HASH_BYTES }, (_, place) =>
    bytes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES),
  );
