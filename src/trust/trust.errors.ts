import { type ProblemText, registerProblemTexts } from '../platform/http/problem-texts.ts';
import { DomainError, type DomainErrorKind } from '../shared/domain-error.ts';

/** Closed codes of this module. */
export type TrustErrorCode =
  | 'trust.not-published'
  | 'trust.not-our-certificate'
  | 'trust.already-revoked'
  | 'trust.key-not-found'
  | 'trust.key-not-usable'
  | 'trust.key-taken'
  | 'trust.development-key'
  | 'trust.no-time-stamp'
  | 'trust.no-validation-data';

const KINDS: Readonly<Record<TrustErrorCode, DomainErrorKind>> = {
  'trust.not-published': 'not-found',
  'trust.not-our-certificate': 'invalid',
  'trust.already-revoked': 'conflict',
  'trust.key-not-found': 'not-found',
  'trust.key-not-usable': 'unavailable',
  'trust.key-taken': 'conflict',
  'trust.development-key': 'forbidden',
  'trust.no-time-stamp': 'unavailable',
  'trust.no-validation-data': 'unavailable',
};

const TEXTS: Readonly<Record<TrustErrorCode, ProblemText>> = {
  'trust.not-published': {
    zh: '没有这份证书或吊销列表',
    en: 'No such certificate or revocation list is published',
  },
  'trust.not-our-certificate': {
    zh: '该证书不是由本系统签发的',
    en: 'This certificate was not issued by this service',
  },
  'trust.already-revoked': { zh: '该证书已经吊销', en: 'This certificate is revoked already' },
  'trust.key-not-found': { zh: '没有找到签名密钥', en: 'The signing key was not found' },
  'trust.key-not-usable': { zh: '签名密钥暂时无法使用', en: 'The signing key cannot be used for the moment' },
  'trust.key-taken': {
    zh: '该名称的密钥已有另一份证书',
    en: 'A key of this name has another certificate already',
  },
  'trust.development-key': {
    zh: '正式运行时不得使用开发密钥',
    en: 'Development keys must not be used in production',
  },
  'trust.no-time-stamp': {
    zh: '暂时无法取得时间戳',
    en: 'No time-stamp can be had for the moment',
  },
  'trust.no-validation-data': {
    zh: '暂时无法取得证书状态',
    en: 'The status of a certificate cannot be had for the moment',
  },
};

registerProblemTexts('trust', TEXTS);

export class TrustError extends DomainError<TrustErrorCode> {
  constructor(code: TrustErrorCode, cause?: unknown) {
    super(KINDS[code], code, { cause });
  }
}
