import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { CalendarDate } from '../../shared/calendar-date.ts';
import type { UnitEventType } from './changes/unit-rows.ts';

/** What a unit was called, from when until when. */
export interface NamePeriod {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly fromOn: CalendarDate;
  /** Last day; null for the present name. */
  readonly untilOn: CalendarDate | null;
}

/** What happened to a unit, as the public may know it: not who entered it. */
export interface UnitHappening {
  readonly type: UnitEventType;
  readonly effectiveOn: CalendarDate;
  readonly recordedAt: Date;
  readonly legalBasis: string;
  readonly documentReference: string | null;
}

@Injectable()
export class UnitHistory {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The names that a unit had, the first one first; not those that were corrected and never held. */
  namesOf(unitId: string): Promise<NamePeriod[]> {
    return this.database.query<NamePeriod & Record<string, unknown>>(
      'access.names-of-unit',
      `SELECT name_zh AS "nameZh", name_en AS "nameEn", from_on AS "fromOn", until_on AS "untilOn"
       FROM unit_names WHERE unit_id = $1 AND (until_on IS NULL OR until_on >= from_on)
       ORDER BY from_on, recorded_at`,
      [unitId],
    );
  }

  /** What happened to a unit, in the order in which it was entered. */
  eventsOf(unitId: string): Promise<UnitHappening[]> {
    return this.database.query<UnitHappening & Record<string, unknown>>(
      'access.events-of-unit',
      `SELECT type, effective_on AS "effectiveOn", recorded_at AS "recordedAt", legal_basis AS "legalBasis",
         document_reference AS "documentReference"
       FROM unit_events WHERE unit_id = $1 ORDER BY id`,
      [unitId],
    );
  }
}
