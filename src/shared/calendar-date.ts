/** A calendar day `YYYY-MM-DD`, inclusive to 24:00 Asia/Shanghai. Compares rightly as a string. */
export type CalendarDate = string & { readonly __brand?: 'CalendarDate' };

/** China keeps one zone without daylight saving since 1991; licences are dated in it. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** True when `text` is `YYYY-MM-DD` and that day exists. */
export function isCalendarDate(text: string): text is CalendarDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === text;
}

/** The day it is in Asia/Shanghai at `instant`. */
export function shanghaiDateOf(instant: Date): CalendarDate {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant at which `day` begins in Asia/Shanghai. */
export function startOfShanghaiDay(day: CalendarDate): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - SHANGHAI_OFFSET_MS);
}

/** The instant just after `day` has ended (24:00) in Asia/Shanghai. */
export function endOfShanghaiDay(day: CalendarDate): Date {
  return new Date(startOfShanghaiDay(day).getTime() + DAY_MS);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** `day` plus `years` calendar years; 29 February becomes 28 February where it must. */
export function addYears(day: CalendarDate, years: number): CalendarDate {
  const [year = '', month = '', date = ''] = day.split('-');
  const next = `${String(Number(year) + years).padStart(4, '0')}-${month}-${date}`;
  return isCalendarDate(next) ? next : `${next.slice(0, 8)}28`;
}

/** `day` plus `count` days. */
export function addDays(day: CalendarDate, count: number): CalendarDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}
