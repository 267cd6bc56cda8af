import { type CalendarDate, isCalendarDate } from '../../shared/calendar-date.ts';
import { type Bilingual, fill } from '../text/bilingual.ts';
import { INPUT_ERROR_TEXTS } from '../text/input-error-texts.ts';

export interface DateFields {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

export type DateReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'date'; readonly date: CalendarDate }
  | { readonly kind: 'wrong'; readonly error: Bilingual };

const WHOLE_DATE = /^(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?$/;

/**
 * Reads a day from three fields. A whole date pasted into the first one (20261123, 2026-11-23, 2026.11.23,
 * 2026年11月23日, full width) fills all three.
 */
export function readDate(fields: DateFields): DateReading {
  const [year = '', month = '', day = ''] = spread(fields);
  if (year === '' && month === '' && day === '') return { kind: 'none' };
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day))
    return { kind: 'wrong', error: INPUT_ERROR_TEXTS['date-incomplete'] };
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (isCalendarDate(date)) return { kind: 'date', date };
  const typed = `${Number(year)}年${Number(month)}月${Number(day)}日`;
  return { kind: 'wrong', error: fill(INPUT_ERROR_TEXTS['date-unreal'], { date: typed }) };
}

function spread({ year, month, day }: DateFields): string[] {
  const tidy = (text: string) => text.normalize('NFKC').trim();
  const whole = tidy(month) === '' && tidy(day) === '' ? WHOLE_DATE.exec(tidy(year)) : null;
  return whole ? whole.slice(1) : [year, month, day].map(tidy);
}
