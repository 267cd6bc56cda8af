import { type CalendarDate, shanghaiDateOf, startOfShanghaiDay } from '../../shared/calendar-date.ts';

/** A calendar month in Asia/Shanghai. */
export interface ArchiveMonth {
  readonly firstDay: CalendarDate;
  /** The instant at which the next month begins. */
  readonly endsAt: Date;
}

const DAY_MS = 86_400_000;

/** The month in which something was registered at `instant`. */
export function archiveMonthOf(instant: Date): ArchiveMonth {
  const [year = '', month = ''] = shanghaiDateOf(instant).split('-');
  const next = Number(month) === 12 ? [Number(year) + 1, 1] : [Number(year), Number(month) + 1];
  return {
    firstDay: `${year}-${month}-01`,
    endsAt: startOfShanghaiDay(firstDayOf(next[0] ?? 0, next[1] ?? 0)),
  };
}

/**
 * Whether no file can be registered in the month any more. A row is stamped when it is inserted and seen when its
 * transaction is committed: a day is far more than a transaction may last, so none comes in behind the last branch.
 */
export const isClosed = ({ endsAt }: ArchiveMonth, now: Date): boolean => closesAt(endsAt) <= now.getTime();

/** When the files of the month are put under a time-stamp. */
export const archivedFrom = ({ endsAt }: ArchiveMonth): Date => new Date(closesAt(endsAt));

const closesAt = (endsAt: Date): number => endsAt.getTime() + DAY_MS;

const firstDayOf = (year: number, month: number): CalendarDate =>
  `${year}-${String(month).padStart(2, '0')}-01`;
