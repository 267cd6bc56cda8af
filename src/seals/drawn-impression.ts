import { createRequire } from 'node:module';
import { fontOnDisk } from '../catalogue/face/font-on-disk.ts';
import { TrueTypeFont } from '../typesetting/fonts/true-type-font.ts';
import type { PathItem } from '../typesetting/page-description.ts';
import { drawSealImpression, SEAL_FONT_FILE } from '../typesetting/seal-impression.ts';
import type { Seal } from './seal.ts';

let font: TrueTypeFont | undefined;

function openFont(): TrueTypeFont {
  const { postScriptName, module } = SEAL_FONT_FILE;
  return new TrueTypeFont(postScriptName, fontOnDisk(createRequire(import.meta.url).resolve(module)));
}

/** What of a seal is seen. */
export type SealFeatures = Pick<Seal, 'name' | 'subLine' | 'diameterMm' | 'code'>;

/**
 * The impression of a seal as paths, in millimetres from the top left of the square about it.
 *
 * @throws RangeError where the type of seals lacks a character of the name
 */
export function drawnImpression({ name, subLine, diameterMm, code }: SealFeatures): PathItem[] {
  font ??= openFont();
  const unitName = subLine === null ? name : name.slice(0, -subLine.length);
  return drawSealImpression({ unitName, diameterMm, code, ...(subLine !== null && { subLine }) }, font);
}
