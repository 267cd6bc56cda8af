import type { Client } from 'pg';
import { SubtreeHashes } from '../src/audit/proofs/subtree-hashes.ts';
import { CompactRange, foldSubtrees } from '../src/crypto/merkle/compact-range.ts';
import { HASH_BYTES } from '../src/crypto/merkle/node-hash.ts';
import { perfectSubtrees } from '../src/crypto/merkle/subtree-range.ts';
import { TILE_WIDTH } from '../src/crypto/merkle/tile-coordinate.ts';
import type { Database } from '../src/platform/database/database.ts';

const MONTHS = 12;
const LEAVES_AT_ONCE = TILE_WIDTH * TILE_WIDTH;

/** The same UUID for the same text, of the form that ours have; for as long as the connection stands. */
export const BENCH_ID = `
  create function pg_temp.bench_id(name text) returns uuid language sql immutable as $$
    select overlay(overlay(md5(name) placing '4' from 13) placing '8' from 17)::uuid $$`;

/** Indexes of audit_leaves that are built faster at once than row by row, with how each is made again. */
const INDEXES = `
  select indexname as name, indexdef as definition from pg_indexes
  where tablename = 'audit_leaves' and indexname <> 'audit_leaves_pkey'`;

/** Places of entries that were never written, over the twelve months before this one, spread as the whole ones are. */
const PLACES = `
  insert into audit_leaves (leaf_index, leaf_hash, recorded_at, written_by, entry_row, entry_id, act, request_id,
    caller_id, unit_id, object_id)
  select n, sha256(int8send(n)), date_trunc('month', now()) - interval '12 months' + interval '360 days' * (n / $2::float8),
    '1', -n, gen_random_uuid(), (array['verification.token', 'licence.read', 'page.read', 'log.prove'])[1 + n % 4],
    gen_random_uuid(), 'KEY' || n % 200, pg_temp.bench_id('unit' || n % 50), pg_temp.bench_id('licence' || n % 300000)::text
  from generate_series($1::bigint, $2::bigint - 1) n`;

/**
 * Brings the tree to `size` leaves in bulk: places, full tiles, and one head from which the sequencer goes on. Nothing of
 * it can be told from what the sequencer writes but that the bodies are missing.
 */
export async function growInBulk(owner: Client, reads: Database, size: number): Promise<void> {
  await makeMonths(owner);
  const { rows: indexes } = await owner.query<{ name: string; definition: string }>(INDEXES);
  for (const { name } of indexes) await owner.query(`drop index ${name}`);
  const [head] = (
    await owner.query<{ size: number; right_edge: Buffer }>(
      'select size, right_edge from audit_tree_heads order by size desc limit 1',
    )
  ).rows;
  await owner.query(PLACES, [head?.size ?? 0, size]);
  // pg_indexes describes the index of the whole, which would leave the partitions without.
  for (const { definition } of indexes) await owner.query(definition.replace(' ON ONLY ', ' ON '));
  await owner.query('analyze audit_leaves');
  await writeTilesAndHead(owner, reads, size);
}

async function makeMonths(owner: Client): Promise<void> {
  for (let back = 1; back <= MONTHS; back += 1) {
    const { rows } = await owner.query<{ part: string; first: string; next: string }>(
      `select to_char(m, 'YYYY_MM') as part, to_char(m, 'YYYY-MM-DD') as first,
         to_char(m + interval '1 month', 'YYYY-MM-DD') as next
       from (select date_trunc('month', now() at time zone 'UTC') - make_interval(months => $1) as m) months`,
      [back],
    );
    for (const { part, first, next } of rows)
      await owner.query(
        `create table audit_leaves_${part} partition of audit_leaves
         for values from ('${first} 00:00:00+00') to ('${next} 00:00:00+00')`,
      );
  }
}

/** Every full tile up to `size` (those that are there stay), and the head; computed here from the leaves. */
async function writeTilesAndHead(owner: Client, reads: Database, size: number): Promise<void> {
  const levels: Level[] = [];
  for (let from = 0; from < size; from += LEAVES_AT_ONCE)
    await addTiles(owner, levels, 0, await leavesOf(owner, from, Math.min(size, from + LEAVES_AT_ONCE)));
  const subtrees = perfectSubtrees({ from: 0, to: size }).map(({ level, index }) => ({
    from: index * 2 ** level,
    to: (index + 1) * 2 ** level,
  }));
  const edge = await new SubtreeHashes(reads).of(subtrees);
  await owner.query(
    `insert into audit_tree_heads (size, root, right_edge, epoch, written_by, entry_row)
     select $1, $2, $3, epoch, written_by, entry_row from audit_tree_heads order by size desc limit 1`,
    [size, foldSubtrees(edge), Buffer.concat(edge)],
  );
}

async function leavesOf(owner: Client, from: number, to: number): Promise<Buffer[]> {
  const { rows } = await owner.query<{ hashes: Buffer }>(
    `select string_agg(leaf_hash, '' order by leaf_index) as hashes from audit_leaves where leaf_index >= $1 and leaf_index < $2`,
    [from, to],
  );
  const hashes = rows[0]?.hashes ?? Buffer.alloc(0);
  return Array.from({ length: hashes.length / HASH_BYTES }, (_, place) =>
    hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES),
  );
}

/** What a level has come to. */
interface Level {
  tiles: number;
  /** Hashes that fill no tile yet. */
  rest: Uint8Array[];
}

/** Adds hashes to a level; what fills tiles is written, and their roots go to the level above. */
async function addTiles(
  owner: Client,
  levels: Level[],
  level: number,
  hashes: readonly Uint8Array[],
): Promise<void> {
  const { tiles: before, rest } = levels[level] ?? { tiles: 0, rest: [] };
  const waiting = [...rest, ...hashes];
  const full = Math.floor(waiting.length / TILE_WIDTH);
  levels[level] = { tiles: before + full, rest: waiting.slice(full * TILE_WIDTH) };
  if (full === 0) return;
  const tiles = Array.from({ length: full }, (_, at) =>
    waiting.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH),
  );
  const roots = tiles.map(rootOf);
  await owner.query(
    `insert into audit_tiles (level, tile_index, hashes, root)
     select $1, $4 + ordinal - 1, hashes, root
     from unnest($2::bytea[], $3::bytea[]) with ordinality tile (hashes, root, ordinal) on conflict do nothing`,
    [level, tiles.map((tile) => Buffer.concat(tile)), roots, before],
  );
  await addTiles(owner, levels, level + 1, roots);
}

function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  const range = new CompactRange();
  for (const hash of hashes) range.append(hash);
  return range.root();
}
