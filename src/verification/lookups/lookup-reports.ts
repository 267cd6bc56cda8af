import { Inject, Injectable } from '@nestjs/common';
import { HolderSealing } from '../../holders/holder-sealing.ts';
import type { VerificationRecord } from '../../licences/reading/verification-record.ts';
import { standingAt, standsUntil } from '../../licences/states/licence-standing.ts';
import type { CalendarDate } from '../../shared/calendar-date.ts';
import type { IssuedStanding, RegisterFinding } from '../files/register-finding.ts';
import { licenceView } from '../licence-view.ts';
import { PublicFieldLabels } from '../public-field-labels.ts';
import { concludeWith, type ReportDraft } from '../report-draft.ts';
import { lookUpFacts, toldFacts } from '../verdict/document-facts.ts';
import type { Facts } from '../verdict/facts.ts';
import { type VisibilityKey, visibleFields } from '../verdict/visible-fields.ts';
import type { LicenceView, VerificationChannel } from '../verification-report.ts';
import { OnDateAnswers } from './on-date-answers.ts';

export interface FoundLookup {
  readonly channel: VerificationChannel;
  readonly key: VisibilityKey;
  readonly record: VerificationRecord;
  readonly now: Date;
  readonly on: CalendarDate | null;
  /** A statement that was compared with the register. */
  readonly contentMatches?: Facts['contentMatches'];
  readonly differing?: readonly string[];
}

/** The answer to a scan, and the span in which it is right. */
interface Scan {
  readonly from: Date;
  readonly until: Date;
  readonly draft: ReportDraft;
}

/** Reports on what was looked up by number, code or statement: no file was seen. */
@Injectable()
export class LookupReports {
  private readonly scans = new WeakMap<VerificationRecord, Scan>();

  constructor(
    @Inject(HolderSealing) private readonly sealing: HolderSealing,
    @Inject(PublicFieldLabels) private readonly labels: PublicFieldLabels,
    @Inject(OnDateAnswers) private readonly onDates: OnDateAnswers,
  ) {}

  /**
   * The answer to a scanned code. It follows from the record and the day, so the one made last is given again while
   * these are the same: most scans are of licences that did not change since the last one.
   */
  scanned(record: VerificationRecord, now: Date): ReportDraft | Promise<ReportDraft> {
    const known = this.scans.get(record);
    if (known && now >= known.from && now < known.until) return known.draft;
    const scan = { channel: 'token', key: 'token', record, now, on: null } as const;
    return this.found(scan).then((draft) => {
      this.scans.set(record, { from: now, until: standsUntil(record, now), draft });
      return draft;
    });
  }

  async found(lookup: FoundLookup): Promise<ReportDraft> {
    const { channel, record, now, on, contentMatches, differing = [] } = lookup;
    const standing = standingAt(record, now) as IssuedStanding;
    const register = lookUpFacts({ kind: 'found', standing });
    const facts = contentMatches ? { ...register, contentMatches } : register;
    return {
      channel,
      conclusion: concludeWith(facts, {
        subject: 'register',
        record,
        now,
        comparison: { matching: [], differing, uncompared: [] },
      }),
      facts: toldFacts(facts),
      licence: await this.view(record, standing, lookup.key),
      signatures: [],
      file: null,
      onDate: on === null ? null : await this.onDates.answer(record, on, now),
      licenceId: record.licenceId,
    };
  }

  notFound(
    channel: VerificationChannel,
    finding: Exclude<RegisterFinding, { kind: 'found' }>,
    now: Date,
    triesLeft?: number,
  ): ReportDraft {
    const facts = lookUpFacts(finding);
    const parts = {
      subject: 'register',
      record: null,
      now,
      ...(triesLeft !== undefined && { triesLeft }),
    } as const;
    return {
      channel,
      conclusion: concludeWith(facts, parts),
      facts: toldFacts(facts),
      licence: null,
      signatures: [],
      file: null,
      onDate: null,
      licenceId: null,
    };
  }

  /** What of the licence a check by `key` may show. */
  async view(record: VerificationRecord, standing: IssuedStanding, key: VisibilityKey): Promise<LicenceView> {
    const visible = visibleFields(key, record.licenceType.publicClass);
    if (visible.publicFields) await this.labels.prepare(record);
    const fieldViews = (shown: VerificationRecord) => this.labels.views(shown);
    return licenceView(record, standing, visible, { sealing: this.sealing, fieldViews });
  }
}
