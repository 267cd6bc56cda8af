import { type ProblemText, registerProblemTexts } from '../platform/http/problem-texts.ts';

/** Closed codes of this module. */
export type AccessErrorCode = 'unit.bad-code';

const TEXTS: Readonly<Record<AccessErrorCode, ProblemText>> = {
  'unit.bad-code': {
    zh: '机构的统一社会信用代码不正确',
    en: 'The unit’s unified social credit code is not right',
  },
};

registerProblemTexts('access', TEXTS);
