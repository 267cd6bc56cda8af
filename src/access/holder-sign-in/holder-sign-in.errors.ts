import { type ProblemText, registerProblemTexts } from '../../platform/http/problem-texts.ts';
import { DomainError, type DomainErrorKind } from '../../shared/domain-error.ts';

/** Why a holder is not signed in. */
export type HolderSignInErrorCode =
  | 'holder-sign-in.off'
  | 'holder-sign-in.provider-unavailable'
  | 'holder-sign-in.no-attempt'
  | 'holder-sign-in.stopped'
  | 'holder-sign-in.not-proven'
  | 'holder-sign-in.level-too-low'
  | 'holder-sign-in.identity-missing';

const KINDS: Readonly<Record<HolderSignInErrorCode, DomainErrorKind>> = {
  'holder-sign-in.off': 'unavailable',
  'holder-sign-in.provider-unavailable': 'unavailable',
  'holder-sign-in.no-attempt': 'invalid',
  'holder-sign-in.stopped': 'forbidden',
  'holder-sign-in.not-proven': 'forbidden',
  'holder-sign-in.level-too-low': 'forbidden',
  'holder-sign-in.identity-missing': 'forbidden',
};

const TEXTS: Readonly<Record<HolderSignInErrorCode, ProblemText>> = {
  'holder-sign-in.off': { zh: '本人登录尚未开通', en: 'Holders cannot sign in here yet' },
  'holder-sign-in.provider-unavailable': {
    zh: '实名认证平台暂时没有回应，请稍后再登录',
    en: 'The identity provider does not answer; sign in later',
  },
  'holder-sign-in.no-attempt': {
    zh: '登录已超过10分钟，或不是在这个浏览器里开始的，请重新登录',
    en: 'The sign-in is older than 10 minutes or was begun in another browser; begin again',
  },
  'holder-sign-in.stopped': { zh: '您没有完成实名认证', en: 'You did not finish proving who you are' },
  'holder-sign-in.not-proven': {
    zh: '实名认证平台的回答未能通过核对，请重新登录',
    en: 'The answer of the identity provider did not stand up to the checks; begin again',
  },
  'holder-sign-in.level-too-low': {
    zh: '实名认证等级不够，请先在认证平台完成更高等级的认证（例如人脸核验）',
    en: 'You are not identified well enough; raise your level at the identity provider first',
  },
  'holder-sign-in.identity-missing': {
    zh: '实名认证平台没有给出完整的姓名和公民身份号码',
    en: 'The identity provider gave no whole name or no right citizen identity number',
  },
};

registerProblemTexts('access/holder-sign-in', TEXTS);

/** The failure of `code`, of the kind that goes with it. */
export const signInFailure = (code: HolderSignInErrorCode, cause?: unknown): DomainError =>
  new DomainError<HolderSignInErrorCode>(KINDS[code], code, cause === undefined ? {} : { cause });
