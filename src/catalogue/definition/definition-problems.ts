import { holderCodeTypeOf } from '../../shared/codes/holder-code-types.ts';
import { usccProblems } from '../../shared/codes/uscc.ts';
import type { FieldProblem } from '../../shared/domain-error.ts';
import type { FaceTemplate } from '../../typesetting/face-template.ts';
import { compareDecimals } from './decimal.ts';
import type { DefinitionCode } from './definition-texts.ts';
import type { FieldDefinition } from './field-definition.ts';
import type { LicenceTypeDefinition } from './licence-type-definition.ts';
import { signatureProfileProblems } from './signature-profile.ts';

/**
 * What in a well-formed definition contradicts itself or the face that goes with it. All problems at once, by the
 * paths of the request (`definition/fields/3/pattern`); empty when the version can be published.
 */
export function definitionProblems(definition: LicenceTypeDefinition, face: FaceTemplate): FieldProblem[] {
  return [
    ...directoryProblems(definition),
    ...holderProblems(definition),
    ...numberingProblems(definition),
    ...duplicateProblems('definition/fields', definition.fields),
    ...definition.fields.flatMap((field, at) => fieldProblems(`definition/fields/${at}`, field)),
    ...signatureProblems(definition, face),
  ];
}

function directoryProblems({ code, directory }: LicenceTypeDefinition): FieldProblem[] {
  const problems = usccProblems(directory.definingBodyCode).map(
    (reason): FieldProblem => ({
      path: 'definition/directory/definingBodyCode',
      code: reason,
    }),
  );
  if (!code.startsWith(directory.definingBodyCode))
    problems.push(fault('definition/code', 'definition.code-not-of-body'));
  return problems;
}

function holderProblems({ holders }: LicenceTypeDefinition): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (holders.min > holders.max) problems.push(fault('definition/holders/max', 'definition.bounds-crossed'));
  if (holders.roles && holders.roles.length !== holders.max)
    problems.push(fault('definition/holders/roles', 'definition.roles-not-max'));
  const foreign = holders.codeTypes.some((code) => {
    const kind = holderCodeTypeOf(code)?.holderClass;
    return holders.holderClass !== 'mixed' && kind !== holders.holderClass;
  });
  if (foreign) problems.push(fault('definition/holders/codeTypes', 'definition.code-type-class'));
  return problems;
}

function numberingProblems({ numbering }: LicenceTypeDefinition): FieldProblem[] {
  const path = 'definition/numbering/pattern';
  const problem = patternProblem(numbering.pattern);
  if (problem) return [fault(path, problem)];
  const matches = new RegExp(`^(?:${numbering.pattern})$`, 'u').test(numbering.example);
  return matches ? [] : [fault('definition/numbering/example', 'definition.example-mismatch')];
}

function duplicateProblems(path: string, fields: readonly FieldDefinition[]): FieldProblem[] {
  const names = fields.map((field) => field.name);
  return names.flatMap((name, at) =>
    names.indexOf(name) < at ? [fault(`${path}/${at}/name`, 'definition.duplicate-field')] : [],
  );
}

function fieldProblems(path: string, field: FieldDefinition): FieldProblem[] {
  if (field.kind === 'rows')
    return [
      ...boundsProblems(path, field.minRows, field.maxRows, (low, high) => low - high),
      ...duplicateProblems(`${path}/columns`, field.columns),
      ...field.columns.flatMap((column, at) => fieldProblems(`${path}/columns/${at}`, column)),
    ];
  if (field.kind === 'text') return textProblems(path, field);
  if (field.kind === 'number' || field.kind === 'amount')
    return boundsProblems(path, field.min, field.max, compareDecimals);
  if (field.kind === 'date')
    return boundsProblems(path, field.earliest, field.latest, (low, high) => (low > high ? 1 : 0));
  if (field.kind === 'enumeration') return optionProblems(path, field.options);
  return [];
}

function textProblems(path: string, field: Extract<FieldDefinition, { kind: 'text' }>): FieldProblem[] {
  const problems = boundsProblems(path, field.minLength, field.maxLength, (low, high) => low - high);
  const pattern = field.pattern === undefined ? null : patternProblem(field.pattern);
  if (pattern) problems.push(fault(`${path}/pattern`, pattern));
  if (field.pattern !== undefined && !field.patternHint)
    problems.push(fault(`${path}/patternHint`, 'definition.hint-missing'));
  return problems;
}

function optionProblems(path: string, options: readonly { readonly code: string }[]): FieldProblem[] {
  const codes = options.map((option) => option.code);
  return new Set(codes).size === codes.length
    ? []
    : [fault(`${path}/options`, 'definition.duplicate-option')];
}

function boundsProblems<Bound>(
  path: string,
  low: Bound | undefined,
  high: Bound | undefined,
  compare: (low: Bound, high: Bound) => number,
): FieldProblem[] {
  const crossed = low !== undefined && high !== undefined && compare(low, high) > 0;
  return crossed ? [fault(path, 'definition.bounds-crossed')] : [];
}

/** A repeated group that itself repeats can take exponential time on hostile values; none is needed for numbers. */
const NESTED_REPEAT = /\([^)]*[+*{][^)]*\)[+*{]/;

function patternProblem(pattern: string): DefinitionCode | null {
  if (NESTED_REPEAT.test(pattern)) return 'definition.pattern-slow';
  try {
    new RegExp(`^(?:${pattern})$`, 'u');
    return null;
  } catch {
    return 'definition.pattern-invalid';
  }
}

function signatureProblems({ signature }: LicenceTypeDefinition, face: FaceTemplate): FieldProblem[] {
  const problems = signatureProfileProblems(signature).map((code) => fault('definition/signature', code));
  if (face.sealPlaces.length !== signature.seals.length)
    problems.push(fault('faceTemplate/sealPlaces', 'definition.seal-places'));
  return problems;
}

function fault(path: string, code: DefinitionCode): FieldProblem {
  return { path, code };
}
