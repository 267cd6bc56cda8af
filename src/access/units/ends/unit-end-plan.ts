import { createHash } from 'node:crypto';
import type { CalendarDate } from '../../../shared/calendar-date.ts';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import type { FieldProblem } from '../../../shared/domain-error.ts';
import { type ChangeFacts, dayProblems, endProblems, misplacedBelow } from '../changes/unit-changes.ts';
import type { Unit } from '../unit.ts';
import { unitsBelow } from '../unit-tree.ts';
import type { UnitProblemCode } from '../units.errors.ts';

/** What can hang on a unit, in the words of the view `unit_consequences`; the order is the one it is shown in. */
export const CONSEQUENCE_KINDS = [
  'licence-in-force',
  'licence-draft',
  'licence-type',
  'seal',
  'seal-use-under-way',
  'account',
  'role',
  'administrator-role',
  'client',
  'unit-below',
] as const;
export type ConsequenceKind = (typeof CONSEQUENCE_KINDS)[number];

/** How much of one kind hangs on a unit. */
export interface Consequence {
  readonly kind: ConsequenceKind;
  readonly count: number;
  readonly firstIds: readonly string[];
  /** Another where the things are others. */
  readonly fingerprint: string;
}

/** How a unit is to end. */
export interface UnitEnd {
  /** The unit that it merges into; null where it just ends. */
  readonly successorId: string | null;
  /** From this day on it is no more. */
  readonly effectiveOn: CalendarDate;
}

/** What an end is judged by. */
export interface EndFacts extends ChangeFacts {
  readonly consequences: readonly Consequence[];
  /** The last day on which something happened to the unit, or its successor came to be. */
  readonly asItIsSince: CalendarDate | null;
}

/** Why `unit` cannot end so; empty when it can. Paths are those of the request. */
export function endingProblems(unit: Unit, end: UnitEnd, facts: EndFacts): FieldProblem[] {
  const administrators = countOf(facts, 'administrator-role');
  return [
    ...endProblems(unit),
    ...(end.successorId === null ? loneEndProblems(facts) : successorProblems(unit, end.successorId, facts)),
    ...(administrators > 0 ? [problem('', 'unit.holds-administrators', { count: administrators })] : []),
    ...dayProblems({ effectiveOn: end.effectiveOn, asItIsSince: facts.asItIsSince }, facts),
  ];
}

/** Where nobody succeeds it, nothing may be left behind that needs somebody. */
function loneEndProblems(facts: EndFacts): FieldProblem[] {
  const [below, licences] = [countOf(facts, 'unit-below'), countOf(facts, 'licence-in-force')];
  return [
    ...(below > 0 ? [problem('successorId', 'unit.has-units-below', { count: below })] : []),
    ...(licences > 0 ? [problem('successorId', 'unit.licences-need-successor', { count: licences })] : []),
  ];
}

function successorProblems(unit: Unit, successorId: string, facts: EndFacts): FieldProblem[] {
  const { units } = facts;
  if (successorId === unit.id) return [problem('successorId', 'unit.successor-itself')];
  const successor = units.find(({ id }) => id === successorId);
  if (!successor) return [problem('successorId', 'unit.successor-unknown')];
  if (successor.endedOn !== null)
    return [problem('successorId', 'unit.successor-ended', { on: successor.endedOn })];
  if (unitsBelow(unit.id, units).includes(successorId))
    return [problem('successorId', 'unit.successor-below')];
  const misplaced = misplacedBelow(unit, successor, units).length;
  const cannotManage = countOf(facts, 'licence-in-force') > 0 && !successor.issuing;
  return [
    ...(cannotManage ? [problem('successorId', 'unit.successor-not-issuing')] : []),
    ...(misplaced > 0
      ? [
          problem('successorId', 'unit.successor-elsewhere', {
            count: misplaced,
            region: successor.regionCode,
          }),
        ]
      : []),
  ];
}

/**
 * What the confirmation of a plan stands for: who ends how, and everything that hangs on it.
 *
 * @returns SHA-256 over canonical JSON v1, lower-case hexadecimal
 */
export function planDigest(
  unit: Unit,
  { successorId, effectiveOn }: UnitEnd,
  consequences: readonly Consequence[],
): string {
  const hanging = consequences.map(({ kind, count, fingerprint }) => ({ kind, count, fingerprint }));
  const subject = { unit: { ...unit }, successorId, effectiveOn, consequences: hanging };
  return createHash('sha256').update(canonicalJson(subject)).digest('hex');
}

const countOf = ({ consequences }: EndFacts, kind: ConsequenceKind): number =>
  consequences.find((one) => one.kind === kind)?.count ?? 0;

const problem = (path: string, code: UnitProblemCode, params?: FieldProblem['params']): FieldProblem => ({
  path,
  code,
  ...(params && { params }),
});
