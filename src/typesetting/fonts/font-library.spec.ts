import { readFileSync } from 'node:fs';
import { shippedFont, shippedFonts } from '../../../test/support/fonts.ts';
import type { FontRole } from '../page-description.ts';
import { FontLibrary } from './font-library.ts';
import type { GlyphPicture } from './glyph-picture.ts';
import type { TrueTypeFont } from './true-type-font.ts';

const library = shippedFonts();
const NOT_IN_NOTO_SANS = 0x20bb7;
const NOWHERE = 0x2ebf0;
const listed = [
  ...readFileSync('test/fixtures/general-standard-characters.txt', 'utf8').replaceAll('\n', ''),
];

/** The font that draws a character; compared by identity, for a font is ten megabytes. */
function fontOf(from: FontLibrary, role: FontRole, codePoint: number): TrueTypeFont | undefined {
  const glyph = from.find(role, codePoint);
  return glyph?.from === 'font' ? glyph.font : undefined;
}

const picture: GlyphPicture = {
  form: 'outline',
  codePoint: NOWHERE,
  advance: 1000,
  segments: [['M', 100, 0], ['L', 900, 0], ['L', 500, 800], ['Z']],
};

describe('FontLibrary', () => {
  it('draws all 8,105 characters of the national list in every role with the type of that role', () => {
    expect(new Set(listed).size).toBe(8105);
    for (const role of ['sans', 'sans-bold', 'serif', 'serif-bold'] as const) {
      const first = fontOf(library, role, 0x4e00);
      const others = listed.filter(
        (character) => !first || fontOf(library, role, character.codePointAt(0) ?? 0) !== first,
      );
      expect([role, others]).toEqual([role, []]);
    }
  });

  it('has an outline behind each of them', () => {
    const blank = listed.filter((character) => {
      const glyph = library.find('serif', character.codePointAt(0) ?? 0);
      return glyph?.from === 'font' && glyph.font.glyph(glyph.glyphId).outline.length === 0;
    });
    expect(blank).toEqual([]);
  });

  it('takes a character that the first font lacks from the next that has it', () => {
    const sans = shippedFont('NotoSansSC-Regular');
    const serif = shippedFont('NotoSerifSC-Regular');
    const onlySerif = Array.from({ length: 0x30000 }, (_, codePoint) => codePoint).find(
      (codePoint) => serif.glyphIdOf(codePoint) !== 0 && sans.glyphIdOf(codePoint) === 0,
    );
    expect(onlySerif).toBeDefined();
    expect(fontOf(library, 'sans', onlySerif ?? 0) === serif).toBe(true);
  });

  it('finds nothing for a character that neither a font nor a picture has, and names it', () => {
    expect(library.find('sans', NOWHERE)).toBeUndefined();
    expect(library.missing('serif', `王${String.fromCodePoint(NOWHERE)}`)).toEqual([
      String.fromCodePoint(NOWHERE),
    ]);
    expect(library.coverage(NOWHERE)).toEqual({ fonts: [], picture: false });
  });

  it('uses a reviewed picture only where no font has the character', () => {
    const more = library.withMorePictures([picture, { ...picture, codePoint: 0x4e00 }]);
    expect(more.find('serif', NOWHERE)).toEqual({ from: 'picture', picture, advanceEm: 1 });
    expect(more.find('serif', 0x4e00)?.from).toBe('font');
    expect(more.coverage(NOWHERE).picture).toBe(true);
  });

  it('tries added fonts last', () => {
    const sans = shippedFont('NotoSansSC-Regular');
    const bare = new FontLibrary({ sans: [], 'sans-bold': [], serif: [], 'serif-bold': [] });
    expect(bare.find('serif', 0x4e00)).toBeUndefined();
    expect(fontOf(bare.withMoreFonts([sans]), 'serif', 0x4e00) === sans).toBe(true);
  });

  it('never draws controls, bidirectional marks or lone surrogates, though a font has blanks for some', () => {
    for (const codePoint of [0x00, 0x09, 0x0d, 0x200b, 0x202e, 0x2066, 0xfeff, 0xd800, 0xdfff, 0x2028])
      expect(library.find('sans', codePoint)).toBeUndefined();
  });

  it('says which fonts have a character', () => {
    expect(library.coverage(0x2cb4e).fonts).toHaveLength(4);
    expect(library.coverage(NOT_IN_NOTO_SANS).fonts).not.toContain('NotoSansSC-Regular');
  });
});
