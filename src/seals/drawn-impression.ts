import { songType } from '../signing/impressions/song-type.ts';
import type { PathItem } from '../typesetting/page-description.ts';
import { drawSealImpression } from '../typesetting/seal-impression.ts';
import type { Seal } from './seal.ts';

/** What of a seal is seen. */
export type SealFeatures = Pick<Seal, 'name' | 'subLine' | 'diameterMm' | 'code'>;

/**
 * The impression of a seal as paths, in millimetres from the top left of the square about it.
 *
 * @throws RangeError where the type of seals lacks a character of the name
 */
export function drawnImpression({ name, subLine, diameterMm, code }: SealFeatures): PathItem[] {
  const unitName = subLine === null ? name : name.slice(0, -subLine.length);
  return drawSealImpression({ unitName, diameterMm, code, ...(subLine !== null && { subLine }) }, songType());
}
