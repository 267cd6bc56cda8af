import { tinyFont } from '../../../test/factories/tiny-font.ts';
import { shippedFont } from '../../../test/support/fonts.ts';
import { buildSubsetFile } from './font-subset.ts';
import { checksumOf, TrueTypeFont } from './true-type-font.ts';

const font = shippedFont('NotoSansSC-Regular');
const glyphIds = [0, ...[...'照章𬭎Ag9'].map((character) => font.glyphIdOf(character.codePointAt(0) ?? 0))];

interface Entry {
  readonly tag: string;
  readonly checksum: number;
  readonly bytes: Uint8Array;
}

/** The file's tables as its directory describes them, padded to a multiple of four. */
function tablesOf(file: Uint8Array): Entry[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  return Array.from({ length: view.getUint16(4) }, (_, index) => {
    const at = 12 + index * 16;
    const offset = view.getUint32(at + 8);
    const length = view.getUint32(at + 12);
    return {
      tag: String.fromCharCode(...file.subarray(at, at + 4)),
      checksum: view.getUint32(at + 4),
      bytes: file.slice(offset, offset + ((length + 3) & ~3)),
    };
  });
}

describe('buildSubsetFile', () => {
  const file = buildSubsetFile(font, glyphIds);

  it('states the right checksum of every table and orders them by tag', () => {
    const tables = tablesOf(file);
    for (const { tag, checksum, bytes } of tables) {
      if (tag === 'head') new DataView(bytes.buffer).setUint32(8, 0);
      expect([tag, checksumOf(bytes)]).toEqual([tag, checksum]);
    }
    expect(tables.map(({ tag }) => tag)).toEqual([...tables.map(({ tag }) => tag)].sort());
  });

  it('makes the words of the whole file sum to the number that OpenType asks for', () => {
    expect(checksumOf(file)).toBe(0xb1b0afba);
  });

  it('keeps the outline and the advance of each glyph', () => {
    const tables = new Map(tablesOf(file).map(({ tag, bytes }) => [tag, new DataView(bytes.buffer)]));
    glyphIds.forEach((glyphId, index) => {
      const start = (tables.get('loca')?.getUint16(index * 2) ?? 0) * 2;
      const { outline, advanceUnits } = font.glyph(glyphId);
      const glyf = new Uint8Array(tables.get('glyf')?.buffer as ArrayBuffer);
      expect(Buffer.from(glyf.subarray(start, start + outline.length)).equals(outline)).toBe(true);
      expect(tables.get('hmtx')?.getUint16(index * 4)).toBe(advanceUnits);
    });
  });

  it('points composites at the new numbers of their parts, and sums what it wrote', () => {
    const tiny = new TrueTypeFont('Tiny', tinyFont());
    const subset = buildSubsetFile(tiny, [0, 2, 1]);
    const tables = new Map(tablesOf(subset).map(({ tag, bytes }) => [tag, new DataView(bytes.buffer)]));
    const start = (tables.get('loca')?.getUint16(2) ?? 0) * 2;
    const { components } = tiny.glyph(2);
    expect(components.map(({ offset }) => tables.get('glyf')?.getUint16(start + offset))).toEqual([2, 2]);
    expect(checksumOf(subset)).toBe(0xb1b0afba);
  });
});
