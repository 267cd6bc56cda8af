import { type CalendarDate, isCalendarDate } from '../../shared/calendar-date.ts';
import type { InputProblemCode } from '../text/input-problem-texts.ts';

export interface DateFields {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

export type DateReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'date'; readonly date: CalendarDate }
  | { readonly kind: 'wrong'; readonly code: InputProblemCode };

const WHOLE_DATE = /^(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?$/;

/**
 * Reads a day from three fields. A whole date pasted into the first one (20261123, 2026-11-23, 2026.11.23,
 * 2026年11月23日, full width) fills all three. Nobody knows what will be in force on a day after `today`.
 */
export function readDate(fields: DateFields, today: CalendarDate): DateReading {
  const [year = '', month = '', day = ''] = spread(fields);
  if (year === '' && month === '' && day === '') return { kind: 'none' };
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day))
    return { kind: 'wrong', code: 'date.incomplete' };
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isCalendarDate(date)) return { kind: 'wrong', code: 'date.unreal' };
  return date > today ? { kind: 'wrong', code: 'on.in-future' } : { kind: 'date', date };
}

function spread({ year, month, day }: DateFields): string[] {
  const tidy = (text: string) => text.normalize('NFKC').trim();
  const whole = tidy(month) === '' && tidy(day) === '' ? WHOLE_DATE.exec(tidy(year)) : null;
  return whole ? whole.slice(1) : [year, month, day].map(tidy);
}
