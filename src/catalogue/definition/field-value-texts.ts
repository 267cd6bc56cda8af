import { registerProblemTexts } from '../../platform/http/problem-texts.ts';
import type { HolderCodeProblem } from '../../shared/codes/holder-code-types.ts';
import type { Bilingual } from './field-definition.ts';

/** Closed codes of what can be wrong with a value of a field. */
export type FieldValueCode =
  | HolderCodeProblem
  | 'field.unknown'
  | 'field.required'
  | 'field.type'
  | 'field.characters'
  | 'field.too-short'
  | 'field.too-long'
  | 'field.pattern'
  | 'field.not-a-number'
  | 'field.decimals'
  | 'field.not-an-amount'
  | 'field.below-minimum'
  | 'field.above-maximum'
  | 'field.not-a-date'
  | 'field.before-earliest'
  | 'field.after-latest'
  | 'field.not-an-option'
  | 'field.picture-format'
  | 'field.picture-size'
  | 'field.picture-damaged'
  | 'field.too-few-rows'
  | 'field.too-many-rows';

/** `{label}`, `{labelEn}`: the field's label; `{limit}`: the rule's bound; `{form}`: the pattern in words. */
const FIELD_VALUE_TEXTS: Readonly<Record<FieldValueCode, Bilingual>> = {
  'field.unknown': { zh: '本证照没有这一项', en: 'This licence type has no such field' },
  'field.required': { zh: '请填写{label}', en: 'Enter {labelEn}' },
  'field.type': { zh: '{label}的数据形式不对', en: '{labelEn} has the wrong form of data' },
  'field.characters': {
    zh: '{label}含有不能打印的字符',
    en: '{labelEn} has characters that cannot be printed',
  },
  'field.too-short': { zh: '{label}至少{limit}个字', en: '{labelEn} must have at least {limit} characters' },
  'field.too-long': { zh: '{label}最多{limit}个字', en: '{labelEn} must have at most {limit} characters' },
  'field.pattern': { zh: '{label}应为{form}', en: '{labelEn} must be {formEn}' },
  'field.not-a-number': { zh: '{label}应为数字', en: '{labelEn} must be a number' },
  'field.decimals': { zh: '{label}最多{limit}位小数', en: '{labelEn} must have at most {limit} decimals' },
  'field.not-an-amount': {
    zh: '{label}应为以分计的整数',
    en: '{labelEn} must be a whole number of minor units',
  },
  'field.below-minimum': { zh: '{label}不能小于{limit}', en: '{labelEn} must be {limit} or more' },
  'field.above-maximum': { zh: '{label}不能大于{limit}', en: '{labelEn} must be {limit} or less' },
  'field.not-a-date': {
    zh: '{label}应为存在的日期，如2026-11-23',
    en: '{labelEn} must be a date like 2026-11-23',
  },
  'field.before-earliest': { zh: '{label}不能早于{limit}', en: '{labelEn} must be {limit} or later' },
  'field.after-latest': { zh: '{label}不能晚于{limit}', en: '{labelEn} must be {limit} or earlier' },
  'field.not-an-option': { zh: '请从列出的选项中选择{label}', en: 'Choose {labelEn} from the options given' },
  'field.picture-format': { zh: '{label}的图片格式不被接受', en: '{labelEn} is not in an accepted format' },
  'field.picture-size': { zh: '{label}不能大于{limit}KB', en: '{labelEn} must be at most {limit} KB' },
  'field.picture-damaged': {
    zh: '{label}不是所说格式的图片',
    en: '{labelEn} is not a picture of the format stated',
  },
  'field.too-few-rows': { zh: '{label}至少{limit}行', en: '{labelEn} needs at least {limit} rows' },
  'field.too-many-rows': { zh: '{label}最多{limit}行', en: '{labelEn} takes at most {limit} rows' },
  'uscc.length': { zh: '统一社会信用代码应为18位', en: 'A unified social credit code has 18 characters' },
  'uscc.alphabet': {
    zh: '统一社会信用代码只用数字和大写字母，不用I、O、S、V、Z',
    en: 'A unified social credit code uses digits and capitals without I, O, S, V, Z',
  },
  'uscc.region': {
    zh: '统一社会信用代码第3至8位应为数字',
    en: 'Characters 3 to 8 of a unified social credit code are digits',
  },
  'uscc.organisation-check': {
    zh: '统一社会信用代码第17位校验不符，请核对',
    en: 'Character 17 of the unified social credit code does not check; please compare',
  },
  'uscc.check': {
    zh: '统一社会信用代码末位校验不符，请核对',
    en: 'The last character of the unified social credit code does not check; please compare',
  },
  'citizen-number.legacy': {
    zh: '15位身份证号已停用，请填18位',
    en: 'Citizen numbers of 15 digits are retired; enter 18 digits',
  },
  'citizen-number.form': {
    zh: '身份证号应为18位，末位可为大写X',
    en: 'A citizen number has 18 digits; the last may be X',
  },
  'citizen-number.region': {
    zh: '身份证号前两位不是省级代码',
    en: 'The first two digits of the citizen number are no province',
  },
  'citizen-number.birth-date': {
    zh: '身份证号中的出生日期不存在',
    en: 'The birth date in the citizen number does not exist',
  },
  'citizen-number.check': {
    zh: '身份证号末位校验不符，请核对',
    en: 'The last character of the citizen number does not check; please compare',
  },
  'holder-code.type': { zh: '证件类型代码不在表中', en: 'This type of document is not in the table' },
  'holder-code.form': {
    zh: '号码不符合该类证件的格式',
    en: 'The number does not fit this type of document',
  },
};

registerProblemTexts('catalogue/fields', FIELD_VALUE_TEXTS);
