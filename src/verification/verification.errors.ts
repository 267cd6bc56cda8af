import { type ProblemText, registerProblemTexts } from '../platform/http/problem-texts.ts';
import { DomainError, type FieldProblem } from '../shared/domain-error.ts';

/** Closed codes of checks that could not begin; what a check finds is a verdict, never one of these. */
export type VerificationErrorCode = 'verification.invalid' | 'verification.busy';

/** Closed codes of what is wrong with one thing that was typed or sent. */
export type VerificationProblemCode =
  | 'identifier.empty'
  | 'identifier.form'
  | 'identifier.check-character'
  | 'number.empty'
  | 'number.check-character'
  | 'name.empty'
  | 'type.unknown'
  | 'statement.form'
  | 'on.not-a-date'
  | 'on.in-future'
  | 'file.missing'
  | 'file.empty';

const ERROR_TEXTS: Readonly<Record<VerificationErrorCode, ProblemText>> = {
  'verification.invalid': { zh: '有内容需要改', en: 'There is a problem' },
  'verification.busy': {
    zh: '现在核验的文件太多，请一分钟后再试',
    en: 'Too many files are being checked – try again in a minute',
  },
};

const PROBLEM_TEXTS: Readonly<Record<VerificationProblemCode, ProblemText>> = {
  'identifier.empty': { zh: '输入证照标识', en: 'Enter the licence identifier' },
  'identifier.form': {
    zh: '证照标识以1.2.156.3005.2开头，对照证照再输一次',
    en: 'An identifier begins with 1.2.156.3005.2 – compare with the licence',
  },
  'identifier.check-character': {
    zh: '编号最后一位对不上，对照证照再输一次',
    en: 'The last character does not fit – compare with the licence',
  },
  'number.empty': { zh: '输入证照编号', en: 'Enter the licence number' },
  'number.check-character': {
    zh: '编号最后一位对不上，对照证照再输一次',
    en: 'The last character does not fit – compare with the licence',
  },
  'name.empty': { zh: '输入持证人姓名或单位全称', en: 'Enter the holder’s name' },
  'type.unknown': { zh: '选择证照类型', en: 'Select the licence type' },
  'statement.form': {
    zh: '声明码读不出来，再扫一次',
    en: 'The statement code could not be read – scan it again',
  },
  'on.not-a-date': { zh: '应为存在的日期，如2026-11-23', en: 'This must be a date like 2026-11-23' },
  'on.in-future': { zh: '日期不能晚于今天', en: 'The date must not be after today' },
  'file.missing': { zh: '选择要核验的文件', en: 'Select a file to check' },
  'file.empty': { zh: '文件是空的', en: 'The file is empty' },
};

registerProblemTexts('verification', { ...ERROR_TEXTS, ...PROBLEM_TEXTS });

/** Input that cannot be checked, with what is wrong with each part. */
export function invalidInput(
  ...problems: readonly (FieldProblem & { readonly code: VerificationProblemCode })[]
): DomainError<VerificationErrorCode> {
  return new DomainError('invalid', 'verification.invalid', { problems });
}

/** All inspection processes are taken and too many files wait: 503. */
export function tooBusy(cause: unknown): DomainError<VerificationErrorCode> {
  return new DomainError('unavailable', 'verification.busy', { cause });
}
