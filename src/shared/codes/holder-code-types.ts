import { type CitizenNumberProblem, citizenNumberProblems } from './citizen-number.ts';
import { type UsccProblem, usccProblems } from './uscc.ts';

export type HolderCodeProblem = UsccProblem | CitizenNumberProblem | 'holder-code.type' | 'holder-code.form';

export type HolderClass = 'body' | 'natural-person';

/** One row of GB/T 36903 annex A (持证主体代码类型). */
export interface HolderCodeType {
  /** Three digits. */
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly holderClass: HolderClass;
  /** Reasons why a code is not of this type; empty when its form is right. */
  readonly problemsOf: (code: string) => HolderCodeProblem[];
}

/** Card numbers of the forces: a word such as 南字第 and digits, or digits alone; their rules are not public. */
const MILITARY_CARD = /^[\p{Script=Han}]{0,6}\d{4,18}号?$/u;

/** Chinese and foreign passport numbers: letters and digits, at most nine by ICAO 9303, some states print more. */
const PASSPORT = /^[0-9A-Z]{5,15}$/;

const OTHER_CODE = /^[\p{L}\p{N}（）()·\-/]{1,64}$/u;

/** Annex A as published in 2018, and two codes met in practice after it; add a row where another is met. */
export const HOLDER_CODE_TYPES: readonly HolderCodeType[] = [
  body('001', '统一社会信用代码', 'Unified social credit code', usccProblems),
  body('099', '其他法人或其他组织有效证件代码', 'Other code of a body', form(OTHER_CODE)),
  person('111', '公民身份号码', 'Citizen identity number', citizenNumberProblems),
  person('114', '中国人民解放军军官证编号', 'PLA officer card', form(MILITARY_CARD)),
  person('115', '中国人民武装警察部队警官证编号', 'Armed police officer card', form(MILITARY_CARD)),
  person('118', '中国人民解放军士兵证编号', 'PLA soldier card', form(MILITARY_CARD)),
  person('119', '中国人民武装警察部队士兵证编号', 'Armed police soldier card', form(MILITARY_CARD)),
  person('120', '中国人民解放军文职人员证编号', 'PLA civilian staff card', form(MILITARY_CARD)),
  person(
    '122',
    '中国人民武装警察部队文职人员证编号',
    'Armed police civilian staff card',
    form(MILITARY_CARD),
  ),
  person('154', '居住证号码', 'Residence permit', form(/^[0-9A-Z]{8,18}$/)),
  person('411', '外交护照护照号', 'Diplomatic passport', form(PASSPORT)),
  person('412', '公务护照护照号', 'Service passport', form(PASSPORT)),
  person('413', '公务普通护照护照号', 'Public affairs passport', form(PASSPORT)),
  person('414', '普通护照护照号', 'Ordinary passport', form(PASSPORT)),
  person('511', '台湾居民来往大陆通行证号码', 'Mainland travel permit, Taiwan', form(/^\d{8}(\d{2})?$/)),
  person(
    '516',
    '港澳居民来往内地通行证号码',
    'Mainland travel permit, HK and Macao',
    form(/^[HM]\d{8}(\d{2})?$/),
  ),
  person(
    '553',
    '外国人永久居留身份证号码',
    'Permanent residence card',
    form(/^([A-Z]{3}\d{12}|9[0-9A-Z]{16}[\dX])$/),
  ),
  person('999', '其他自然人有效证件代码', 'Other code of a person', form(OTHER_CODE)),
];

const TYPE_BY_CODE = new Map(HOLDER_CODE_TYPES.map((type) => [type.code, type]));

/** The row of annex A for a three-digit code, if there is one. */
export function holderCodeTypeOf(typeCode: string): HolderCodeType | undefined {
  return TYPE_BY_CODE.get(typeCode);
}

/** What is wrong with a holder's code of a given type; an unknown type is a reason of its own. */
export function holderCodeProblems(typeCode: string, code: string): HolderCodeProblem[] {
  const type = holderCodeTypeOf(typeCode);
  return type ? type.problemsOf(code) : ['holder-code.type'];
}

function body(
  code: string,
  zh: string,
  en: string,
  problemsOf: HolderCodeType['problemsOf'],
): HolderCodeType {
  return { code, name: { zh, en }, holderClass: 'body', problemsOf };
}

function person(
  code: string,
  zh: string,
  en: string,
  problemsOf: HolderCodeType['problemsOf'],
): HolderCodeType {
  return { code, name: { zh, en }, holderClass: 'natural-person', problemsOf };
}

function form(pattern: RegExp): HolderCodeType['problemsOf'] {
  return (code) => (pattern.test(code) ? [] : ['holder-code.form']);
}
