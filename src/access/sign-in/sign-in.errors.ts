import { type ProblemText, registerProblemTexts } from '../../platform/http/problem-texts.ts';
import { DomainError, type DomainErrorKind } from '../../shared/domain-error.ts';
import type { FactorProblemCode } from './factors/second-factor.ts';
import type { PasswordProblemCode } from './passwords/password-problems.ts';

/** Closed codes of signing in, enrolling and keeping one's own account. */
export type SignInErrorCode =
  | 'sign-in.refused'
  | 'sign-in.busy'
  | 'sign-in.attempt-over'
  | 'enrolment.refused'
  | 'password.wrong'
  | 'password.refused'
  | 'factor.wrong'
  | 'factor.refused'
  | 'factor.not-found'
  | 'factor.last';

const ERROR_TEXTS: Readonly<Record<SignInErrorCode, ProblemText>> = {
  'sign-in.refused': {
    zh: '不能登录：登录名或密码不对，或账号尚未登记、已停用，或因连续输错被暂时锁定',
    en: 'Not signed in: login or password is wrong, the account is not in use, or it is locked for a while after wrong tries',
  },
  'sign-in.busy': {
    zh: '登录的人太多，请稍后再试',
    en: 'Too many people are signing in; try again in a moment',
  },
  'sign-in.attempt-over': {
    zh: '登录超过10分钟没有完成，请从头开始',
    en: 'The sign-in was not finished within 10 minutes; begin again',
  },
  'enrolment.refused': {
    zh: '登录名或登记码不对，或登记码已用过、已过期、尚未经第二名安全管理员确认',
    en: 'Login or enrolment code is wrong, or the code was used, has expired or still waits for its confirmation',
  },
  'password.wrong': {
    zh: '现在的密码不对，或账号因连续输错被暂时锁定',
    en: 'The present password is wrong, or the account is locked for a while after wrong tries',
  },
  'password.refused': {
    zh: '这个密码不能用，原因见下',
    en: 'This password cannot be used, for the reasons listed',
  },
  'factor.wrong': {
    zh: '第二步验证没有通过，或账号因连续输错被暂时锁定',
    en: 'The second step did not succeed, or the account is locked for a while after wrong tries',
  },
  'factor.refused': {
    zh: '不能登记这个验证方式，原因见下',
    en: 'This factor cannot be registered, for the reasons listed',
  },
  'factor.not-found': { zh: '没有这个验证方式', en: 'There is no such factor' },
  'factor.last': {
    zh: '至少要留一个验证方式，请先登记另一个',
    en: 'One factor has to remain; register another one first',
  },
};

const PROBLEM_TEXTS: Readonly<Record<PasswordProblemCode | FactorProblemCode, ProblemText>> = {
  'password.too-short': { zh: '密码不能少于{limit}个字符', en: 'A password has at least {limit} characters' },
  'password.too-long': { zh: '密码不能多于128个字符', en: 'A password has at most 128 characters' },
  'password.too-few-classes': {
    zh: '密码要含大写字母、小写字母、数字、其他字符中的{limit}类',
    en: 'A password holds {limit} of: capitals, small letters, digits, other characters',
  },
  'password.common': {
    zh: '这个密码太常见，容易被猜到',
    en: 'This password is too common and easily guessed',
  },
  'password.holds-login': { zh: '密码不能含登录名', en: 'A password does not hold the login' },
  'password.used-before': {
    zh: '不能再用最近{limit}次用过的密码',
    en: 'The last {limit} passwords cannot be used again',
  },
  'factor.answer-wrong': {
    zh: '没有通过验证，请重新登记一次',
    en: 'The answer does not prove it; register once more',
  },
  'factor.certificate-unreadable': { zh: '证书无法读取', en: 'The certificate cannot be read' },
  'factor.certificate-not-in-force': {
    zh: '证书不在有效期内',
    en: 'The certificate is not within its dates',
  },
  'factor.certificate-key': {
    zh: '证书要是个人签名证书，密钥为SM2、RSA（2048位以上）或P-256',
    en: 'A certificate of a person for signatures is needed, its key SM2, RSA (2048 bits and up) or P-256',
  },
  'factor.registered-already': { zh: '这个验证方式已经登记过', en: 'This factor is registered already' },
};

registerProblemTexts('access/sign-in', ERROR_TEXTS);
registerProblemTexts('access/sign-in', PROBLEM_TEXTS);

/** A failure of this room. */
export const signInError = (kind: DomainErrorKind, code: SignInErrorCode): DomainError<SignInErrorCode> =>
  new DomainError(kind, code);

/** `factor.refused` with its reason. */
export const factorRefused = (code: FactorProblemCode): DomainError<SignInErrorCode> =>
  new DomainError('invalid', 'factor.refused', { problems: [{ path: 'answer', code }] });
