import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { core } from 'zod';
import { DomainError, type FieldProblem } from '../../shared/domain-error.ts';
import type { SchemaProblemCode } from './platform-texts.ts';

const MAX_PROBLEMS = 50;

/** An issue as zod gives it through Standard Schema: its path, and what it is about. */
type SchemaIssue = { readonly path?: readonly unknown[] | undefined } & Partial<core.$ZodIssue>;

/**
 * Checks whatever a handler declares with a schema (`@Body({ schema })`, `@Query`, `@Param`) and refuses with
 * `request.invalid` and one problem a field.
 */
export function schemaValidationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new DomainError('invalid', 'request.invalid', {
        problems: fieldProblems(issues as readonly SchemaIssue[]),
      }),
  });
}

/** At most 50 problems: a caller chooses how many there are. */
export function fieldProblems(issues: readonly SchemaIssue[]): FieldProblem[] {
  return issues.slice(0, MAX_PROBLEMS).map((issue) => ({
    path: (issue.path ?? []).map(String).join('/').slice(0, 200),
    ...codeOf(issue),
  }));
}

function codeOf(issue: SchemaIssue): {
  code: SchemaProblemCode | string;
  params?: Record<string, string | number>;
} {
  switch (issue.code) {
    case 'invalid_type':
      return { code: /received undefined/.test(issue.message ?? '') ? 'value.required' : 'value.type' };
    case 'too_small':
      return { code: 'value.too-short', params: { limit: Number(issue.minimum) } };
    case 'too_big':
      return { code: 'value.too-long', params: { limit: Number(issue.maximum) } };
    case 'invalid_format':
      return { code: 'value.format' };
    case 'invalid_value':
      return { code: 'value.choice' };
    case 'unrecognized_keys':
      return { code: 'value.unknown-member', params: { names: (issue.keys ?? []).join(', ').slice(0, 200) } };
    case 'custom':
      return { code: typeof issue.params?.['code'] === 'string' ? issue.params['code'] : 'value.invalid' };
    default:
      return { code: 'value.invalid' };
  }
}
