import { registerProblemTexts } from '../../platform/http/problem-texts.ts';
import type { Bilingual } from './field-definition.ts';
import type { SignatureProfileProblem } from './signature-profile.ts';
import type { ValidityProblem } from './validity-rule.ts';

/** Closed codes of what in a definition contradicts itself. */
export type DefinitionCode =
  | SignatureProfileProblem
  | 'definition.code-not-of-body'
  | 'definition.bounds-crossed'
  | 'definition.roles-not-max'
  | 'definition.code-type-class'
  | 'definition.example-mismatch'
  | 'definition.duplicate-field'
  | 'definition.duplicate-option'
  | 'definition.hint-missing'
  | 'definition.pattern-slow'
  | 'definition.pattern-invalid'
  | 'definition.seal-places';

const DEFINITION_TEXTS: Readonly<Record<DefinitionCode, Bilingual>> = {
  'definition.code-not-of-body': {
    zh: '证照类型代码前18位应为定义机构代码',
    en: 'The type code must begin with the code of the defining body',
  },
  'definition.bounds-crossed': { zh: '下限大于上限', en: 'The lower bound is above the upper one' },
  'definition.roles-not-max': {
    zh: '持证人角色数应等于持证人数上限',
    en: 'There must be one role for each of the most holders allowed',
  },
  'definition.code-type-class': {
    zh: '持证主体代码类型与持证主体类别不符',
    en: 'A code type does not fit the class of holders',
  },
  'definition.example-mismatch': {
    zh: '编号示例不符合编号规则',
    en: 'The example does not fit the numbering rule',
  },
  'definition.duplicate-field': { zh: '照面项短名重复', en: 'This short name stands twice' },
  'definition.duplicate-option': { zh: '选项代码重复', en: 'An option code stands twice' },
  'definition.hint-missing': {
    zh: '有格式规则的项须写明格式说明',
    en: 'A field with a pattern needs its pattern in words',
  },
  'definition.pattern-slow': {
    zh: '格式规则含嵌套重复，可能极慢',
    en: 'The pattern repeats a repetition and could take very long',
  },
  'definition.pattern-invalid': {
    zh: '格式规则不是正确的正则表达式',
    en: 'The pattern is not a regular expression',
  },
  'definition.seal-places': {
    zh: '版面上的印章位置数与签章要求不符',
    en: 'The face has not one place for each seal',
  },
  'definition.seal-order': {
    zh: '签章顺序应从1起连续编号',
    en: 'The seals must be numbered from 1 without gaps',
  },
  'definition.certify-not-first': {
    zh: '只有第一个签章可以是认证签名',
    en: 'Only the first signature can certify',
  },
  'definition.sub-filter-level': {
    zh: 'adbe.pkcs7.detached只能用于B-B级',
    en: 'adbe.pkcs7.detached goes with level B-B only',
  },
  'definition.sub-filter-suite': {
    zh: '国标电子签章只能使用SM2密钥',
    en: 'A seal of GB/T 38540 goes with SM2 keys only',
  },
};

const VALIDITY_TEXTS: Readonly<Record<ValidityProblem, Bilingual>> = {
  'validity.end-required': { zh: '请填写有效期截止日期', en: 'Enter the last day of validity' },
  'validity.end-not-allowed': {
    zh: '截止日期由证照类型的规则算出，不能另填',
    en: 'The last day follows from the type’s rule and cannot be stated otherwise',
  },
  'validity.end-before-start': {
    zh: '截止日期早于起始日期',
    en: 'The last day is before the first',
  },
  'validity.end-too-late': {
    zh: '有效期超过证照类型允许的年数',
    en: 'The validity is longer than the type allows',
  },
  'validity.birth-date-required': {
    zh: '计算有效期需要持证人的出生日期',
    en: 'The holder’s birth date is needed to find the last day',
  },
};

registerProblemTexts('catalogue/definitions', DEFINITION_TEXTS);
registerProblemTexts('catalogue/validity', VALIDITY_TEXTS);
