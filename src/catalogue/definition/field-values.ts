import type { FieldProblem } from '../../shared/domain-error.ts';
import type { FieldDefinition, FieldOfKind, ScalarFieldDefinition } from './field-definition.ts';
import { VALUE_RULES } from './field-value-rules.ts';

/** Values of a licence's own fields by short name, as sent; nothing in it is trusted. */
export type FieldValues = Readonly<Record<string, unknown>>;

/**
 * All that is wrong with `values` under a type's fields: missing, unknown and ill-formed ones together, in the order
 * of the definition, each with its JSON pointer (`KZ_QLR/1/name`). Empty when they can be taken.
 */
export function checkFieldValues(fields: readonly FieldDefinition[], values: FieldValues): FieldProblem[] {
  return [
    ...fields.flatMap((field) => memberProblems(field, values)),
    ...unknownProblems(
      fields.map((field) => field.name),
      values,
    ),
  ];
}

function memberProblems(field: FieldDefinition, values: FieldValues): FieldProblem[] {
  const value = Object.hasOwn(values, field.name) ? values[field.name] : undefined;
  return beneath(field.name, valueProblems(field, value)).map((problem) => labelled(problem, field));
}

function valueProblems(field: FieldDefinition, value: unknown): FieldProblem[] {
  if (isAbsent(value)) return field.required ? [{ path: '', code: 'field.required' }] : [];
  return field.kind === 'rows' ? rowsProblems(field, value) : scalarProblems(field, value);
}

/** The innermost field's label goes with the problem, so that its text needs no definition at hand. */
function labelled(problem: FieldProblem, { label }: FieldDefinition): FieldProblem {
  return { ...problem, params: { label: label.zh, labelEn: label.en, ...problem.params } };
}

/** An empty text is no value: a form sends it for a field left empty. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function scalarProblems(field: ScalarFieldDefinition, value: unknown): FieldProblem[] {
  const rule = VALUE_RULES[field.kind] as (field: ScalarFieldDefinition, value: unknown) => FieldProblem[];
  return rule(field, value);
}

function rowsProblems(field: FieldOfKind<'rows'>, value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [{ path: '', code: 'field.type' }];
  if (value.length < field.minRows)
    return [{ path: '', code: 'field.too-few-rows', params: { limit: field.minRows } }];
  if (value.length > field.maxRows)
    return [{ path: '', code: 'field.too-many-rows', params: { limit: field.maxRows } }];
  return value.flatMap((row, at) => beneath(String(at), rowProblems(field.columns, row)));
}

function rowProblems(columns: readonly ScalarFieldDefinition[], row: unknown): FieldProblem[] {
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    return [{ path: '', code: 'field.type' }];
  return checkFieldValues(columns, row as FieldValues);
}

function unknownProblems(names: readonly string[], values: FieldValues): FieldProblem[] {
  const known = new Set(names);
  return Object.keys(values)
    .filter((name) => !known.has(name))
    .map((name) => ({ path: pointerToken(name), code: 'field.unknown' }));
}

function beneath(parent: string, problems: readonly FieldProblem[]): FieldProblem[] {
  return problems.map((problem) => ({
    ...problem,
    path: problem.path === '' ? parent : `${parent}/${problem.path}`,
  }));
}

/** A member's name as a JSON pointer token (RFC 6901 §3), cut short: the sender chose it. */
function pointerToken(name: string): string {
  return name.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1');
}
