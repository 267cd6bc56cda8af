import { placeInTile, tilePath, tileWidth } from './tile-coordinate.ts';

describe('tiles of a tree (C2SP tlog-tiles)', () => {
  it.each([
    [{ level: 0, index: 1_234_067 }, 256, 'tile/0/x001/x234/067'],
    [{ level: 1, index: 0 }, 256, 'tile/1/000'],
    [{ level: 0, index: 273 }, 112, 'tile/0/273.p/112'],
    [{ level: 2, index: 1000 }, 1, 'tile/2/x001/000.p/1'],
  ])('names %j of width %i %s', (tile, width, path) => {
    expect(tilePath(tile, width)).toBe(path);
  });

  it('has the widths of the example tree of 70,000 leaves', () => {
    expect(tileWidth({ level: 0, index: 272 }, 70_000)).toBe(256);
    expect(tileWidth({ level: 0, index: 273 }, 70_000)).toBe(112);
    expect(tileWidth({ level: 0, index: 274 }, 70_000)).toBe(0);
    expect(tileWidth({ level: 1, index: 0 }, 70_000)).toBe(256);
    expect(tileWidth({ level: 1, index: 1 }, 70_000)).toBe(17);
    expect(tileWidth({ level: 2, index: 0 }, 70_000)).toBe(1);
  });

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
