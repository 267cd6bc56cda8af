import type { FontRole } from '../page-description.ts';
import type { GlyphPicture } from './glyph-picture.ts';
import type { TrueTypeFont } from './true-type-font.ts';

/** Where a character's shape comes from: a glyph of a font, or a reviewed picture. */
export type FoundGlyph =
  | {
      readonly from: 'font';
      readonly font: TrueTypeFont;
      readonly glyphId: number;
      readonly advanceEm: number;
    }
  | { readonly from: 'picture'; readonly picture: GlyphPicture; readonly advanceEm: number };

/** What can draw a code point: the names of the fonts that have it, and whether a picture was reviewed. */
export interface Coverage {
  readonly fonts: readonly string[];
  readonly picture: boolean;
}

/**
 * Controls, format characters, lone surrogates, line separators: some fonts have blanks for them, but in the
 * text layer they would hide or turn around what is printed.
 */
const NEVER_DRAWN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

export type FontsByRole = Readonly<Record<FontRole, readonly TrueTypeFont[]>>;

/**
 * The fonts and glyph pictures of the service. For each role an ordered list: the first font that has a character
 * draws it, so a name with one rare character keeps its type and only that character comes from the next font.
 * Made once; more fonts or pictures make a new library.
 */
export class FontLibrary {
  private readonly pictures: ReadonlyMap<number, GlyphPicture>;
  private readonly found: Readonly<Record<FontRole, Map<number, FoundGlyph>>> = {
    sans: new Map(),
    'sans-bold': new Map(),
    serif: new Map(),
    'serif-bold': new Map(),
  };

  constructor(
    private readonly fontsByRole: FontsByRole,
    private readonly reviewedPictures: readonly GlyphPicture[] = [],
  ) {
    this.pictures = new Map(reviewedPictures.map((picture) => [picture.codePoint, picture]));
  }

  /** The shape of a code point in a role; undefined where no font of the role and no picture has it. */
  find(role: FontRole, codePoint: number): FoundGlyph | undefined {
    const known = this.found[role].get(codePoint);
    if (known) return known;
    const glyph = this.search(role, codePoint);
    // Misses are not kept: a caller could fill the memory with characters that nobody has.
    if (glyph) this.found[role].set(codePoint, glyph);
    return glyph;
  }

  /** Which fonts of any role have a code point, and whether a reviewed picture stands by. */
  coverage(codePoint: number): Coverage {
    const fonts = new Set(Object.values(this.fontsByRole).flat());
    const having = [...fonts].filter((font) => font.glyphIdOf(codePoint) !== 0);
    return { fonts: having.map((font) => font.postScriptName), picture: this.pictures.has(codePoint) };
  }

  /** The characters of `text`, each once, that nothing can draw in this role. */
  missing(role: FontRole, text: string): string[] {
    const distinct = new Set(text);
    return [...distinct].filter((character) => !this.find(role, character.codePointAt(0) ?? 0));
  }

  /** A library that also tries `fonts`, after its own, in every role (for example those of the operator's folder). */
  withMoreFonts(fonts: readonly TrueTypeFont[]): FontLibrary {
    const longer = (role: FontRole) => [...this.fontsByRole[role], ...fonts];
    return new FontLibrary(
      {
        sans: longer('sans'),
        'sans-bold': longer('sans-bold'),
        serif: longer('serif'),
        'serif-bold': longer('serif-bold'),
      },
      this.reviewedPictures,
    );
  }

  /** A library that also has `pictures`; a later picture of the same code point takes the place of an earlier. */
  withMorePictures(pictures: readonly GlyphPicture[]): FontLibrary {
    return new FontLibrary(this.fontsByRole, [...this.reviewedPictures, ...pictures]);
  }

  private search(role: FontRole, codePoint: number): FoundGlyph | undefined {
    if (NEVER_DRAWN.test(String.fromCodePoint(codePoint))) return undefined;
    for (const font of this.fontsByRole[role]) {
      const glyphId = font.glyphIdOf(codePoint);
      if (glyphId !== 0)
        return { from: 'font', font, glyphId, advanceEm: font.advanceOf(glyphId) / font.unitsPerEm };
    }
    const picture = this.pictures.get(codePoint);
    return picture && { from: 'picture', picture, advanceEm: picture.advance / 1000 };
  }
}
