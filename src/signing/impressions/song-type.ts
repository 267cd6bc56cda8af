import { createRequire } from 'node:module';
import { fontOnDisk } from '../../catalogue/face/font-on-disk.ts';
import { TrueTypeFont } from '../../typesetting/fonts/true-type-font.ts';
import { SEAL_FONT_FILE } from '../../typesetting/seal-impression.ts';

let font: TrueTypeFont | undefined;

/** The type of seals and of the lines beneath them; opened once. */
export function songType(): TrueTypeFont {
  const { postScriptName, module } = SEAL_FONT_FILE;
  font ??= new TrueTypeFont(postScriptName, fontOnDisk(createRequire(import.meta.url).resolve(module)));
  return font;
}
