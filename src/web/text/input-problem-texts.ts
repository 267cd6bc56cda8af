import { problemText, registerProblemTexts } from '../../platform/http/problem-texts.ts';
import '../../problem-reports/problem-reports.errors.ts';
import '../../verification/verification.errors.ts';
import type { VerificationProblemCode } from '../../verification/verification.errors.ts';
import type { Bilingual } from './bilingual.ts';

/** What only the forms of the pages can get wrong; the rest are the codes of verification itself. */
const FORM_PROBLEM_TEXTS = {
  'number.too-long': {
    zh: '编号太长，对照证照再输一次',
    en: 'The number is too long – compare with the licence',
  },
  'name.too-long': { zh: '名称不能超过200个字', en: 'The name must have at most 200 characters' },
  'password.not-repeated': { zh: '两次输入的密码不一样', en: 'The two passwords are not the same' },
  'date.incomplete': { zh: '日期要写全年、月、日', en: 'The date must include a year, month and day' },
  'date.unreal': { zh: '这一天不存在', en: 'The date must be a real date' },
} as const satisfies Record<string, Bilingual>;

registerProblemTexts('web', FORM_PROBLEM_TEXTS);

export type InputProblemCode = VerificationProblemCode | keyof typeof FORM_PROBLEM_TEXTS;

/** The words for a problem, the same in the summary and at the field; for a code without words the code itself. */
export const inputProblemText = (
  code: string,
  params: Readonly<Record<string, string | number>> = {},
): Bilingual => ({
  zh: problemText(code, 'zh', params) ?? code,
  en: problemText(code, 'en', params) ?? code,
});
