import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fontsFromFiles } from '../../typesetting/fonts/font-files.ts';
import { FontLibrary } from '../../typesetting/fonts/font-library.ts';
import { TrueTypeFont } from '../../typesetting/fonts/true-type-font.ts';
import { fontOnDisk } from './font-on-disk.ts';
import { readGlyphPictureFile } from './glyph-picture-file.ts';

/** Nest token of the one `FontLibrary`. */
export const FONT_LIBRARY = Symbol('FontLibrary');

const require = createRequire(import.meta.url);

/**
 * The fonts that the service ships with, then what lies in the operator's folder: `.ttf` files by name, and reviewed
 * drawings of single characters (`*.glyph.json`). A folder that does not exist adds nothing.
 *
 * @throws Error naming the file that cannot be read: a bad font is noticed at start, not at the first rare name
 */
export function loadFontLibrary(folder: string): FontLibrary {
  const shipped = new FontLibrary(
    fontsFromFiles(({ postScriptName, module }) => readFont(postScriptName, require.resolve(module))),
  );
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const fonts = files.filter((file) => file.endsWith('.ttf'));
  const glyphs = files.filter((file) => file.endsWith('.glyph.json'));
  return shipped
    .withMoreFonts(fonts.map((file) => readFont(basename(file, '.ttf'), join(folder, file))))
    .withMorePictures(glyphs.map((file) => readGlyph(join(folder, file))));
}

/** The file stays open: its outlines are read as they are drawn. */
function readFont(postScriptName: string, path: string): TrueTypeFont {
  return naming(path, () => new TrueTypeFont(postScriptName, fontOnDisk(path)));
}

function readGlyph(path: string) {
  return naming(path, () => readGlyphPictureFile(readFileSync(path, 'utf8')));
}

function naming<Value>(path: string, read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    throw new Error(`cannot use ${path} as a font or glyph`, { cause });
  }
}
