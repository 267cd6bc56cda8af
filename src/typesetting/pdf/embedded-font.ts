import { buildSubsetFile } from '../fonts/font-subset.ts';
import type { TrueTypeFont } from '../fonts/true-type-font.ts';
import type { CompressionLevel, PdfObjectWriter } from './pdf-object-writer.ts';
import { hex4 } from './pdf-syntax.ts';

/**
 * The part of one font that a document uses: a composite font with Identity-H, where a character's code is its glyph
 * in the subset. Codes are given in the order of first use; two code points with one shape get two codes, so that
 * each reads back as itself.
 */
export class EmbeddedFont {
  private readonly glyphIds: number[] = [0];
  private readonly codePoints: number[] = [];
  private readonly codeByCodePoint = new Map<number, string>();

  constructor(private readonly font: TrueTypeFont) {}

  /** The code of a character as four hexadecimal digits, for a text-showing string. */
  encode(codePoint: number, glyphId: number): string {
    const known = this.codeByCodePoint.get(codePoint);
    if (known) return known;
    const code = hex4(this.glyphIds.push(glyphId) - 1);
    this.codePoints.push(codePoint);
    this.codeByCodePoint.set(codePoint, code);
    return code;
  }

  /**
   * Writes Type0 font, CIDFontType2, descriptor, font file and ToUnicode map (ISO 32000-1 §9.7, §9.10.3).
   *
   * @returns the object number of the Type0 font
   */
  write(writer: PdfObjectWriter, level: CompressionLevel): number {
    const name = `${subsetTag(this.codePoints)}+${plainName(this.font.postScriptName)}`;
    const glyphIds = withComponents(this.font, this.glyphIds);
    const file = buildSubsetFile(this.font, glyphIds);
    const fileNumber = writer.stream(`/Length1 ${file.length}`, file, level);
    const descriptor = writer.object(this.descriptor(name, fileNumber));
    const descendant = writer.object(
      `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>` +
        `/FontDescriptor ${descriptor} 0 R/DW 1000/W[0[${this.widths(glyphIds)}]]/CIDToGIDMap/Identity>>`,
    );
    const toUnicode = writer.stream('', Buffer.from(toUnicodeMap(this.codePoints), 'latin1'), 0);
    return writer.object(
      `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]` +
        `/ToUnicode ${toUnicode} 0 R>>`,
    );
  }

  private descriptor(name: string, fileNumber: number): string {
    const { font } = this;
    const box = font.boundingBox.map((units) => this.thousandths(units)).join(' ');
    return (
      `<</Type/FontDescriptor/FontName/${name}/Flags 4/FontBBox[${box}]/ItalicAngle 0/Ascent ${this.thousandths(font.ascentUnits)}` +
      `/Descent ${this.thousandths(font.descentUnits)}/CapHeight 733/StemV 80/FontFile2 ${fileNumber} 0 R>>`
    );
  }

  private widths(glyphIds: readonly number[]): string {
    let widths = '';
    for (const glyphId of glyphIds) widths += `${this.thousandths(this.font.glyph(glyphId).advanceUnits)} `;
    return widths;
  }

  private thousandths(units: number): number {
    return Math.round((units * 1000) / this.font.unitsPerEm);
  }
}

/** An operator's font is named by its file; in a PDF name only these characters need no escape. */
const plainName = (name: string): string => name.replace(/[^A-Za-z0-9-]/g, '') || 'Font';

/** The glyphs of a subset with the parts of its composites, and their parts, added at the end. */
function withComponents(font: TrueTypeFont, glyphIds: readonly number[]): number[] {
  const all = [...glyphIds];
  const present = new Set(all);
  for (const glyphId of all) {
    for (const part of font.glyph(glyphId).components) {
      if (present.has(part.glyphId)) continue;
      present.add(part.glyphId);
      all.push(part.glyphId);
    }
  }
  return all;
}

/** Six capitals from the characters (FNV-1a), the same for the same subset (ISO 32000-1 §9.6.4). */
function subsetTag(codePoints: readonly number[]): string {
  let hash = 0x811c9dc5;
  for (const codePoint of codePoints) hash = Math.imul(hash ^ codePoint, 0x01000193) >>> 0;
  let tag = '';
  for (let letter = 0; letter < 6; letter++) {
    tag += String.fromCharCode(65 + (hash % 26));
    hash = Math.floor(hash / 26);
  }
  return tag;
}

/** A ToUnicode CMap: codes 1, 2, 3 … to UTF-16BE; a range must stay within one high byte (§9.10.3). */
function toUnicodeMap(codePoints: readonly number[]): string {
  const ranges: string[] = [];
  for (let first = 1; first <= codePoints.length; first = (first | 0xff) + 1) {
    const last = Math.min(first | 0xff, codePoints.length);
    let targets = '';
    for (let code = first; code <= last; code++) targets += `<${utf16Hex(codePoints[code - 1] ?? 0)}>`;
    ranges.push(`<${hex4(first)}><${hex4(last)}>[${targets}]`);
  }
  return `${CMAP_HEAD}<0000><FFFF>\nendcodespacerange\n${ranges.length} beginbfrange\n${ranges.join('\n')}\nendbfrange\n${CMAP_TAIL}`;
}

/** A code point as UTF-16BE in hexadecimal: four digits, or eight for a surrogate pair. */
export function utf16Hex(codePoint: number): string {
  if (codePoint < 0x10000) return hex4(codePoint);
  const offset = codePoint - 0x10000;
  return hex4(0xd800 + (offset >> 10)) + hex4(0xdc00 + (offset & 0x3ff));
}

/** Beginning of every ToUnicode CMap, up to the code space range. */
export const CMAP_HEAD =
  '/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n' +
  '/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n';
/** End of every ToUnicode CMap. */
export const CMAP_TAIL = 'endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n';
