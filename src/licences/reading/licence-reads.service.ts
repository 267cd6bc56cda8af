import { Inject, Injectable } from '@nestjs/common';
import { reachOf } from '../../access/authorisation/grants.ts';
import type { AuditAct } from '../../audit/audit-acts.ts';
import { AuditLog } from '../../audit/audit-log.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { FILE_STORE, type FileStore } from '../../platform/storage/file-store.ts';
import { shanghaiDateOf } from '../../shared/calendar-date.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { DomainError } from '../../shared/domain-error.ts';
import type { LicencesErrorCode } from '../licences.errors.ts';
import { LicencePresenter } from './licence-presenter.ts';
import { type EventRow, LicenceReadsQueries } from './licence-reads.queries.ts';
import { cursorOf, instantOf, type LicenceSearch } from './licence-search.ts';
import type { LicenceDetails, LicencePage } from './licence-views.ts';

/** A stored file with the name that people keep it under. */
export interface LicenceFile {
  readonly bytes: Buffer;
  /** For example `营业执照-14050020261123000118.pdf`. */
  readonly fileName: string;
}

/** What units read of the licences in their reach; each read is logged, with the purpose that the caller stated. */
@Injectable()
export class LicenceReadsService {
  constructor(
    @Inject(LicenceReadsQueries) private readonly queries: LicenceReadsQueries,
    @Inject(LicencePresenter) private readonly presenter: LicencePresenter,
    @Inject(FILE_STORE) private readonly files: FileStore,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A page of the licences in reach, newest first. @throws DomainError search.bad-cursor */
  async search(caller: Caller, search: LicenceSearch): Promise<LicencePage> {
    const now = this.clock.now();
    const at = instantOf(search, now);
    const rows = await this.queries.search(
      reachOf(caller, 'licence.search'),
      search,
      now,
      shanghaiDateOf(now),
    );
    const page = rows.slice(0, search.limit);
    const last = rows.length > search.limit ? page.at(-1) : undefined;
    this.auditLog.record(caller, {
      act: 'licence.search',
      outcome: 'succeeded',
      objectIds: page.map((row) => row.id),
      detail: { filters: Object.keys(search).sort() },
    });
    return {
      licences: page.map((row) => this.presenter.found(row, at)),
      nextCursor: last ? cursorOf(last) : null,
    };
  }

  /**
   * One licence; whole where a purpose is stated.
   *
   * @throws DomainError licence.not-found (another unit's too)
   */
  async details(caller: Caller, licenceId: string): Promise<LicenceDetails> {
    const reach = reachOf(caller, 'licence.read');
    const row = await this.queries.details(reach, licenceId);
    if (!row) throw notFound();
    const versions = await this.queries.versions(reach, licenceId);
    this.log(caller, 'licence.read', licenceId);
    return this.presenter.details(row, versions, this.clock.now(), caller.purpose !== null);
  }

  /**
   * The sealed file of a version, the current one when none is named. It shows everything, as the licence does.
   *
   * @throws DomainError licence.not-found, storage.damaged, storage.unavailable
   */
  async file(caller: Caller, licenceId: string, version: number | undefined): Promise<LicenceFile> {
    const reach = reachOf(caller, 'licence.read-file');
    const row = await this.queries.details(reach, licenceId);
    const versions = await this.queries.versions(reach, licenceId);
    const wanted = versions.find((candidate) => candidate.version === (version ?? row?.version));
    if (!row || !wanted) throw notFound();
    const bytes = await this.files.get(wanted.sha256);
    this.log(caller, 'licence.read-file', licenceId);
    return { bytes, fileName: `${row.typeNameZh}-${row.number}.pdf` };
  }

  /** Everything that happened to a licence. @throws DomainError licence.not-found */
  async events(caller: Caller, licenceId: string): Promise<EventRow[]> {
    const events = await this.queries.events(reachOf(caller, 'licence.read-events'), licenceId);
    if (events.length === 0) throw notFound();
    this.log(caller, 'licence.read-events', licenceId);
    return events;
  }

  private log(caller: Caller, act: AuditAct, licenceId: string): void {
    this.auditLog.record(caller, { act, outcome: 'succeeded', object: { kind: 'licence', id: licenceId } });
  }
}

const notFound = () => new DomainError<LicencesErrorCode>('not-found', 'licence.not-found');
