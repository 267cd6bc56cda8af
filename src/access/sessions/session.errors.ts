import { type ProblemText, registerProblemTexts } from '../../platform/http/problem-texts.ts';

/** Closed codes of sessions. */
export type SessionErrorCode = 'caller.cross-site' | 'form.outdated' | 'session.not-found';

const TEXTS: Readonly<Record<SessionErrorCode, ProblemText>> = {
  'caller.cross-site': {
    zh: '这个请求不是从本网站的网页发出的，已拒绝',
    en: 'This request did not come from a page of this site and was refused',
  },
  'form.outdated': {
    zh: '这个网页已过期，请重新打开再提交',
    en: 'This page is out of date; open it again and send the form once more',
  },
  'session.not-found': {
    zh: '没有这个登录状态，或它已结束',
    en: 'There is no such session, or it has ended',
  },
};

registerProblemTexts('access/sessions', TEXTS);
