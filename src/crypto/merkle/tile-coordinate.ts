import type { NodeCoordinate } from './subtree-range.ts';

/** Levels of the tree that one tile holds; a full tile has 2^8 hashes of its lowest level (C2SP tlog-tiles). */
const TILE_HEIGHT = 8;
export const TILE_WIDTH = 2 ** TILE_HEIGHT;

/** Tile `index` of tile level `level`; its hashes are nodes of tree level `level` · 8. */
export interface TileCoordinate {
  readonly level: number;
  readonly index: number;
}

/** Where a perfect subtree is found: as the hash over `count` hashes of a tile, from `offset` on. */
export interface PlaceInTile {
  readonly tile: TileCoordinate;
  readonly offset: number;
  readonly count: number;
}

/** The tile that tells the hash of a node, and the run of its hashes that the node is over (C2SP tlog-tiles). */
export function placeInTile({ level, index }: NodeCoordinate): PlaceInTile {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const count = 2 ** (level % TILE_HEIGHT);
  const first = index * count;
  const tile = { level: tileLevel, index: Math.floor(first / TILE_WIDTH) };
  return { tile, offset: first % TILE_WIDTH, count };
}
