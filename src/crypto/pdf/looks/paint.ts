import { nameOf, type PdfObject } from '../pdf-objects.ts';
import type { Tone } from './painted-mark.ts';

export interface Paint {
  readonly tone: Tone;
  /** 0 is clear, 1 opaque. */
  readonly alpha: number;
}

export const BLACK_PAINT: Paint = { tone: 'dark', alpha: 1 };

/** From here on paint hides what lies beneath it. */
export const OPAQUE_FROM = 0.5;
const LIGHT_FROM = 0.75;
/** Blend modes that leave dark text under them dark. */
const SEE_THROUGH = new Set(['Multiply', 'Darken', 'ColorBurn']);

/** Whether a `/BM` leaves what is beneath to be seen; of an array readers take the first mode they know. */
export const isSeeThroughMode = (mode: PdfObject): boolean => SEE_THROUGH.has(nameOf(mode) ?? '');

/**
 * The tone that a colour operator sets, or undefined for an operator of another kind (ISO 32000-2 §8.6.8). Colours of
 * other spaces than the plain ones count as light.
 */
export function toneOfColour(name: string, operands: readonly PdfObject[]): Tone | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = operands.map((one) =>
    typeof one === 'number' ? one : 0,
  );
  switch (name) {
    case 'g':
    case 'G':
      return toneOf(first);
    case 'rg':
    case 'RG':
      return toneOf(Math.min(first, second, third));
    case 'k':
    case 'K':
      return toneOf(1 - Math.min(1, Math.max(first, second, third) + fourth));
    // Every space but patterns begins with black.
    case 'cs':
    case 'CS':
      return nameOf(operands[0]) === 'Pattern' ? 'light' : 'dark';
    case 'sc':
    case 'SC':
    case 'scn':
    case 'SCN':
      return 'light';
    default:
      return undefined;
  }
}

const toneOf = (lightness: number): Tone => (lightness >= LIGHT_FROM ? 'light' : 'dark');
