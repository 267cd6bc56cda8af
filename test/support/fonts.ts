import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fontsFromFiles } from '../../src/typesetting/fonts/font-files.ts';
import { FontLibrary } from '../../src/typesetting/fonts/font-library.ts';
import { TrueTypeFont } from '../../src/typesetting/fonts/true-type-font.ts';

const require = createRequire(import.meta.url);
let library: FontLibrary | undefined;

/** The fonts that the service ships with, read once a test file. */
export function shippedFonts(): FontLibrary {
  library ??= new FontLibrary(
    fontsFromFiles(
      ({ postScriptName, module }) => new TrueTypeFont(postScriptName, readFileSync(require.resolve(module))),
    ),
  );
  return library;
}
