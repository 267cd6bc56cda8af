import { type ProblemText, registerProblemTexts } from '../../platform/http/problem-texts.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { ADMINISTRATORS, ROLES } from '../authorisation/roles.ts';
import type { AccountProblemCode } from './account-states.ts';
import type { LoginProblemCode } from './login-name.ts';
import type { RoleProblemCode } from './role-change-problems.ts';
import type { StaffNameProblemCode } from './staff-name.ts';

/** Closed codes of refusals and failures about staff accounts and their roles. */
export type AccountsErrorCode =
  | 'account.not-found'
  | 'account.refused'
  | 'account.login-taken'
  | 'account.unknown-unit'
  | 'enrolment.not-open'
  | 'enrolment.own-request'
  | 'role-request.not-found'
  | 'role-request.refused'
  | 'role-request.open-already'
  | 'role-request.decided'
  | 'administrator.enough';

type ProblemCode = AccountProblemCode | LoginProblemCode | StaffNameProblemCode | RoleProblemCode;

const ERROR_TEXTS: Readonly<Record<AccountsErrorCode, ProblemText>> = {
  'account.not-found': { zh: '没有查到这个账号', en: 'There is no such account' },
  'account.refused': {
    zh: '不能这样办理，原因见下',
    en: 'This cannot be done to the account, for the reasons listed',
  },
  'account.login-taken': { zh: '这个登录名已被使用', en: 'This login name is taken' },
  'account.unknown-unit': { zh: '没有查到这个机构', en: 'There is no such unit' },
  'enrolment.not-open': {
    zh: '这个登记码已经用过、过期或被替换',
    en: 'This enrolment has been used, has expired or was replaced',
  },
  'enrolment.own-request': {
    zh: '须由另一名安全管理员确认',
    en: 'Another security administrator has to confirm it',
  },
  'role-request.not-found': { zh: '没有查到这项角色申请', en: 'There is no such role request' },
  'role-request.refused': {
    zh: '角色不能这样变更，原因见下',
    en: 'The role cannot be changed so, for the reasons listed',
  },
  'role-request.open-already': {
    zh: '同样的申请正在等待决定',
    en: 'A request about this role is waiting for its decision',
  },
  'role-request.decided': { zh: '这项申请已有决定', en: 'This request has been decided' },
  'administrator.enough': {
    zh: '已有两名安全管理员，其他人由他们办理',
    en: 'There are two security administrators already; they make all further accounts',
  },
};

const administrators = (language: 'zh' | 'en'): string =>
  [...ADMINISTRATORS].map((code) => ROLES[code].name[language]).join(language === 'zh' ? '、' : ', ');

const PROBLEM_TEXTS: Readonly<Record<ProblemCode, ProblemText>> = {
  'account.own': { zh: '不能对自己的账号办理', en: 'Nobody does this to their own account' },
  'account.state-forbids': { zh: '账号现在的状态不允许', en: 'The account’s state does not allow it' },
  'login.look-alike': {
    zh: '只能用小写英文字母、数字和 . _ -；不收全角、大写或形近字符，以免与他人混淆',
    en: 'Small ASCII letters, digits and . _ - only: no full-width, capital or look-alike characters, which could pass for somebody else',
  },
  'login.pattern': {
    zh: '3 至 32 个字符，以小写字母开头，只含小写字母、数字和 . _ -',
    en: '3 to 32 characters, beginning with a small letter: small letters, digits and . _ -',
  },
  'staff-name.not-seen': { zh: '姓名中有看不见的字符', en: 'The name holds characters that are not seen' },
  'staff-name.form': {
    zh: '姓名为 1 至 60 个字，含文字，不用全角英文、组合字符或多余空格',
    en: 'A name has 1 to 60 characters with letters among them, composed forms, no full-width letters or spare spaces',
  },
  'staff-name.mixed-scripts': {
    zh: '姓名不能混用拉丁、西里尔和希腊字母',
    en: 'A name does not mix Latin, Cyrillic and Greek letters',
  },
  'role.own-account': {
    zh: '不能申请或决定自己的角色',
    en: 'Nobody asks for or decides on roles of their own',
  },
  'role.own-request': {
    zh: '须由另一名安全管理员决定',
    en: 'Another security administrator than the one who asked has to decide',
  },
  'role.asker-gone': {
    zh: '申请人已不是安全管理员，请重新申请',
    en: 'Whoever asked is no security administrator any more; ask anew',
  },
  'role.account-closed': { zh: '账号已注销', en: 'The account is closed' },
  'role.account-not-active': {
    zh: '本人尚未登记，或账号已停用',
    en: 'The person has not enrolled yet, or the account is suspended',
  },
  'role.held-already': { zh: '已在该机构担任此角色', en: 'The role is held in this unit already' },
  'role.not-held': { zh: '没有在该机构担任此角色', en: 'The role is not held in this unit' },
  'role.not-together': {
    zh: `${administrators('zh')}不能兼任，也不能兼其他角色`,
    en: `One of ${administrators('en')} holds no other role`,
  },
};

registerProblemTexts('accounts', ERROR_TEXTS);
registerProblemTexts('accounts', PROBLEM_TEXTS);

/** Refusals that come from who asks; the others come from how things stand. */
const EYES: ReadonlySet<ProblemCode> = new Set([
  'account.own',
  'role.own-account',
  'role.own-request',
] as const);

/** `account.refused` with its reasons. */
export const accountRefused = (reasons: readonly AccountProblemCode[]): DomainError<AccountsErrorCode> =>
  refused('account.refused', reasons);

/** `role-request.refused` with its reasons. */
export const roleRefused = (reasons: readonly RoleProblemCode[]): DomainError<AccountsErrorCode> =>
  refused('role-request.refused', reasons);

function refused(code: AccountsErrorCode, reasons: readonly ProblemCode[]): DomainError<AccountsErrorCode> {
  const kind = reasons.some((reason) => EYES.has(reason)) ? 'forbidden' : 'conflict';
  return new DomainError(kind, code, { problems: reasons.map((reason) => ({ path: '', code: reason })) });
}
