import { Inject, Injectable } from '@nestjs/common';
import { CompactRange, foldSubtrees } from '../../crypto/merkle/compact-range.ts';
import { HASH_BYTES } from '../../crypto/merkle/node-hash.ts';
import { perfectSubtrees, type SubtreeRange } from '../../crypto/merkle/subtree-range.ts';
import { placeInTile, TILE_WIDTH, type TileCoordinate } from '../../crypto/merkle/tile-coordinate.ts';
import { Database } from '../../platform/database/database.ts';

/** Hashes of any part of the tree, from its tiles: what a proof over millions of entries needs is in a handful of them. */
@Injectable()
export class SubtreeHashes {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The hash of each range, in their order. */
  async of(ranges: readonly SubtreeRange[]): Promise<Uint8Array[]> {
    const tiles = new Map<string, Promise<Buffer>>();
    const tileOf = (tile: TileCoordinate): Promise<Buffer> => {
      const name = `${tile.level}/${tile.index}`;
      const hashes = tiles.get(name) ?? this.tile(tile);
      tiles.set(name, hashes);
      return hashes;
    };
    return Promise.all(ranges.map((range) => rangeHash(range, tileOf)));
  }

  /** The hashes of a tile; of the last tile of a level, which is not kept, as many as there are. */
  private async tile({ level, index }: TileCoordinate): Promise<Buffer> {
    const full = 'select hashes from audit_tiles where level = $1 and tile_index = $2';
    const [kept] = await this.database.query<{ hashes: Buffer }>('audit.full-tile', full, [level, index]);
    if (kept) return kept.hashes;
    const bounds = [index * TILE_WIDTH, (index + 1) * TILE_WIDTH];
    const [begun] =
      level === 0
        ? await this.database.query<{ hashes: Buffer | null }>(
            'audit.begun-tile-of-leaves',
            LAST_LEAVES,
            bounds,
          )
        : await this.database.query<{ hashes: Buffer | null }>('audit.begun-tile', LAST_ROOTS, [
            level - 1,
            ...bounds,
          ]);
    return begun?.hashes ?? Buffer.alloc(0);
  }
}

const LAST_LEAVES = `
  select string_agg(leaf_hash, '' order by leaf_index) as hashes from audit_leaves where leaf_index >= $1 and leaf_index < $2`;
const LAST_ROOTS = `
  select string_agg(root, '' order by tile_index) as hashes from audit_tiles
  where level = $1 and tile_index >= $2 and tile_index < $3`;

async function rangeHash(
  range: SubtreeRange,
  tileOf: (tile: TileCoordinate) => Promise<Buffer>,
): Promise<Uint8Array> {
  const hashes = await Promise.all(
    perfectSubtrees(range).map(async (node) => {
      const { tile, offset, count } = placeInTile(node);
      const hashesOfTile = (await tileOf(tile)).subarray(offset * HASH_BYTES, (offset + count) * HASH_BYTES);
      const subtree = new CompactRange();
      for (let at = 0; at < count; at += 1)
        subtree.append(hashesOfTile.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
      return subtree.root();
    }),
  );
  return foldSubtrees(hashes);
}
