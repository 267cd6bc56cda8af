import { Inject, Injectable } from '@nestjs/common';
import { LicencesQueries } from '../../licences/reading/licences.queries.ts';
import type { VerificationRecord } from '../../licences/reading/verification-record.ts';
import { type LicenceHistoryEvent, stateAt } from '../../licences/states/licence-history.ts';
import type { LicenceState } from '../../licences/states/licence-states.ts';
import { Database } from '../../platform/database/database.ts';
import { type CalendarDate, endOfShanghaiDay } from '../../shared/calendar-date.ts';
import type { OnDateAnswer } from '../verification-report.ts';

/** A version with the days it is good for, as far as it was issued. */
export interface DatedVersion {
  readonly version: number;
  readonly effectiveOn: CalendarDate;
  readonly expiresOn: CalendarDate | null;
}

/** “Was it in force on that day?” by what is known now. */
@Injectable()
export class OnDateAnswers {
  constructor(
    @Inject(LicencesQueries) private readonly licences: LicencesQueries,
    @Inject(Database) private readonly database: Database,
  ) {}

  async answer({ licenceId }: VerificationRecord, on: CalendarDate, knownAt: Date): Promise<OnDateAnswer> {
    const [events, versions] = await Promise.all([
      this.licences.eventsOf(licenceId),
      this.versionsOf(licenceId),
    ]);
    return onDateAnswer(events, versions, on, knownAt);
  }

  private versionsOf(licenceId: string): Promise<DatedVersion[]> {
    return this.database.query<DatedVersion & Record<string, unknown>>(
      'verification.versions',
      `SELECT version, effective_on AS "effectiveOn", expires_on AS "expiresOn"
       FROM licence_versions WHERE licence_id = $1 AND state = 'issued'`,
      [licenceId],
    );
  }
}

/** In force on a day: valid when the day ended (24:00 Shanghai), and the day lies within the version's dates. */
export function onDateAnswer(
  events: readonly LicenceHistoryEvent[],
  versions: readonly DatedVersion[],
  on: CalendarDate,
  knownAt: Date,
): OnDateAnswer {
  const lastMoment = new Date(endOfShanghaiDay(on).getTime() - 1);
  const { state, version } = stateAt(events, lastMoment, knownAt);
  const dated = versions.find((each) => each.version === version);
  if (state === null || dated === undefined)
    return { on, inForce: false, state: 'not-issued', version: null };
  const standing = standingOn(state, dated, on);
  return { on, inForce: standing === 'in-force', state: standing, version: dated.version };
}

function standingOn(state: LicenceState, dated: DatedVersion, on: CalendarDate): OnDateAnswer['state'] {
  if (state === 'sealing' || state === 'void') return 'not-issued';
  if (state !== 'valid') return state;
  if (dated.expiresOn !== null && on > dated.expiresOn) return 'expired';
  return on < dated.effectiveOn ? 'not-yet' : 'in-force';
}
