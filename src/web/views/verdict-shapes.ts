import type { VerdictShape } from '../text/verdict-classes.ts';

/** Outline and sign of each class in a box of 64 × 64: told apart by shape alone, in black and white too. */
export const VERDICT_SHAPES: Readonly<Record<VerdictShape, { outline: string; sign: string }>> = {
  disc: { outline: 'M32 3a29 29 0 1 0 .01 0z', sign: 'M18 33l10 10 18-21' },
  triangle: { outline: 'M32 4l29 54H3z', sign: 'M32 22v18m0 7v4' },
  octagon: { outline: 'M20 3h24l17 17v24L44 61H20L3 44V20z', sign: 'M21 21l22 22m0-22L21 43' },
  square: { outline: 'M4 4h56v56H4z', sign: 'M23 25a9 9 0 1 1 13 8q-4 2-4 7m0 6v4' },
};
