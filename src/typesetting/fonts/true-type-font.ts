import { readCharacterMap } from './character-map.ts';

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

const COMPOSITE_ARGS_ARE_WORDS = 0x0001;
const COMPOSITE_HAS_SCALE = 0x0008;
const COMPOSITE_MORE = 0x0020;
const COMPOSITE_HAS_XY_SCALE = 0x0040;
const COMPOSITE_HAS_MATRIX = 0x0080;

/**
 * A TrueType font (OpenType with `glyf` outlines, ISO/IEC 14496-22) read once and kept: character map, metrics,
 * and glyph records cached as they are asked for. The file's bytes stay referenced, not copied.
 */
export class TrueTypeFont {
  readonly unitsPerEm: number;
  readonly glyphCount: number;
  readonly ascentUnits: number;
  readonly descentUnits: number;
  readonly boundingBox: readonly [number, number, number, number];
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly tables = new Map<string, TableRange>();
  private readonly glyphIdByCodePoint: (codePoint: number) => number;
  private readonly glyphs: (GlyphRecord | undefined)[] = [];
  private readonly longLoca: boolean;
  private readonly horizontalMetricCount: number;

  /**
   * @param postScriptName name for the PDF (`NotoSansSC-Regular`), without a subset tag
   * @param bytes the whole `.ttf` file
   * @throws RangeError | TypeError when the file is no TrueType font: fonts come from the operator, not from callers
   */
  constructor(
    readonly postScriptName: string,
    bytes: Uint8Array,
  ) {
    // A Buffer's slice() is a view, a Uint8Array's a copy: tables are handed out as copies.
    this.bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.readDirectory();
    const head = this.tableOffset('head');
    this.unitsPerEm = this.view.getUint16(head + 18);
    this.boundingBox = [36, 38, 40, 42].map((at) => this.view.getInt16(head + at)) as never;
    this.longLoca = this.view.getInt16(head + 50) === 1;
    this.glyphCount = this.view.getUint16(this.tableOffset('maxp') + 4);
    const hhea = this.tableOffset('hhea');
    this.ascentUnits = this.view.getInt16(hhea + 4);
    this.descentUnits = this.view.getInt16(hhea + 6);
    this.horizontalMetricCount = this.view.getUint16(hhea + 34);
    this.glyphIdByCodePoint = readCharacterMap(this.view, this.tableOffset('cmap'));
  }

  /** The glyph of a code point, 0 when the font has none (never draw glyph 0: it is the empty box). */
  glyphIdOf(codePoint: number): number {
    return this.glyphIdByCodePoint(codePoint);
  }

  /** Advance width in font units. */
  advanceOf(glyphId: number): number {
    const index = Math.min(glyphId, this.horizontalMetricCount - 1);
    return this.view.getUint16(this.tableOffset('hmtx') + index * 4);
  }

  /** The glyph's record, read at first use and kept. */
  glyph(glyphId: number): GlyphRecord {
    const known = this.glyphs[glyphId];
    if (known) return known;
    const record = this.readGlyph(glyphId);
    this.glyphs[glyphId] = record;
    return record;
  }

  /** A table copied out, or undefined where the font has none. */
  table(tag: string): Uint8Array | undefined {
    const range = this.tables.get(tag);
    return range && this.bytes.slice(range.offset, range.offset + range.length);
  }

  private readDirectory(): void {
    const version = this.view.getUint32(0);
    if (version !== 0x00010000 && version !== 0x74727565) throw new TypeError('not a TrueType font');
    const count = this.view.getUint16(4);
    for (let index = 0; index < count; index++) {
      const at = 12 + index * 16;
      const tag = String.fromCharCode(...this.bytes.subarray(at, at + 4));
      this.tables.set(tag, { offset: this.view.getUint32(at + 8), length: this.view.getUint32(at + 12) });
    }
  }

  private tableOffset(tag: string): number {
    const range = this.tables.get(tag);
    if (!range) throw new TypeError(`the font has no '${tag}' table`);
    return range.offset;
  }

  private readGlyph(glyphId: number): GlyphRecord {
    if (glyphId >= this.glyphCount) throw new RangeError(`the font has no glyph ${glyphId}`);
    const loca = this.tableOffset('loca');
    const at = (index: number) =>
      this.longLoca ? this.view.getUint32(loca + index * 4) : this.view.getUint16(loca + index * 2) * 2;
    const start = at(glyphId);
    const length = at(glyphId + 1) - start;
    const from = this.tableOffset('glyf') + start;
    const outline = paddedToFour(this.bytes.subarray(from, from + length));
    return {
      outline,
      checksum: checksumOf(outline),
      advanceUnits: this.advanceOf(glyphId),
      leftBearingUnits: this.leftBearingOf(glyphId),
      components: readComponents(outline),
    };
  }

  private leftBearingOf(glyphId: number): number {
    const hmtx = this.tableOffset('hmtx');
    const long = this.horizontalMetricCount;
    return glyphId < long
      ? this.view.getInt16(hmtx + glyphId * 4 + 2)
      : this.view.getInt16(hmtx + long * 4 + (glyphId - long) * 2);
  }
}

/** Sum of big-endian 32-bit words modulo 2³²; `bytes` must be a multiple of four long (OpenType, table checksums). */
export function checksumOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}

/** The bytes themselves where no padding is needed, so that a cached glyph costs no second copy of the font. */
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
