import { CompactRange } from '../../crypto/merkle/compact-range.ts';
import { leafHash } from '../../crypto/merkle/leaf-hash.ts';
import { HASH_BYTES, isSameHash } from '../../crypto/merkle/node-hash.ts';
import { TILE_WIDTH } from '../../crypto/merkle/tile-coordinate.ts';
import type { ProvenCheckpoint } from './checkpoint-evidence.ts';
import { differingProjections, type EntryBody, readEntryBody } from './entry-projections.ts';
import type { LogProblem, LogProblemCode } from './log-problem.ts';
import type { LeafRow, LogRows, TileRow } from './log-rows.ts';
import { movedEntries, type UnlikeLeaf } from './moved-entries.ts';
import { TileCheck } from './tile-check.ts';

/** Whole tiles, so that each is compared with what was just read. */
const LEAVES_AT_ONCE = 4 * TILE_WIDTH;
/** Beyond it a report helps nobody; the first ones are what counts. */
const MAX_PROBLEMS = 1_000;
const BACKDATING_TOLERANCE_MS = 5 * 60_000;

/** What already names the place of which the checkpoint only knows the window. */
const MOVES_HASHES: ReadonlySet<LogProblemCode> = new Set(['tile-differs', 'entry-reordered', 'leaf-twice']);

/** Says whether the entry of a place may be gone, because its month lies in an archive. */
export type MayBePruned = (leafIndex: number) => boolean;

/**
 * Goes through the log from its first entry to its last and compares, each with what lies before it: body with leaf,
 * columns with body, leaves with tiles, heads and checkpoints. The tree is computed here; the database's is only judged.
 */
export class LogWalk {
  readonly problems: LogProblem[] = [];
  pruned = 0;
  private readonly tree = new CompactRange();
  private readonly tiles: TileCheck;
  private readonly unlike: UnlikeLeaf[] = [];
  private readonly due: ProvenCheckpoint[];
  private passed: ProvenCheckpoint | null = null;
  private stampedAt: Date | null = null;
  /** False after the first difference: every later root differs for the same reason. */
  private holds = true;
  private lastPlace: { readonly writtenBy: bigint; readonly row: number } = { writtenBy: 0n, row: 0 };
  private largestRow = 0;

  constructor(
    private readonly rows: LogRows,
    checkpoints: readonly ProvenCheckpoint[],
    private readonly mayBePruned: MayBePruned,
  ) {
    this.due = [...checkpoints];
    this.tiles = new TileCheck(rows, (code, leafIndex, where) => this.report(code, leafIndex, where));
  }

  /** The last checkpoint that the tree was seen to be the one of. */
  get lastProven(): ProvenCheckpoint | null {
    return this.passed;
  }

  get size(): number {
    return this.tree.size;
  }

  async walk(): Promise<void> {
    const end = Math.max((await this.rows.lastLeaf()) + 1, await this.rows.newestHead());
    for (let from = 0; from < end; from += LEAVES_AT_ONCE)
      await this.page(from, Math.min(end, from + LEAVES_AT_ONCE));
    for (const { leafIndex, entryId } of movedEntries(this.unlike))
      this.report('entry-reordered', leafIndex, `body ${entryId ?? 'unknown'} belongs elsewhere`);
    const [cut] = this.due;
    if (cut) this.report('tree-shorter', this.size, `${this.size} entries, ${cut.path} has ${cut.size}`);
  }

  private async page(from: number, to: number): Promise<void> {
    const leaves = byPlace(await this.rows.leaves(from, to));
    const heads = new Map((await this.rows.heads(from, to)).map(({ size, root }) => [size, root]));
    for (let index = from; index < to; index += 1) {
      const [leaf, ...others] = leaves.get(index) ?? [];
      for (const other of others) this.report('leaf-twice', index, `audit_entries.id ${other.entry_row}`);
      const hash = leaf ? this.judge(leaf) : await this.withoutLeaf(index);
      this.tree.append(hash);
      await this.tiles.add(index, hash);
      this.compareHead(heads.get(index + 1));
      this.compareCheckpoint();
    }
  }

  /** Judges one place; returns the hash that stands for it in the tree. */
  private judge(leaf: LeafRow): Uint8Array {
    const index = leaf.leaf_index;
    this.judgeOrder(leaf);
    if (leaf.body === null) {
      this.report('entry-missing', index, `audit_entries.id ${leaf.entry_row}`);
      return leaf.leaf_hash;
    }
    const hash = leafHash(leaf.body);
    const body = readEntryBody(leaf.body);
    if (!isSameHash(hash, leaf.leaf_hash)) {
      this.report('body-altered', index, `audit_entries.id ${leaf.entry_row}`);
      this.unlike.push({
        leafIndex: index,
        stored: leaf.leaf_hash,
        computed: hash,
        entryId: body?.id ?? null,
      });
      return leaf.leaf_hash;
    }
    if (body) this.judgeBody(leaf, body);
    else this.report('entry-foreign', index, `audit_entries.id ${leaf.entry_row}`);
    return leaf.leaf_hash;
  }

  private judgeBody(leaf: LeafRow, body: EntryBody): void {
    for (const column of [...entryColumns(leaf, body), ...leafColumns(leaf, body)])
      this.report('projection-differs', leaf.leaf_index, `${column} of ${body.id}`);
    const at = new Date(body.at).getTime();
    if (this.stampedAt && at < this.stampedAt.getTime() - BACKDATING_TOLERANCE_MS)
      this.report('entry-backdated', leaf.leaf_index, `${body.id} says ${body.at}`);
  }

  /** Places follow (written_by, id); in a new cluster written_by begins anew, but never id. */
  private judgeOrder(leaf: LeafRow): void {
    const place = { writtenBy: BigInt(leaf.written_by), row: leaf.entry_row };
    const last = this.lastPlace;
    const follows =
      place.writtenBy > last.writtenBy || (place.writtenBy === last.writtenBy && place.row > last.row);
    if (!follows && place.row <= this.largestRow)
      this.report('entry-reordered', leaf.leaf_index, `audit_entries.id ${leaf.entry_row}`);
    this.lastPlace = place;
    this.largestRow = Math.max(this.largestRow, place.row);
  }

  /** The hash of a place without entry, from its tile; what is pruned is missing only when it may not be pruned yet. */
  private async withoutLeaf(index: number): Promise<Uint8Array> {
    const tile = await this.rows.tile(0, Math.floor(index / TILE_WIDTH));
    if (tile && this.mayBePruned(index)) this.pruned += 1;
    else this.report('leaf-missing', index, 'audit_leaves');
    if (tile) return hashInTile(tile, index);
    this.holds = false;
    return new Uint8Array(HASH_BYTES);
  }

  private compareHead(root: Buffer | undefined): void {
    if (root && this.holds && !isSameHash(root, this.tree.root()))
      this.report('head-differs', this.size - 1, `audit_tree_heads.size ${this.size}`);
  }

  private compareCheckpoint(): void {
    const [next] = this.due;
    if (next?.size !== this.size) return;
    this.due.shift();
    if (!this.holds) return;
    if (isSameHash(next.root, this.tree.root())) {
      this.passed = next;
      this.stampedAt = next.stampedAt ?? this.stampedAt;
      return;
    }
    this.holds = false;
    const from = this.passed?.size ?? 0;
    const seen = this.problems.filter(
      ({ code, leafIndex }) => MOVES_HASHES.has(code) && (leafIndex ?? 0) >= from,
    );
    const first = Math.min(next.size - 1, ...seen.map(({ leafIndex }) => leafIndex ?? from));
    this.report(
      'tree-differs',
      seen.length > 0 ? first : from,
      `one of the places ${from} to ${next.size - 1}; ${next.path}`,
    );
  }

  private report(code: LogProblemCode, leafIndex: number, where: string): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ code, leafIndex, where });
  }
}

function byPlace(leaves: readonly LeafRow[]): Map<number, LeafRow[]> {
  const places = new Map<number, LeafRow[]>();
  for (const leaf of leaves) places.set(leaf.leaf_index, [...(places.get(leaf.leaf_index) ?? []), leaf]);
  return places;
}

function hashInTile({ hashes }: TileRow, index: number): Buffer {
  const at = (index % TILE_WIDTH) * HASH_BYTES;
  return hashes.subarray(at, at + HASH_BYTES);
}

const entryColumns = (leaf: LeafRow, body: EntryBody): string[] =>
  differingProjections(
    {
      act: leaf.act,
      outcome: leaf.outcome,
      requestId: leaf.request_id,
      callerId: leaf.caller_id,
      unitId: leaf.unit_id,
      objectKind: leaf.object_kind,
      objectId: leaf.object_id,
      recordedAt: leaf.recorded_at,
    },
    body,
  ).map((column) => `audit_entries.${column}`);

/** What is searched by beside the leaves. */
function leafColumns(leaf: LeafRow, body: EntryBody): string[] {
  const pairs: readonly (readonly [string, string | null, string | undefined])[] = [
    ['entry_id', leaf.leaf_entry_id, body.id],
    ['act', leaf.leaf_act, body.act],
    ['request_id', leaf.leaf_request_id, body.request],
    ['caller_id', leaf.leaf_caller_id, body.caller.id],
    ['unit_id', leaf.leaf_unit_id, body.caller.unit],
    ['object_id', leaf.leaf_object_id, body.object?.id],
  ];
  return pairs
    .filter(([, column, member]) => column !== (member ?? null))
    .map(([column]) => `audit_leaves.${column}`);
}
