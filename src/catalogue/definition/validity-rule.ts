import { z } from 'zod';
import { addDays, addYears, type CalendarDate, isCalendarDate } from '../../shared/calendar-date.ts';

/** How long licences of a type hold. All end dates are inclusive. */
export const ValidityRule = z.discriminatedUnion('kind', [
  /** A number of calendar years from the first day; the last day is the one before the anniversary. */
  z.strictObject({ kind: z.literal('years'), years: z.int().min(1).max(99) }),
  /** The end is decided per licence (a land-use term), at most so many years after the first day. */
  z.strictObject({
    kind: z.literal('stated'),
    mayBeOpen: z.boolean(),
    maxYears: z.int().min(1).max(99).optional(),
  }),
  /** One day for all licences of the type. */
  z.strictObject({ kind: z.literal('fixed-end'), endsOn: z.string().refine(isCalendarDate) }),
  /** 长期: no end. */
  z.strictObject({ kind: z.literal('long-term') }),
  /** Until the day before the holder reaches an age. */
  z.strictObject({ kind: z.literal('until-age'), age: z.int().min(1).max(120) }),
]);
export type ValidityRule = z.infer<typeof ValidityRule>;

export type ValidityProblem =
  | 'validity.end-required'
  | 'validity.end-not-allowed'
  | 'validity.end-before-start'
  | 'validity.end-too-late'
  | 'validity.birth-date-required';

/** What is known of one licence when its end is to be found. */
export interface ValidityBasis {
  readonly startsOn: CalendarDate;
  /** The end the department states; for rules that compute one it must be left out or agree. */
  readonly statedEndsOn?: CalendarDate;
  readonly holderBornOn?: CalendarDate;
}

/** The last day in force (`null`: long-term), or the reason why there is none. */
export type ValidityEnd =
  | { readonly ok: true; readonly endsOn: CalendarDate | null }
  | { readonly ok: false; readonly problem: ValidityProblem };

/** The last day of a licence under its type's rule. */
export function validityEndOf(rule: ValidityRule, basis: ValidityBasis): ValidityEnd {
  const end = rule.kind === 'stated' ? statedEnd(rule, basis) : computedEnd(rule, basis);
  if (end.ok && end.endsOn !== null && end.endsOn < basis.startsOn) return fail('validity.end-before-start');
  return end;
}

function computedEnd(rule: Exclude<ValidityRule, { kind: 'stated' }>, basis: ValidityBasis): ValidityEnd {
  if (rule.kind === 'until-age' && !basis.holderBornOn) return fail('validity.birth-date-required');
  const endsOn = ruledEnd(rule, basis);
  const stated = basis.statedEndsOn;
  return stated === undefined || stated === endsOn ? { ok: true, endsOn } : fail('validity.end-not-allowed');
}

function ruledEnd(
  rule: Exclude<ValidityRule, { kind: 'stated' }>,
  basis: ValidityBasis,
): CalendarDate | null {
  if (rule.kind === 'long-term') return null;
  if (rule.kind === 'fixed-end') return rule.endsOn;
  if (rule.kind === 'years') return addDays(addYears(basis.startsOn, rule.years), -1);
  return addDays(addYears(basis.holderBornOn ?? basis.startsOn, rule.age), -1);
}

function statedEnd(rule: Extract<ValidityRule, { kind: 'stated' }>, basis: ValidityBasis): ValidityEnd {
  const endsOn = basis.statedEndsOn;
  if (endsOn === undefined)
    return rule.mayBeOpen ? { ok: true, endsOn: null } : fail('validity.end-required');
  if (rule.maxYears !== undefined && endsOn >= addYears(basis.startsOn, rule.maxYears))
    return fail('validity.end-too-late');
  return { ok: true, endsOn };
}

function fail(problem: ValidityProblem): ValidityEnd {
  return { ok: false, problem };
}
