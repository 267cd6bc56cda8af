import { DomainError, type FieldProblem } from '../../shared/domain-error.ts';

/** Where the words of a slot come from in a request, by what the face calls them. */
const REQUEST_PATHS: readonly (readonly [source: RegExp, path: string])[] = [
  [/^(KZ_[A-Z0-9]+)(?=[./]|$)/, 'fields/$1'],
  [/^holders\/(\d+)\//, 'holders/$1/'],
  [/^holder(Name|Code)$/, 'holders'],
  [/^licenceNumber$/, 'number'],
];

/** A refusal of the face with paths as the sender knows them; anything else as it is. */
export function inRequestTerms(error: unknown): unknown {
  if (!(error instanceof DomainError) || error.code !== 'face-refused') return error;
  return new DomainError('invalid', error.code, { problems: error.problems.map(renamed), cause: error });
}

function renamed(problem: FieldProblem): FieldProblem {
  const rule = REQUEST_PATHS.find(([source]) => source.test(problem.path));
  return rule ? { ...problem, path: problem.path.replace(rule[0], rule[1]) } : problem;
}
