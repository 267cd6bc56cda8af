import type { CalendarDate } from '../../shared/calendar-date.ts';
import type { Bilingual } from '../text/bilingual.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** `2026-11-23` as 2026年11月23日 and 23 November 2026; anything else is shown as it is. */
export function dateText(day: CalendarDate): Bilingual {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return { zh: day, en: day };
  const [year, month, date] = match.slice(1).map(Number) as [number, number, number];
  return { zh: `${year}年${month}月${date}日`, en: `${date} ${MONTHS[month - 1] ?? month} ${year}` };
}

/** The last day of a licence; null is 长期. */
export const endDateText = (day: CalendarDate | null): Bilingual =>
  day === null ? { zh: '长期', en: 'no end date' } : dateText(day);

/**
 * An RFC 3339 instant in Beijing time to the second, 24 hours: 2026年11月23日 15:12:08. The zone stands in the label
 * beside it (北京时间), not in each value.
 */
export function instantText(instant: string): Bilingual {
  const at = new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS).toISOString();
  const day = dateText(at.slice(0, 10));
  const time = at.slice(11, 19);
  return { zh: `${day.zh} ${time}`, en: `${day.en}, ${time}` };
}
