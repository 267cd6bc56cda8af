import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { FONT_FILES, fontsFromFiles } from '../../src/typesetting/fonts/font-files.ts';
import { FontLibrary } from '../../src/typesetting/fonts/font-library.ts';
import { TrueTypeFont } from '../../src/typesetting/fonts/true-type-font.ts';

const require = createRequire(import.meta.url);
const fonts = new Map<string, TrueTypeFont>();
let library: FontLibrary | undefined;

/** One font that the service ships with, by its PostScript name; read once a test file. */
export function shippedFont(postScriptName: string): TrueTypeFont {
  const file = Object.values(FONT_FILES)
    .flat()
    .find((each) => each.postScriptName === postScriptName);
  if (!file) throw new Error(`no font ${postScriptName} is shipped`);
  const font =
    fonts.get(postScriptName) ?? new TrueTypeFont(postScriptName, readFileSync(require.resolve(file.module)));
  fonts.set(postScriptName, font);
  return font;
}

/** All of them by role. */
export function shippedFonts(): FontLibrary {
  library ??= new FontLibrary(fontsFromFiles((file) => shippedFont(file.postScriptName)));
  return library;
}
