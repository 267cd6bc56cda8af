import type { ClientBase } from 'pg';

/** A place in the tree with the entry that should stand there; `body` is null when that is gone. */
export interface LeafRow {
  readonly leaf_index: number;
  readonly leaf_hash: Buffer;
  readonly written_by: string;
  readonly entry_row: number;
  readonly leaf_entry_id: string | null;
  readonly leaf_act: string;
  readonly leaf_request_id: string | null;
  readonly leaf_caller_id: string | null;
  readonly leaf_unit_id: string | null;
  readonly leaf_object_id: string | null;
  readonly body: Buffer | null;
  readonly recorded_at: Date;
  readonly act: string;
  readonly outcome: string;
  readonly request_id: string | null;
  readonly caller_id: string | null;
  readonly unit_id: string | null;
  readonly object_kind: string | null;
  readonly object_id: string | null;
}

export interface TileRow {
  readonly level: number;
  readonly tile_index: number;
  readonly hashes: Buffer;
  readonly root: Buffer;
}

export interface PrunedMonth {
  readonly month: string;
  readonly first_leaf: number;
  readonly last_leaf: number;
  readonly entries: number;
  readonly archive_sha256: Buffer;
}

const LEAVES = `
  SELECT l.leaf_index, l.leaf_hash, l.written_by::text, l.entry_row, l.entry_id AS leaf_entry_id, l.act AS leaf_act,
    l.request_id AS leaf_request_id, l.caller_id AS leaf_caller_id, l.unit_id AS leaf_unit_id,
    l.object_id AS leaf_object_id, e.body, l.recorded_at, e.act, e.outcome, e.request_id, e.caller_id, e.unit_id,
    e.object_kind, e.object_id
  FROM audit_leaves l LEFT JOIN audit_entries e
    ON e.written_by = l.written_by AND e.id = l.entry_row AND e.recorded_at = l.recorded_at
  WHERE l.leaf_index >= $1 AND l.leaf_index < $2 ORDER BY l.leaf_index, l.entry_row`;

/** Entries of finished work that have no place; `waits` for those that the sequencer has yet to come to. */
const UNPLACED = `
  SELECT e.id, e.recorded_at, (e.written_by, e.id) > (p.written_by, p.entry_row) AND e.id >= p.first_entry AS waits
  FROM audit_entries e CROSS JOIN audit_position p
  WHERE NOT EXISTS (
    SELECT FROM audit_leaves l
    WHERE l.written_by = e.written_by AND l.entry_row = e.id AND l.recorded_at = e.recorded_at)
  ORDER BY e.written_by, e.id LIMIT 100000`;

/** What the check reads of the database, in one snapshot. Nothing read here is believed. */
export class LogRows {
  constructor(private readonly client: ClientBase) {}

  async leaves(from: number, to: number): Promise<LeafRow[]> {
    return (await this.client.query<LeafRow>({ name: 'verify.leaves', text: LEAVES, values: [from, to] }))
      .rows;
  }

  async lastLeaf(): Promise<number> {
    const text = 'SELECT coalesce(max(leaf_index), -1) AS last FROM audit_leaves';
    return (await this.client.query<{ last: number }>(text)).rows[0]?.last ?? -1;
  }

  async heads(from: number, to: number): Promise<{ readonly size: number; readonly root: Buffer }[]> {
    const text = 'SELECT size, root FROM audit_tree_heads WHERE size > $1 AND size <= $2 ORDER BY size';
    return (await this.client.query({ name: 'verify.heads', text, values: [from, to] })).rows;
  }

  async newestHead(): Promise<number> {
    return (await this.client.query('SELECT max(size) AS size FROM audit_tree_heads')).rows[0]?.size ?? 0;
  }

  async tile(level: number, index: number): Promise<TileRow | null> {
    const text =
      'SELECT level, tile_index, hashes, root FROM audit_tiles WHERE level = $1 AND tile_index = $2';
    return (
      (await this.client.query<TileRow>({ name: 'verify.tile', text, values: [level, index] })).rows[0] ??
      null
    );
  }

  async unplaced(): Promise<{ readonly id: number; readonly recorded_at: Date; readonly waits: boolean }[]> {
    return (await this.client.query(UNPLACED)).rows;
  }

  async prunedMonths(): Promise<PrunedMonth[]> {
    const text =
      'SELECT month, first_leaf, last_leaf, entries, archive_sha256 FROM audit_pruned_months ORDER BY month';
    return (await this.client.query<PrunedMonth>(text)).rows;
  }
}
