/** A table of big-endian 16-bit values. */
function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => {
    bytes.writeUInt16BE(value & 0xffff, index * 2);
  });
  return bytes;
}

/** One contour of four corners, 0…600 in both directions. */
const SQUARE = Buffer.concat([
  words(1, 0, 0, 600, 600, 3, 0),
  Buffer.from([0x01, 0x01, 0x01, 0x01]),
  words(0, 600, 0, -600, 0, 0, 600, 0),
]);
/** The square twice, the second time 300 to the right: flags say words, xy values, more to come. */
const TWO_SQUARES = words(-1, 0, 0, 900, 600, 0x0023, 1, 0, 0, 0x0003, 1, 300, 0);
/** Format 4: U+0041 → glyph 1 by delta, U+4E8C → glyph 2 by delta, and the end mark. */
const CHARACTER_MAP = Buffer.concat([
  words(0, 1, 3, 1, 0, 12),
  words(
    4,
    40,
    0,
    6,
    4,
    1,
    2,
    0x0041,
    0x4e8c,
    0xffff,
    0,
    0x0041,
    0x4e8c,
    0xffff,
    1 - 0x41,
    2 - 0x4e8c,
    1,
    0,
    0,
    0,
  ),
]);

/**
 * A TrueType font of three glyphs: the empty one, a square (`A`), and a composite of two squares (`二`); its metrics
 * name two advances, so the third glyph takes the second's.
 */
export function tinyFont(): Uint8Array {
  const outlines = [SQUARE, TWO_SQUARES].map((bytes) =>
    Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]),
  );
  const [squareLength = 0, twoLength = 0] = outlines.map((bytes) => bytes.length);
  const head = Buffer.alloc(54);
  head.writeUInt16BE(1000, 18);
  const hhea = Buffer.alloc(36);
  hhea.writeInt16BE(800, 4);
  hhea.writeInt16BE(-200, 6);
  hhea.writeUInt16BE(2, 34);
  return fileOf({
    cmap: CHARACTER_MAP,
    glyf: Buffer.concat(outlines),
    head,
    hhea,
    hmtx: words(500, 0, 700, 10, 20),
    loca: words(0, 0, squareLength / 2, (squareLength + twoLength) / 2),
    maxp: Buffer.concat([words(1, 0, 3), Buffer.alloc(26)]),
  });
}

function fileOf(tables: Readonly<Record<string, Buffer>>): Uint8Array {
  const entries = Object.entries(tables);
  const directory = Buffer.alloc(12 + entries.length * 16);
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(entries.length, 4);
  let at = directory.length;
  entries.forEach(([tag, bytes], index) => {
    directory.write(tag, 12 + index * 16, 'latin1');
    directory.writeUInt32BE(at, 20 + index * 16);
    directory.writeUInt32BE(bytes.length, 24 + index * 16);
    at += bytes.length;
  });
  return Buffer.concat([directory, ...entries.map(([, bytes]) => bytes)]);
}
