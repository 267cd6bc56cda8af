import { readCharacterMap } from './character-map.ts';
import { type FontSource, fontInMemory } from './font-source.ts';

/** A glyph as a subset needs it: outline bytes padded to four, what they weigh in a checksum, its parts. */
export interface GlyphRecord {
  /** `glyf` entry padded with zeros to a multiple of four bytes; empty for a blank. */
  readonly outline: Uint8Array;
  /** Sum of the outline's big-endian 32-bit words, modulo 2³². */
  readonly checksum: number;
  readonly advanceUnits: number;
  readonly leftBearingUnits: number;
  /** Where a composite names other glyphs: offset of the 16-bit glyph index inside `outline`, and that glyph. */
  readonly components: readonly { readonly offset: number; readonly glyphId: number }[];
}

interface TableRange {
  readonly offset: number;
  readonly length: number;
}

const DIRECTORY_HEADER_BYTES = 12;
const DIRECTORY_ENTRY_BYTES = 16;
const COMPOSITE_ARGS_ARE_WORDS = 0x0001;
const COMPOSITE_HAS_SCALE = 0x0008;
const COMPOSITE_MORE = 0x0020;
const COMPOSITE_HAS_XY_SCALE = 0x0040;
const COMPOSITE_HAS_MATRIX = 0x0080;

/** More glyphs of one font than a city's licences use; about 600 bytes each. */
const MOST_GLYPHS = 8_000;

/**
 * A TrueType font (OpenType with `glyf` outlines, ISO/IEC 14496-22): character map and metrics are read once and kept,
 * glyphs are read as they are asked for and kept up to a number.
 */
export class TrueTypeFont {
  readonly unitsPerEm: number;
  readonly glyphCount: number;
  readonly ascentUnits: number;
  readonly descentUnits: number;
  readonly boundingBox: readonly [number, number, number, number];
  private readonly read: FontSource;
  private readonly tables: ReadonlyMap<string, TableRange>;
  private readonly glyphIdByCodePoint: (codePoint: number) => number;
  private readonly longLoca: boolean;
  private readonly locations: DataView;
  private readonly horizontalMetrics: DataView;
  private readonly horizontalMetricCount: number;
  private glyphs: (GlyphRecord | undefined)[] = [];
  private glyphsKept = 0;

  /**
   * @param postScriptName name for the PDF (`NotoSansSC-Regular`), without a subset tag
   * @param file the whole `.ttf` file, or where its parts are read
   * @throws RangeError | TypeError when the file is no TrueType font: fonts come from the operator, not from callers
   */
  constructor(
    readonly postScriptName: string,
    file: Uint8Array | FontSource,
  ) {
    this.read = typeof file === 'function' ? file : fontInMemory(file);
    this.tables = readDirectory(this.read);
    const head = viewOf(this.requiredTable('head'));
    this.unitsPerEm = head.getUint16(18);
    this.boundingBox = [36, 38, 40, 42].map((at) => head.getInt16(at)) as never;
    this.longLoca = head.getInt16(50) === 1;
    this.glyphCount = viewOf(this.requiredTable('maxp')).getUint16(4);
    const hhea = viewOf(this.requiredTable('hhea'));
    this.ascentUnits = hhea.getInt16(4);
    this.descentUnits = hhea.getInt16(6);
    this.horizontalMetricCount = hhea.getUint16(34);
    this.horizontalMetrics = viewOf(this.requiredTable('hmtx'));
    this.locations = viewOf(this.requiredTable('loca'));
    this.glyphIdByCodePoint = readCharacterMap(viewOf(this.requiredTable('cmap')));
  }

  /** The glyph of a code point, 0 when the font has none (never draw glyph 0: it is the empty box). */
  glyphIdOf(codePoint: number): number {
    return this.glyphIdByCodePoint(codePoint);
  }

  /** Advance width in font units. */
  advanceOf(glyphId: number): number {
    const index = Math.min(glyphId, this.horizontalMetricCount - 1);
    return this.horizontalMetrics.getUint16(index * 4);
  }

  /** The glyph's record. */
  glyph(glyphId: number): GlyphRecord {
    const known = this.glyphs[glyphId];
    if (known) return known;
    const record = this.readGlyph(glyphId);
    this.keep(glyphId, record);
    return record;
  }

  /** A table copied out, or undefined where the font has none. */
  table(tag: string): Uint8Array | undefined {
    const range = this.tables.get(tag);
    return range && this.read(range.offset, range.length);
  }

  /** Reading one again costs little, so when there are too many all are let go rather than the oldest looked for. */
  private keep(glyphId: number, record: GlyphRecord): void {
    if (this.glyphsKept === MOST_GLYPHS) {
      this.glyphs = [];
      this.glyphsKept = 0;
    }
    this.glyphs[glyphId] = record;
    this.glyphsKept += 1;
  }

  private requiredTable(tag: string): Uint8Array {
    const table = this.table(tag);
    if (!table) throw new TypeError(`the font has no '${tag}' table`);
    return table;
  }

  private readGlyph(glyphId: number): GlyphRecord {
    const glyf = this.tables.get('glyf');
    if (glyphId >= this.glyphCount || !glyf) throw new RangeError(`the font has no glyph ${glyphId}`);
    const start = this.locationOf(glyphId);
    const outline = paddedToFour(this.read(glyf.offset + start, this.locationOf(glyphId + 1) - start));
    return {
      outline,
      checksum: checksumOf(outline),
      advanceUnits: this.advanceOf(glyphId),
      leftBearingUnits: this.leftBearingOf(glyphId),
      components: readComponents(outline),
    };
  }

  /** Where a glyph begins in `glyf`; the one after the last says where that ends. */
  private locationOf(glyphId: number): number {
    return this.longLoca ? this.locations.getUint32(glyphId * 4) : this.locations.getUint16(glyphId * 2) * 2;
  }

  private leftBearingOf(glyphId: number): number {
    const long = this.horizontalMetricCount;
    const at = glyphId < long ? glyphId * 4 + 2 : long * 4 + (glyphId - long) * 2;
    return this.horizontalMetrics.getInt16(at);
  }
}

function readDirectory(read: FontSource): ReadonlyMap<string, TableRange> {
  const header = viewOf(read(0, DIRECTORY_HEADER_BYTES));
  const version = header.getUint32(0);
  if (version !== 0x00010000 && version !== 0x74727565) throw new TypeError('not a TrueType font');
  const count = header.getUint16(4);
  const entries = read(DIRECTORY_HEADER_BYTES, count * DIRECTORY_ENTRY_BYTES);
  const view = viewOf(entries);
  return new Map(
    Array.from({ length: count }, (_, index): [string, TableRange] => {
      const at = index * DIRECTORY_ENTRY_BYTES;
      const tag = String.fromCharCode(...entries.subarray(at, at + 4));
      return [tag, { offset: view.getUint32(at + 8), length: view.getUint32(at + 12) }];
    }),
  );
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

/** Sum of big-endian 32-bit words modulo 2³²; `bytes` must be a multiple of four long (OpenType, table checksums). */
export function checksumOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}

function paddedToFour(bytes: Uint8Array): Uint8Array {
  if (bytes.length % 4 === 0) return bytes;
  const padded = new Uint8Array((bytes.length + 3) & ~3);
  padded.set(bytes);
  return padded;
}

function readComponents(outline: Uint8Array): { offset: number; glyphId: number }[] {
  const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength);
  const components: { offset: number; glyphId: number }[] = [];
  if (outline.length < 10 || view.getInt16(0) >= 0) return components;
  let at = 10;
  let flags: number;
  do {
    flags = view.getUint16(at);
    components.push({ offset: at + 2, glyphId: view.getUint16(at + 2) });
    at += 4 + (flags & COMPOSITE_ARGS_ARE_WORDS ? 4 : 2);
    if (flags & COMPOSITE_HAS_SCALE) at += 2;
    else if (flags & COMPOSITE_HAS_XY_SCALE) at += 4;
    else if (flags & COMPOSITE_HAS_MATRIX) at += 8;
  } while (flags & COMPOSITE_MORE);
  return components;
}
