import { type ProblemText, registerProblemTexts } from '../platform/http/problem-texts.ts';

/** Closed codes of this module. */
export type SealsErrorCode = 'seal.not-active' | 'seal.not-found' | 'seal-use.ended';

const TEXTS: Readonly<Record<SealsErrorCode, ProblemText>> = {
  'seal.not-active': {
    zh: '电子印章未启用、已停用或已过期，不能用印',
    en: 'The seal is stopped, lost, cancelled or past its validity and cannot be used',
  },
  'seal.not-found': { zh: '没有这枚电子印章', en: 'There is no such seal' },
  'seal-use.ended': {
    zh: '这次用印已经结束，请稍后用同一请求编号重试',
    en: 'This use of the seal has ended already; repeat the request with the same key a little later',
  },
};

registerProblemTexts('seals', TEXTS);
