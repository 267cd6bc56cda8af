import type { VerdictCode } from '../../verification/verdict/verdict-codes.ts';
import { FILE_VERDICT_TEXTS } from './file-verdict-texts.ts';
import { LICENCE_VERDICT_TEXTS } from './licence-verdict-texts.ts';
import { NO_RESULT_TEXTS } from './no-result-texts.ts';
import type { VerdictText } from './verdict-text.ts';

/** The words of every conclusion, Chinese and English; the class of each is with its code. */
export const VERDICT_TEXTS = {
  ...LICENCE_VERDICT_TEXTS,
  ...FILE_VERDICT_TEXTS,
  ...NO_RESULT_TEXTS,
} as const satisfies Record<VerdictCode, VerdictText>;
