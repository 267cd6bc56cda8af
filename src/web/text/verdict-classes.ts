import type { VerdictClass } from '../../verification/verdict/verdict-codes.ts';
import type { Bilingual } from './bilingual.ts';

/** Shape drawn in the panel: tick in a disc, ! in a triangle, cross in an octagon, ? in a square. */
export type VerdictShape = 'disc' | 'triangle' | 'octagon' | 'square';

/** What the reader may do: a word and a shape for each class, so that colour is never alone in saying it. */
export const CLASS_TEXTS = {
  G: { shape: 'disc', word: { zh: '可以采信', en: 'You can rely on it' } },
  A: { shape: 'triangle', word: { zh: '请看清再用', en: 'Read this before relying on it' } },
  R: { shape: 'octagon', word: { zh: '不能采信', en: 'Do not rely on it' } },
  N: { shape: 'square', word: { zh: '尚无结论', en: 'No result' } },
} as const satisfies Record<VerdictClass, { shape: VerdictShape; word: Bilingual }>;
