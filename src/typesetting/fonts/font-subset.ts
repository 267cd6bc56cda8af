import { checksumOf, type GlyphRecord, type TrueTypeFont } from './true-type-font.ts';

const HINTING_TABLES = ['cvt ', 'fpgm', 'prep'] as const;
/** Adding this to the file's own sum gives `head.checkSumAdjustment` (OpenType, `head`). */
const CHECKSUM_MAGIC = 0xb1b0afba;

interface SubsetTable {
  readonly tag: string;
  /** Padded with zeros to a multiple of four. */
  readonly bytes: Uint8Array;
  /** Without the padding: what the directory states. */
  readonly length: number;
  readonly checksum: number;
}

/** Tables that are the same in every subset of a font; `head` is copied and patched each time. */
interface FixedTables {
  readonly head: SubsetTable;
  readonly hhea: SubsetTable;
  readonly maxp: SubsetTable;
  readonly hinting: readonly SubsetTable[];
}

const fixedTablesOf = new WeakMap<TrueTypeFont, FixedTables>();

/**
 * Builds the TrueType file of a subset for embedding in a PDF (no `cmap`, `name`, `post`: ISO 32000-1 §9.9 asks for
 * glyf, head, hhea, hmtx, loca, maxp and hinting tables only). Glyph `n` of the subset is `glyphIds[n]`;
 * `glyphIds[0]` must be 0, and parts of composites must be in the list (`EmbeddedFont` sees to both).
 *
 * @returns the file, all checksums right, tables in the order of their tags
 */
export function buildSubsetFile(font: TrueTypeFont, glyphIds: readonly number[]): Uint8Array {
  const fixed = fixedTables(font);
  const records = glyphIds.map((glyphId) => font.glyph(glyphId));
  const glyf = glyfTable(records, glyphIds);
  const shortLoca = glyf.bytes.length < 0x20000;
  return assemble([
    ...fixed.hinting.filter((table) => table.tag < 'glyf'),
    glyf,
    patched(fixed.head, (view) => view.setInt16(50, shortLoca ? 0 : 1)),
    patched(fixed.hhea, (view) => view.setUint16(34, records.length)),
    tableOf('hmtx', metricsTable(records)),
    tableOf('loca', locationTable(records, shortLoca)),
    patched(fixed.maxp, (view) => view.setUint16(4, records.length)),
    ...fixed.hinting.filter((table) => table.tag > 'glyf'),
  ]);
}

function fixedTables(font: TrueTypeFont): FixedTables {
  const known = fixedTablesOf.get(font);
  if (known) return known;
  const head = (font.table('head') ?? new Uint8Array()).slice();
  new DataView(head.buffer).setUint32(8, 0);
  const fixed = {
    head: tableOf('head', head),
    hhea: tableOf('hhea', font.table('hhea')),
    maxp: tableOf('maxp', font.table('maxp')),
    hinting: HINTING_TABLES.filter((tag) => font.table(tag)).map((tag) => tableOf(tag, font.table(tag))),
  };
  fixedTablesOf.set(font, fixed);
  return fixed;
}

function tableOf(tag: string, content: Uint8Array = new Uint8Array()): SubsetTable {
  const bytes = new Uint8Array((content.length + 3) & ~3);
  bytes.set(content);
  return { tag, bytes, length: content.length, checksum: checksumOf(bytes) };
}

function patched(original: SubsetTable, patch: (view: DataView) => void): SubsetTable {
  const bytes = original.bytes.slice();
  patch(new DataView(bytes.buffer));
  return { ...original, bytes, checksum: checksumOf(bytes) };
}

function glyfTable(records: readonly GlyphRecord[], glyphIds: readonly number[]): SubsetTable {
  let length = 0;
  for (const record of records) length += record.outline.length;
  const bytes = new Uint8Array(length);
  let at = 0;
  let checksum = 0;
  for (const record of records) {
    bytes.set(record.outline, at);
    if (record.components.length > 0) {
      renumberComponents(bytes.subarray(at, at + record.outline.length), record, glyphIds);
      checksum += checksumOf(bytes.subarray(at, at + record.outline.length));
    } else checksum += record.checksum;
    at += record.outline.length;
  }
  return { tag: 'glyf', bytes, length: at, checksum: checksum % 0x100000000 };
}

function renumberComponents(outline: Uint8Array, record: GlyphRecord, glyphIds: readonly number[]): void {
  const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength);
  for (const { offset, glyphId } of record.components) view.setUint16(offset, glyphIds.indexOf(glyphId));
}

function metricsTable(records: readonly GlyphRecord[]): Uint8Array {
  const bytes = new Uint8Array(records.length * 4);
  const view = new DataView(bytes.buffer);
  records.forEach((record, index) => {
    view.setUint16(index * 4, record.advanceUnits);
    view.setInt16(index * 4 + 2, record.leftBearingUnits);
  });
  return bytes;
}

function locationTable(records: readonly GlyphRecord[], short: boolean): Uint8Array {
  const entrySize = short ? 2 : 4;
  const bytes = new Uint8Array((records.length + 1) * entrySize);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (let index = 0; index <= records.length; index++) {
    if (short) view.setUint16(index * 2, at / 2);
    else view.setUint32(index * 4, at);
    at += records[index]?.outline.length ?? 0;
  }
  return bytes;
}

function assemble(tables: readonly SubsetTable[]): Uint8Array {
  const directoryLength = 12 + tables.length * 16;
  const length = tables.reduce((sum, table) => sum + table.bytes.length, directoryLength);
  const file = new Uint8Array(length);
  const view = new DataView(file.buffer);
  writeDirectoryHeader(view, tables.length);
  let at = directoryLength;
  let fileSum = 0;
  let headAt = 0;
  tables.forEach((table, index) => {
    const entry = 12 + index * 16;
    for (let letter = 0; letter < 4; letter++) file[entry + letter] = table.tag.charCodeAt(letter);
    view.setUint32(entry + 4, table.checksum);
    view.setUint32(entry + 8, at);
    view.setUint32(entry + 12, table.length);
    file.set(table.bytes, at);
    if (table.tag === 'head') headAt = at;
    at += table.bytes.length;
    fileSum = (fileSum + table.checksum) >>> 0;
  });
  fileSum = (fileSum + checksumOf(file.subarray(0, directoryLength))) >>> 0;
  view.setUint32(headAt + 8, (CHECKSUM_MAGIC - fileSum) >>> 0);
  return file;
}

function writeDirectoryHeader(view: DataView, tableCount: number): void {
  const entrySelector = Math.floor(Math.log2(tableCount));
  const searchRange = 2 ** entrySelector * 16;
  view.setUint32(0, 0x00010000);
  view.setUint16(4, tableCount);
  view.setUint16(6, searchRange);
  view.setUint16(8, entrySelector);
  view.setUint16(10, tableCount * 16 - searchRange);
}
