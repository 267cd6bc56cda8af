import { placeInTile } from './tile-coordinate.ts';

describe('tiles of a tree (C2SP tlog-tiles)', () => {
  it('finds a subtree as hashes side by side in one tile', () => {
    expect(placeInTile({ level: 0, index: 300 })).toEqual({
      tile: { level: 0, index: 1 },
      offset: 44,
      count: 1,
    });
    expect(placeInTile({ level: 3, index: 33 })).toEqual({
      tile: { level: 0, index: 1 },
      offset: 8,
      count: 8,
    });
    expect(placeInTile({ level: 8, index: 7 })).toEqual({
      tile: { level: 1, index: 0 },
      offset: 7,
      count: 1,
    });
  });
});
