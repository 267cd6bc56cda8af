import { personCodeProblems, personNameProblems } from '../../catalogue/definition/field-value-rules.ts';
import type { HolderRule } from '../../catalogue/definition/licence-type-definition.ts';
import type { FieldProblem } from '../../shared/domain-error.ts';
import type { IssueLicence } from '../licence-requests.ts';

type HolderInput = IssueLicence['holders'][number];

/** All reasons why these holders cannot stand on a licence of the type; paths begin with `holders`. */
export function holderBlockers(rule: HolderRule, holders: readonly HolderInput[]): FieldProblem[] {
  const problems = holders.flatMap((holder, at) =>
    [
      ...kindProblems(rule, holder),
      ...roleProblems(rule, holder, at),
      ...personNameProblems(holder.name),
      ...personCodeProblems(rule, holder.codeType, holder.code),
      ...shareProblems(rule, holder),
    ].map((problem) => ({ ...problem, path: `holders/${at}/${problem.path}` })),
  );
  if (holders.length < rule.min || holders.length > rule.max)
    problems.unshift({ path: 'holders', code: 'holder.count', params: { min: rule.min, max: rule.max } });
  return problems;
}

function kindProblems(rule: HolderRule, holder: HolderInput): FieldProblem[] {
  if (rule.holderClass === 'mixed') return [];
  const isPerson = holder.kind === 'natural-person';
  return isPerson === (rule.holderClass === 'natural-person') ? [] : [{ path: 'kind', code: 'holder.kind' }];
}

function roleProblems(rule: HolderRule, holder: HolderInput, at: number): FieldProblem[] {
  const role = rule.roles?.[at];
  if (!role || holder.role === undefined || holder.role === role.code) return [];
  return [{ path: 'role', code: 'holder.role', params: { ordinal: at + 1, role: role.code } }];
}

function shareProblems(rule: HolderRule, holder: HolderInput): FieldProblem[] {
  return rule.shares && holder.share === undefined ? [{ path: 'share', code: 'holder.share-required' }] : [];
}
