import { tinyFont } from '../../../test/factories/tiny-font.ts';
import { shippedFont } from '../../../test/support/fonts.ts';
import { TrueTypeFont } from './true-type-font.ts';

describe('TrueTypeFont', () => {
  it('maps characters by a format 4 map, and gives 0 for all others', () => {
    const font = new TrueTypeFont('Tiny', tinyFont());
    expect([0x41, 0x4e8c, 0x42, 0xffff, 0x20000].map((codePoint) => font.glyphIdOf(codePoint))).toEqual([
      1, 2, 0, 0, 0,
    ]);
  });

  it('maps characters beyond the basic plane by a format 12 map', () => {
    const font = shippedFont('NotoSerifSC-Regular');
    expect(font.glyphIdOf(0x2cb4e)).toBeGreaterThan(0);
    expect(font.glyphIdOf(0x20bb7)).toBe(0);
  });

  it('lets glyphs without an advance of their own take the last one', () => {
    const font = new TrueTypeFont('Tiny', tinyFont());
    expect([0, 1, 2].map((glyphId) => font.advanceOf(glyphId))).toEqual([500, 700, 700]);
    expect(font.glyph(2).leftBearingUnits).toBe(20);
  });

  it('finds the parts of a composite', () => {
    const font = new TrueTypeFont('Tiny', tinyFont());
    expect(font.glyph(1).components).toEqual([]);
    expect(font.glyph(2).components.map(({ glyphId }) => glyphId)).toEqual([1, 1]);
  });

  it('never hands out its own bytes to be changed', () => {
    const bytes = Buffer.from(tinyFont());
    const font = new TrueTypeFont('Tiny', bytes);
    const before = Buffer.from(bytes);
    font.table('head')?.fill(0xff);
    expect(bytes.equals(before)).toBe(true);
  });

  it('refuses what is no TrueType font, and glyphs that it does not have', () => {
    expect(() => new TrueTypeFont('OpenType', Buffer.from('OTTO'.padEnd(64, '\0')))).toThrow(TypeError);
    expect(() => new TrueTypeFont('Short', Buffer.alloc(2))).toThrow(RangeError);
    expect(() => new TrueTypeFont('Tiny', tinyFont()).glyph(3)).toThrow(RangeError);
  });
});
