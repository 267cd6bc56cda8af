import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { TrueTypeFont } from '../typesetting/fonts/true-type-font.ts';
import type { PathItem } from '../typesetting/page-description.ts';
import { drawSealImpression, SEAL_FONT_FILE } from '../typesetting/seal-impression.ts';
import type { Seal } from './seal.ts';

/** What of a seal is seen. */
export type SealFeatures = Pick<Seal, 'name' | 'subLine' | 'diameterMm' | 'code'>;

/**
 * The impression of a seal as paths, in millimetres from the top left of the square about it.
 *
 * @throws RangeError where the type of seals lacks a character of the name
 */
export async function drawnImpression({
  name,
  subLine,
  diameterMm,
  code,
}: SealFeatures): Promise<PathItem[]> {
  // The font (14 MB) is let go again: a seal is drawn once in the life of the process.
  const file = createRequire(import.meta.url).resolve(SEAL_FONT_FILE.module);
  const font = new TrueTypeFont(SEAL_FONT_FILE.postScriptName, await readFile(file));
  const unitName = subLine === null ? name : name.slice(0, -subLine.length);
  return drawSealImpression({ unitName, diameterMm, code, ...(subLine !== null && { subLine }) }, font);
}
