import { CompactRange } from '../../crypto/merkle/compact-range.ts';
import { HASH_BYTES, isSameHash } from '../../crypto/merkle/node-hash.ts';
import { TILE_WIDTH } from '../../crypto/merkle/tile-coordinate.ts';
import type { LogProblemCode } from './log-problem.ts';
import type { LogRows } from './log-rows.ts';

type Report = (code: LogProblemCode, leafIndex: number, where: string) => void;

/** Compares the tiles of the database with the hashes that go by; each full tile is one hash of the level above. */
export class TileCheck {
  private readonly levels: Uint8Array[][] = [];

  constructor(
    private readonly rows: LogRows,
    private readonly report: Report,
  ) {}

  /** @param hash of the leaf at `leafIndex`; leaves come one after another */
  async add(leafIndex: number, hash: Uint8Array): Promise<void> {
    let [next, level] = [hash, 0];
    for (;;) {
      const hashes = this.levels[level] ?? [];
      hashes.push(next);
      this.levels[level] = hashes;
      if (hashes.length < TILE_WIDTH) return;
      this.levels[level] = [];
      next = await this.compare(level, leafIndex, hashes);
      level += 1;
    }
  }

  /** Compares a tile that is full with leaf `leafIndex`; returns its root as computed here. */
  private async compare(
    level: number,
    leafIndex: number,
    hashes: readonly Uint8Array[],
  ): Promise<Uint8Array> {
    const leavesInTile = TILE_WIDTH ** (level + 1);
    const tileIndex = (leafIndex + 1) / leavesInTile - 1;
    const range = new CompactRange();
    for (const hash of hashes) range.append(hash);
    const stored = await this.rows.tile(level, tileIndex);
    const place = hashes.findIndex((hash, at) => !stored || !isSameHash(hash, slice(stored.hashes, at)));
    const firstLeaf = tileIndex * leavesInTile + Math.max(0, place) * TILE_WIDTH ** level;
    if (place >= 0 || !stored || !isSameHash(stored.root, range.root()))
      this.report('tile-differs', firstLeaf, `audit_tiles ${level}/${tileIndex}${stored ? '' : ' is gone'}`);
    return range.root();
  }
}

const slice = (hashes: Buffer, at: number): Buffer => hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
