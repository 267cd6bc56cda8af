import { z } from 'zod';
import { isCalendarDate } from '../../shared/calendar-date.ts';
import { holderCodeProblems } from '../../shared/codes/holder-code-types.ts';
import { usccProblems } from '../../shared/codes/uscc.ts';
import type { FieldProblem } from '../../shared/domain-error.ts';
import { compareDecimals, decimalsOf, isPlainDecimal } from './decimal.ts';
import type { FieldKind, FieldOfKind } from './field-definition.ts';
import type { FieldValueCode } from './field-value-texts.ts';
import { pictureFormatOf } from './picture-format.ts';

/** A problem of a value; `path` is within the value, empty for the value itself. */
type ValueProblem = FieldProblem & { readonly code: FieldValueCode };
type Rule<Kind extends FieldKind> = (field: FieldOfKind<Kind>, value: unknown) => ValueProblem[];

/** A picture as sent: its bytes in base64. */
export const PictureValue = z.strictObject({ format: z.enum(['png', 'jpeg']), base64: z.base64() });
export type PictureValue = z.infer<typeof PictureValue>;

/** A person as sent; `codeType` and `code` stand together or are both left out. */
export const PersonValue = z.strictObject({
  name: z.string(),
  codeType: z.string().optional(),
  code: z.string().optional(),
});
export type PersonValue = z.infer<typeof PersonValue>;

/** The rule of each kind of single value: all reasons why a value that is present cannot be taken. */
export const VALUE_RULES: { readonly [Kind in Exclude<FieldKind, 'rows'>]: Rule<Kind> } = {
  text: (field, value) => (typeof value === 'string' ? textProblems(field, value) : wrongType()),
  number: (field, value) => (typeof value === 'string' ? numberProblems(field, value) : wrongType()),
  date: (field, value) => (typeof value === 'string' ? dateProblems(field, value) : wrongType()),
  enumeration: (field, value) =>
    field.options.some((option) => option.code === value) ? [] : [problem('field.not-an-option')],
  identityNumber: (field, value) =>
    typeof value === 'string' ? codes(holderCodeProblems(field.codeType, value)) : wrongType(),
  uscc: (_field, value) => (typeof value === 'string' ? codes(usccProblems(value)) : wrongType()),
  amount: (field, value) => (typeof value === 'string' ? amountProblems(field, value) : wrongType()),
  picture: pictureProblems,
  person: personProblems,
};

/** Longest name of a person the rules take: 民委发〔2016〕33号 asks systems for at least fifty characters. */
const PERSON_NAME_MAX = 100;

/** Control characters (line feed apart), lone surrogates and bidirectional controls never belong on a face. */
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/u;

function textProblems(field: FieldOfKind<'text'>, value: string): ValueProblem[] {
  if (!isPrintable(value)) return [problem('field.characters')];
  const length = [...value].length;
  const problems: ValueProblem[] = [];
  if (length < field.minLength) problems.push(problem('field.too-short', { limit: field.minLength }));
  if (length > field.maxLength) problems.push(problem('field.too-long', { limit: field.maxLength }));
  if (problems.length === 0 && field.pattern && !new RegExp(`^(?:${field.pattern})$`, 'u').test(value))
    problems.push(problem('field.pattern', patternHint(field)));
  return problems;
}

function patternHint({ patternHint: hint }: FieldOfKind<'text'>): FieldProblem['params'] {
  return { form: hint?.zh ?? '规定的格式', formEn: hint?.en ?? 'the prescribed form' };
}

function numberProblems(field: FieldOfKind<'number'>, value: string): ValueProblem[] {
  if (value.length > 30 || !isPlainDecimal(value)) return [problem('field.not-a-number')];
  const problems = rangeProblems(field, value);
  if (decimalsOf(value) > field.decimals) problems.push(problem('field.decimals', { limit: field.decimals }));
  return problems;
}

function amountProblems(field: FieldOfKind<'amount'>, value: string): ValueProblem[] {
  if (!/^(0|[1-9]\d{0,17})$/.test(value)) return [problem('field.not-an-amount')];
  return rangeProblems(field, value);
}

function rangeProblems(range: { min?: string; max?: string }, value: string): ValueProblem[] {
  if (range.min !== undefined && compareDecimals(value, range.min) < 0)
    return [problem('field.below-minimum', { limit: range.min })];
  if (range.max !== undefined && compareDecimals(value, range.max) > 0)
    return [problem('field.above-maximum', { limit: range.max })];
  return [];
}

function dateProblems(field: FieldOfKind<'date'>, value: string): ValueProblem[] {
  if (!isCalendarDate(value)) return [problem('field.not-a-date')];
  if (field.earliest && value < field.earliest)
    return [problem('field.before-earliest', { limit: field.earliest })];
  if (field.latest && value > field.latest) return [problem('field.after-latest', { limit: field.latest })];
  return [];
}

function pictureProblems(field: FieldOfKind<'picture'>, value: unknown): ValueProblem[] {
  const picture = PictureValue.safeParse(value);
  if (!picture.success) return wrongType();
  const { format, base64 } = picture.data;
  if (!field.formats.includes(format)) return [problem('field.picture-format')];
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > field.maxBytes)
    return [problem('field.picture-size', { limit: Math.floor(field.maxBytes / 1024) })];
  // The sender's word for the format is not believed: the back-ends embed by it.
  return pictureFormatOf(bytes) === format ? [] : [problem('field.picture-damaged')];
}

function personProblems(field: FieldOfKind<'person'>, value: unknown): ValueProblem[] {
  const person = PersonValue.safeParse(value);
  if (!person.success) return wrongType();
  const { name, codeType, code } = person.data;
  return [...personNameProblems(name), ...personCodeProblems(field, codeType, code)];
}

/** Reasons why a name of a person or body cannot stand on a face; paths end in `name`. */
export function personNameProblems(name: string): ValueProblem[] {
  const label = { label: '姓名或名称', labelEn: 'the name' };
  if (name.trim() === '') return [{ path: 'name', code: 'field.required', params: label }];
  if (!isPrintable(name) || name.includes('\n'))
    return [{ path: 'name', code: 'field.characters', params: label }];
  if ([...name].length > PERSON_NAME_MAX)
    return [{ path: 'name', code: 'field.too-long', params: { ...label, limit: PERSON_NAME_MAX } }];
  return [];
}

/** Reasons why a person's code cannot be taken where `codeTypes` are allowed; paths `codeType` and `code`. */
export function personCodeProblems(
  rule: { readonly codeTypes: readonly string[]; readonly codeRequired: boolean },
  codeType: string | undefined,
  code: string | undefined,
): ValueProblem[] {
  if (codeType === undefined && code === undefined)
    return rule.codeRequired ? [{ path: 'code', code: 'field.required' }] : [];
  if (codeType === undefined) return [{ path: 'codeType', code: 'field.required' }];
  if (!rule.codeTypes.includes(codeType)) return [{ path: 'codeType', code: 'field.not-an-option' }];
  if (code === undefined) return [{ path: 'code', code: 'field.required' }];
  return codes(holderCodeProblems(codeType, code)).map((reason) => ({ ...reason, path: 'code' }));
}

function isPrintable(text: string): boolean {
  return text.isWellFormed() && !UNPRINTABLE.test(text);
}

function problem(code: FieldValueCode, params?: FieldProblem['params']): ValueProblem {
  return { path: '', code, ...(params && { params }) };
}

function wrongType(): ValueProblem[] {
  return [problem('field.type')];
}

function codes(reasons: readonly FieldValueCode[]): ValueProblem[] {
  return reasons.map((code) => problem(code));
}
