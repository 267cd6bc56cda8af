import { registerProblemTexts } from '../platform/http/problem-texts.ts';
import type { HolderCodeProblem } from '../shared/codes/holder-code-types.ts';
import type { FaceTemplateFault } from '../typesetting/check-face-template.ts';
import type { Bilingual } from './field-definition.ts';
import type { SignatureProfileProblem } from './signature-profile.ts';
import type { ValidityProblem } from './validity-rule.ts';

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

/** What keeps one licence from being drawn on its face. */
type FaceRefusalCode =
  | 'value-missing'
  | 'too-many-rows'
  | 'picture-too-small'
  | 'qr-not-alphanumeric'
  | 'qr-does-not-fit';

const FACE_TEXTS: Readonly<Record<FaceTemplateFault | FaceRefusalCode, Bilingual>> = {
  'page-size': {
    zh: '页面边长应在{smallestMm}至{largestMm}毫米之间',
    en: 'A side of the page must be {smallestMm} to {largestMm} mm',
  },
  'outside-page': { zh: '超出页面', en: 'This reaches outside the page' },
  'box-empty': { zh: '文字框没有面积', en: 'The box is empty' },
  'unknown-source': { zh: '数据项名称不存在', en: 'There is no data of this name' },
  'font-size': {
    zh: '字号应在{smallestPt}至{largestPt}磅之间，最小字号不大于字号',
    en: 'Sizes must be {smallestPt} to {largestPt} pt, the smallest not above the size',
  },
  lines: { zh: '行数或行距有误', en: 'The number of lines or the line pitch is wrong' },
  'never-fits': { zh: '最小字号也高于文字框', en: 'Even the smallest size is higher than the box' },
  'qr-too-small': {
    zh: '二维码边长至少{smallestMm}毫米',
    en: 'The side of the code must be at least {smallestMm} mm',
  },
  'check-code-missing': { zh: '版面没有查验二维码', en: 'The face has no check code' },
  'seal-place-missing': { zh: '版面没有印章位置', en: 'The face has no place for a seal' },
  'seal-outside-page': { zh: '印章超出页面', en: 'The seal reaches outside the page' },
  'slots-overlap': { zh: '与{with}重叠', en: 'This overlaps {with}' },
  'does-not-fit': {
    zh: '内容过长，缩小到{minSizePt}磅也放不下',
    en: 'The text does not fit even at {minSizePt} pt',
  },
  'character-not-drawable': {
    zh: '字库中没有字符{codePoint}，请登记经审核的字形',
    en: 'No font has the character {codePoint}; register a reviewed glyph',
  },
  'picture-not-readable': { zh: '图片已损坏，无法读取', en: 'The picture cannot be read' },
  'picture-colour-space': {
    zh: '图片的颜色格式不能用于证照',
    en: 'The picture’s kind of colour cannot be used',
  },
  'picture-too-large': { zh: '图片尺寸过大', en: 'The picture is too large' },
  'picture-too-small': { zh: '图片分辨率不够', en: 'The picture has too few pixels' },
  'value-missing': { zh: '版面需要此项', en: 'The face needs this' },
  'too-many-rows': { zh: '版面最多容纳{maxRows}行', en: 'The face holds at most {maxRows} rows' },
  'qr-not-alphanumeric': {
    zh: '二维码内容超出允许的字符',
    en: 'The code’s content has characters that are not allowed',
  },
  'qr-does-not-fit': { zh: '二维码内容过长', en: 'The code’s content is too long for its place' },
};

registerProblemTexts('catalogue/fields', FIELD_VALUE_TEXTS);
registerProblemTexts('catalogue/definitions', DEFINITION_TEXTS);
registerProblemTexts('catalogue/validity', VALIDITY_TEXTS);
registerProblemTexts('catalogue/faces', FACE_TEXTS);
