import sharp from 'sharp';
import type { SealPicture } from '../crypto/ses/electronic-seal.ts';
import type { PathItem } from '../typesetting/page-description.ts';
import { drawnImpression, type SealFeatures } from './drawn-impression.ts';

/** Enough for print; the same picture lies in every signature of the seal. */
const DOTS_PER_MM = 300 / 25.4;
/** One ink in steps of clearness. */
const PALETTE_COLOURS = 16;

/**
 * The impression of a seal as the picture inside an electronic seal (GB/T 38540 §6.1): PNG, pure red on nothing, true
 * to size.
 *
 * @throws RangeError where the type of seals lacks a character of the name
 */
export async function sealPicture(seal: SealFeatures): Promise<SealPicture> {
  const { diameterMm } = seal;
  const side = Math.round(diameterMm * DOTS_PER_MM);
  const paths = drawnImpression(seal).map(svgPath).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${diameterMm} ${diameterMm}">${paths}</svg>`;
  const data = await sharp(Buffer.from(svg)).png({ palette: true, colours: PALETTE_COLOURS }).toBuffer();
  return { type: 'PNG', data, widthMm: Math.round(diameterMm), heightMm: Math.round(diameterMm) };
}

function svgPath({ segments, fill, fillRule = 'nonzero' }: PathItem): string {
  const { red, green, blue } = fill ?? { red: 255, green: 0, blue: 0 };
  const d = segments.map((segment) => segment.join(' ')).join('');
  return `<path d="${d}" fill="rgb(${red},${green},${blue})" fill-rule="${fillRule}"/>`;
}
