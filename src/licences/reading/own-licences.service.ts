import { Inject, Injectable } from '@nestjs/common';
import { holderOf } from '../../access/authorisation/grants.ts';
import { UnitsQueries } from '../../access/units/units.queries.ts';
import type { AuditAct } from '../../audit/audit-acts.ts';
import { AuditLog } from '../../audit/audit-log.ts';
import { entryProofAnswer } from '../../audit/proofs/entry-proof-answer.ts';
import { LogProofs } from '../../audit/proofs/log-proofs.service.ts';
import { LogSearchQueries } from '../../audit/search/log-search.queries.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { FILE_STORE, type FileStore } from '../../platform/storage/file-store.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { DomainError } from '../../shared/domain-error.ts';
import type { LicencesErrorCode } from '../licences.errors.ts';
import { LicencePresenter } from './licence-presenter.ts';
import type { DetailsRow } from './licence-reads.queries.ts';
import type { LicenceFile } from './licence-reads.service.ts';
import type { LicenceSummary } from './licence-views.ts';
import type { OwnLicence, OwnLicenceLog, OwnLicenceLogEntry } from './own-licence-views.ts';
import { OwnLicencesQueries } from './own-licences.queries.ts';
import { type OwnLogEntry, ownLogEntry } from './own-log-entry.ts';

const LOG_PAGE = 20;

/** What holders read of the licences that are theirs. Anybody else's is not found, and the attempt is logged. */
@Injectable()
export class OwnLicences {
  constructor(
    @Inject(OwnLicencesQueries) private readonly queries: OwnLicencesQueries,
    @Inject(LicencePresenter) private readonly presenter: LicencePresenter,
    @Inject(FILE_STORE) private readonly files: FileStore,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(LogSearchQueries) private readonly logSearch: LogSearchQueries,
    @Inject(LogProofs) private readonly proofs: LogProofs,
    @Inject(UnitsQueries) private readonly units: UnitsQueries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All licences of the caller, in force or not, the newest first; masked. */
  async list(caller: Caller): Promise<LicenceSummary[]> {
    const rows = await this.queries.list(holderOf(caller, 'own-licence.list'));
    this.auditLog.record(caller, {
      act: 'own-licence.list',
      outcome: 'succeeded',
      objectIds: rows.map(({ id }) => id),
    });
    return rows.map((row) => this.presenter.summary(row, this.clock.now()));
  }

  /** One licence of the caller, masked. @throws DomainError licence.not-found (another's too) */
  async details(caller: Caller, licenceId: string): Promise<OwnLicence> {
    const row = await this.row(caller, 'own-licence.read', licenceId);
    this.enter(caller, 'own-licence.read', licenceId);
    return this.presented(row);
  }

  /** `details` and `log` for who looks at both at once, as one access. @throws DomainError licence.not-found */
  async detailsWithLog(
    caller: Caller,
    licenceId: string,
    after: number | undefined,
  ): Promise<{ readonly licence: OwnLicence; readonly log: OwnLicenceLog }> {
    const row = await this.row(caller, 'own-licence.read', licenceId);
    const log = await this.logPage(caller, licenceId, after);
    this.enter(caller, 'own-licence.read', licenceId);
    return { licence: this.presented(row), log };
  }

  /**
   * The sealed file of the current version. It shows everything, as the licence does.
   *
   * @throws DomainError licence.not-found, storage.damaged, storage.unavailable
   */
  async file(caller: Caller, licenceId: string): Promise<LicenceFile> {
    const row = await this.row(caller, 'own-licence.read-file', licenceId);
    const bytes = await this.files.get(row.sha256);
    this.enter(caller, 'own-licence.read-file', licenceId);
    return { bytes, fileName: `${row.typeNameZh}-${row.number}.pdf` };
  }

  /**
   * Who did what with a licence of the caller, the newest first, each entry with its proof.
   *
   * @param after place of the last entry of the page before
   * @throws DomainError licence.not-found
   */
  async log(caller: Caller, licenceId: string, after: number | undefined): Promise<OwnLicenceLog> {
    await this.row(caller, 'own-licence.read-log', licenceId);
    const page = await this.logPage(caller, licenceId, after);
    this.enter(caller, 'own-licence.read-log', licenceId);
    return page;
  }

  private async logPage(
    caller: Caller,
    licenceId: string,
    after: number | undefined,
  ): Promise<OwnLicenceLog> {
    const holderId = holderOf(caller, 'own-licence.read-log') ?? '';
    const since = await this.queries.heldSince(holderId, licenceId);
    const search = { object: licenceId, from: since?.toISOString(), after, limit: LOG_PAGE };
    const page = await this.logSearch.find(search);
    const entries = page.entries.flatMap((entry) => ownLogEntry(entry, holderId) ?? []);
    return { entries: await Promise.all(entries.map((entry) => this.proven(entry))), next: page.next };
  }

  private presented(row: DetailsRow): OwnLicence {
    const { versions: _, ...licence } = this.presenter.details(row, [], this.clock.now(), false);
    return licence;
  }

  private async proven({ unitId, ...entry }: OwnLogEntry): Promise<OwnLicenceLogEntry> {
    const unit = unitId === null ? null : await this.units.unitOf(unitId);
    const proof = entryProofAnswer(await this.proofs.entry(entry.id));
    return { ...entry, unit: unit && { nameZh: unit.nameZh, nameEn: unit.nameEn }, proof };
  }

  private async row(caller: Caller, act: AuditAct, licenceId: string): Promise<DetailsRow> {
    const row = await this.queries.details(holderOf(caller, act), licenceId);
    if (!row) throw new DomainError<LicencesErrorCode>('not-found', 'licence.not-found');
    return row;
  }

  private enter(caller: Caller, act: AuditAct, licenceId: string): void {
    this.auditLog.record(caller, { act, outcome: 'succeeded', object: { kind: 'licence', id: licenceId } });
  }
}
