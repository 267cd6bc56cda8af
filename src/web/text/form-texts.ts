import type { Bilingual } from './bilingual.ts';

/** What all forms say of what has to be changed. */
export const FORM_TEXTS = {
  errorPrefix: { zh: '错误：', en: 'Error: ' },
  summaryHeading: { zh: '有{count}处需要改', en: 'There is a problem' },
} as const satisfies Record<string, Bilingual>;
