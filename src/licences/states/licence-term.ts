import {
  type ValidityEnd,
  type ValidityRule,
  validityEndOf,
} from '../../catalogue/definition/validity-rule.ts';
import type { CalendarDate } from '../../shared/calendar-date.ts';
import { citizenNumberFacts } from '../../shared/codes/citizen-number.ts';
import type { VersionRequest } from '../licence-requests.ts';

/** How other systems write 长期. */
const ENDLESS: CalendarDate = '9999-12-31';

/** First day in force: the day of issue unless stated. */
export function firstDayOf(request: Pick<VersionRequest, 'issuedOn' | 'effectiveOn'>): CalendarDate {
  return request.effectiveOn ?? request.issuedOn;
}

/** The last day in force by the type's rule and what the department states, or the reason why there is none. */
export function lastDayOf(rule: ValidityRule, request: VersionRequest): ValidityEnd {
  const stated = request.expiresOn === ENDLESS ? undefined : request.expiresOn;
  const bornOn = bornOnOf(request);
  return validityEndOf(rule, {
    startsOn: firstDayOf(request),
    ...(stated !== undefined && { statedEndsOn: stated }),
    ...(bornOn !== undefined && { holderBornOn: bornOn }),
  });
}

/** The birth date of the first holder, from a citizen number. */
function bornOnOf(request: VersionRequest): CalendarDate | undefined {
  const [holder] = request.holders;
  if (holder?.codeType !== '111' || holder.code === undefined) return undefined;
  return citizenNumberFacts(holder.code)?.bornOn;
}
