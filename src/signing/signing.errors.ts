import { type ProblemText, registerProblemTexts } from '../platform/http/problem-texts.ts';
import { DomainError, type DomainErrorKind } from '../shared/domain-error.ts';

/** Closed codes of this module. */
export type SigningErrorCode =
  | 'signing.document-differs'
  | 'signing.key-failed'
  | 'signing.token-unavailable'
  | 'signing.seal-not-usable';

const KINDS: Readonly<Record<SigningErrorCode, DomainErrorKind>> = {
  'signing.document-differs': 'conflict',
  'signing.key-failed': 'unavailable',
  'signing.token-unavailable': 'unavailable',
  'signing.seal-not-usable': 'conflict',
};

const TEXTS: Readonly<Record<SigningErrorCode, ProblemText>> = {
  'signing.document-differs': {
    zh: '待盖章的文件与登记的不一致',
    en: 'The document to be sealed is not the one that was recorded',
  },
  'signing.key-failed': {
    zh: '签章设备暂时无法使用',
    en: 'The signing device cannot be used for the moment',
  },
  'signing.token-unavailable': {
    zh: '密码机或密码钥匙暂时无法使用，请检查连接后重试',
    en: 'The token with the seal’s key cannot be used for the moment: see that it is there, then try again',
  },
  'signing.seal-not-usable': {
    zh: '该印章没有可用的电子印章数据，请重新制作',
    en: 'This seal has no electronic seal that can be used: have it made anew',
  },
};

registerProblemTexts('signing', TEXTS);

export class SigningError extends DomainError<SigningErrorCode> {
  constructor(code: SigningErrorCode, cause?: unknown) {
    super(KINDS[code], code, { cause });
  }
}
