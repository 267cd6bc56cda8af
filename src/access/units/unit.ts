import type { CalendarDate } from '../../shared/calendar-date.ts';

/** What a unit does with licences; it can do several of them. */
export interface UnitDuties {
  /** 管理单位: keeps the whole going. */
  readonly managing: boolean;
  /** 制发单位: issues licences. */
  readonly issuing: boolean;
  /** 应用单位: relies on licences that others issued. */
  readonly using: boolean;
}

/** A body that manages, issues or uses licences (管理单位, 制发单位, 应用单位). */
export interface Unit extends UnitDuties {
  readonly id: string;
  /** GB 32100, 18 characters. */
  readonly uscc: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** GB/T 2260, six digits. */
  readonly regionCode: string;
  readonly parentId: string | null;
  /** Public telephone, shown with a verdict; of a merged unit, that of the one that looks after its licences. */
  readonly phone: string | null;
  /** From this day on it is no more. */
  readonly endedOn: CalendarDate | null;
  /** The unit that looks after its licences since then. */
  readonly mergedIntoId: string | null;
}

/** A unit that is not entered yet. */
export type NewUnit = Omit<Unit, 'id' | 'endedOn' | 'mergedIntoId'>;

/** How a unit's public name reads. */
export type UnitName = Pick<Unit, 'nameZh' | 'nameEn'>;
