import { DomainError } from '../../shared/domain-error.ts';
import type { FieldProblem } from '../views/form-parts.tsx';

/**
 * What a refusal means for the fields of a form: its reasons at their fields, or the refusal itself at `fallback`.
 *
 * @param fieldOfPath ids of fields by the paths of problems; what is not in it belongs to `fallback`
 * @throws the error itself where it is none that somebody at a form can mend
 */
export function formProblems(
  error: unknown,
  fallback: string,
  fieldOfPath: Readonly<Record<string, string>> = {},
): FieldProblem[] {
  if (!(error instanceof DomainError) || error.kind === 'unavailable' || error.kind === 'not-found')
    throw error;
  if (error.problems.length === 0) return [{ field: fallback, code: error.code, params: error.params }];
  return error.problems.map(({ path, code, params }) => ({
    field: fieldOfPath[path] ?? fallback,
    code,
    params,
  }));
}
