import type { CalendarDate } from '../../../shared/calendar-date.ts';
import { isWithinRegion, regionOf } from '../../../shared/codes/regions.ts';
import { usccProblems } from '../../../shared/codes/uscc.ts';
import type { FieldProblem } from '../../../shared/domain-error.ts';
import type { NewUnit, Unit, UnitDuties, UnitName } from '../unit.ts';
import { childrenOf, unitsBelow } from '../unit-tree.ts';
import type { UnitProblemCode } from '../units.errors.ts';

/** What a change is judged by. */
export interface ChangeFacts {
  /** All units there are, ended ones too. */
  readonly units: readonly Unit[];
  /** The day it is in Asia/Shanghai. */
  readonly today: CalendarDate;
}

/** When a change holds from, and since when what it changes has been as it is; null for a unit that is only coming. */
export interface ChangeDay {
  readonly effectiveOn: CalendarDate;
  readonly asItIsSince: CalendarDate | null;
}

/** Why `unit` cannot be created; empty when it can. Paths are those of the request. */
export function creationProblems(unit: NewUnit, day: ChangeDay, facts: ChangeFacts): FieldProblem[] {
  return [
    ...codeProblems(unit.uscc, facts.units),
    ...(regionOf(unit.regionCode) ? [] : [problem('regionCode', 'unit.region-unknown')]),
    ...nameProblems(unit, null, facts.units),
    ...parentProblems(unit.parentId, unit.regionCode, facts.units),
    ...dutyProblems(unit),
    ...dayProblems(day, facts),
  ];
}

/** Why `unit` cannot be called `name` from a day on. */
export function renamingProblems(
  unit: Unit,
  name: UnitName,
  day: ChangeDay,
  facts: ChangeFacts,
): FieldProblem[] {
  if (unit.nameZh === name.nameZh && unit.nameEn === name.nameEn)
    return [...endProblems(unit), problem('nameZh', 'unit.name-same')];
  return [
    ...endProblems(unit),
    ...nameProblems({ ...unit, ...name }, unit.id, facts.units),
    ...dayProblems(day, facts),
  ];
}

/** Why `unit` cannot be put below another. */
export function moveProblems(
  unit: Unit,
  parentId: string | null,
  day: ChangeDay,
  facts: ChangeFacts,
): FieldProblem[] {
  if (unit.parentId === parentId) return [...endProblems(unit), problem('parentId', 'unit.parent-same')];
  const isCircle =
    parentId !== null && (parentId === unit.id || unitsBelow(unit.id, facts.units).includes(parentId));
  return [
    ...endProblems(unit),
    ...(isCircle ? [problem('parentId', 'unit.below-itself')] : []),
    ...parentProblems(parentId, unit.regionCode, facts.units),
    ...dayProblems(day, facts),
  ];
}

/** Why the duties of `unit` cannot be these. */
export function dutyChangeProblems(
  unit: Unit,
  duties: UnitDuties,
  day: ChangeDay,
  facts: ChangeFacts,
): FieldProblem[] {
  const isSame =
    unit.managing === duties.managing && unit.issuing === duties.issuing && unit.using === duties.using;
  return [
    ...endProblems(unit),
    ...(isSame ? [problem('issuing', 'unit.duties-same')] : []),
    ...dutyProblems(duties),
    ...dayProblems(day, facts),
  ];
}

/** Why the public telephone of `unit` cannot be this one. */
export function telephoneProblems(
  unit: Unit,
  phone: string | null,
  day: ChangeDay,
  facts: ChangeFacts,
): FieldProblem[] {
  const same = unit.phone === phone ? [problem('phone', 'unit.telephone-same')] : [];
  return [...endProblems(unit), ...same, ...dayProblems(day, facts)];
}

/** Ended units stay as they were. */
export const endProblems = (unit: Unit): FieldProblem[] =>
  unit.endedOn === null ? [] : [problem('', 'unit.ended', { on: unit.endedOn })];

/** A change is entered on its day or afterwards, and never reaches behind what it changes. */
export function dayProblems({ effectiveOn, asItIsSince }: ChangeDay, { today }: ChangeFacts): FieldProblem[] {
  if (effectiveOn > today) return [problem('effectiveOn', 'unit.day-in-future')];
  if (asItIsSince !== null && effectiveOn < asItIsSince)
    return [problem('effectiveOn', 'unit.day-before-last-change', { since: asItIsSince })];
  return [];
}

/** Why what lies in `regionCode` cannot stand below a unit; the tree has one root. */
export function parentProblems(
  parentId: string | null,
  regionCode: string,
  units: readonly Unit[],
): FieldProblem[] {
  if (parentId === null) {
    const hasRoot = units.some((unit) => unit.parentId === null && unit.endedOn === null);
    return hasRoot ? [problem('parentId', 'unit.parent-missing')] : [];
  }
  const parent = units.find(({ id }) => id === parentId);
  if (!parent) return [problem('parentId', 'unit.parent-unknown')];
  if (parent.endedOn !== null) return [problem('parentId', 'unit.parent-ended', { on: parent.endedOn })];
  const isInside = !regionOf(regionCode) || isWithinRegion(regionCode, parent.regionCode);
  return isInside ? [] : [problem('parentId', 'unit.outside-region', { region: parent.regionCode })];
}

/** The units below that would not lie in the region of `parent`. */
export const misplacedBelow = (unit: Unit, parent: Unit, units: readonly Unit[]): Unit[] =>
  childrenOf(unit.id, units).filter(({ regionCode }) => !isWithinRegion(regionCode, parent.regionCode));

function codeProblems(uscc: string, units: readonly Unit[]): FieldProblem[] {
  if (usccProblems(uscc).length > 0) return [problem('uscc', 'unit.bad-code')];
  return units.some((unit) => unit.uscc === uscc) ? [problem('uscc', 'unit.code-taken')] : [];
}

/** Two units in being of one region never have one Chinese name: people know them by nothing else. */
function nameProblems(
  { nameZh, regionCode }: Pick<Unit, 'nameZh' | 'regionCode'>,
  ownId: string | null,
  units: readonly Unit[],
): FieldProblem[] {
  const isTaken = units.some(
    (unit) =>
      unit.id !== ownId && unit.endedOn === null && unit.regionCode === regionCode && unit.nameZh === nameZh,
  );
  return isTaken ? [problem('nameZh', 'unit.name-taken')] : [];
}

const dutyProblems = ({ managing, issuing, using }: UnitDuties): FieldProblem[] =>
  managing || issuing || using ? [] : [problem('using', 'unit.no-duty')];

const problem = (path: string, code: UnitProblemCode, params?: FieldProblem['params']): FieldProblem => ({
  path,
  code,
  ...(params && { params }),
});
