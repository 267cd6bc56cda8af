import type { FieldOfKind, VisibilityClass } from '../definition/field-definition.ts';

type TextRule = Partial<Pick<FieldOfKind<'text'>, 'minLength' | 'pattern' | 'patternHint'>>;

/** What all builders take: short name, labels, class; fields are required unless `optional` is put around them. */
type Naming = readonly [name: string, zh: string, en: string, visibility: VisibilityClass];

/** A required text of at most `maxLength` characters. */
export function text(naming: Naming, maxLength: number, rule: TextRule = {}): FieldOfKind<'text'> {
  return { ...base(naming), kind: 'text', minLength: 1, maxLength, ...rule };
}

/** A required day. */
export function date(naming: Naming): FieldOfKind<'date'> {
  return { ...base(naming), kind: 'date' };
}

/** A required choice; `options` are code, Chinese and English. */
export function choice(
  naming: Naming,
  options: readonly (readonly [code: string, zh: string, en: string])[],
): FieldOfKind<'enumeration'> {
  const listed = options.map(([code, zh, en]) => ({ code, label: { zh, en } }));
  return { ...base(naming), kind: 'enumeration', options: listed };
}

/** A required number with its unit. */
export function number(
  naming: Naming,
  [min, max]: readonly [string, string],
  decimals: number,
  [zh, en]: readonly [string, string],
): FieldOfKind<'number'> {
  return { ...base(naming), kind: 'number', min, max, decimals, unit: { zh, en } };
}

/** A required amount of yuan, in fen. */
export function yuan(naming: Naming): FieldOfKind<'amount'> {
  return { ...base(naming), kind: 'amount', currency: 'CNY', min: '0', max: '999999999999999' };
}

/** A required photo; 住建部 and 人社部 platforms take at most 50 KB, joint photos a little more. */
export function photo(naming: Naming, maxKilobytes: number): FieldOfKind<'picture'> {
  return { ...base(naming), kind: 'picture', formats: ['jpeg', 'png'], maxBytes: maxKilobytes * 1024 };
}

/** A required person; codes of the document types given, which the person must have. */
export function person(naming: Naming, codeTypes: string[]): FieldOfKind<'person'> {
  return { ...base(naming), kind: 'person', codeTypes, codeRequired: true };
}

/** The same field, which may be left out. */
export function optional<Field extends { readonly required: boolean }>(field: Field): Field {
  return { ...field, required: false };
}

/** 性别 by GB/T 2261.1, the two values that licences print. */
export const SEXES = [
  ['1', '男', 'Male'],
  ['2', '女', 'Female'],
] as const;

function base([name, zh, en, visibility]: Naming) {
  return { name, label: { zh, en }, required: true, visibility };
}
