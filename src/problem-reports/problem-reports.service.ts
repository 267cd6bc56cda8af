import { Inject, Injectable } from '@nestjs/common';
import { reachOf } from '../access/authorisation/grants.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { CONFIG, type Config } from '../config/config.ts';
import { cursorOf, readCursor } from '../licences/reading/licence-search.ts';
import { TransactionRunner } from '../platform/database/transaction-runner.ts';
import type { Caller } from '../platform/http/caller.ts';
import { HttpProblem } from '../platform/http/http-problem.ts';
import type { SealedBox } from '../platform/secrets/sealed-box.ts';
import { Secrets } from '../platform/secrets/secrets.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import { CLOCK, type Clock } from '../shared/clock.ts';
import { newId, randomToken } from '../shared/ids.ts';
import { AttemptLimiter } from '../verification/lookups/attempt-limiter.ts';
import type { ProblemReport } from './problem-report.ts';
import type { ProblemReportPage, ProblemReportSearch } from './problem-report-views.ts';
import { type ProblemReportRow, ProblemReportsQueries } from './problem-reports.queries.ts';

const NUMBER_CHARACTERS = 12;
/** Of one address: people report one thing, machines a thousand. */
const ALLOWANCE = { burst: 5, refillMs: 10 * 60_000 };

/** What is sealed of a report. */
type Told = Pick<ProblemReport, 'text' | 'contact'>;

/** Takes reports from anyone, and gives them to those whose licences they are about (docs/adr/0019-problem-reports.md). */
@Injectable()
export class ProblemReports {
  private readonly told: SealedBox;
  private readonly byAddress = new AttemptLimiter(ALLOWANCE);

  constructor(
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(ProblemReportsQueries) private readonly queries: ProblemReportsQueries,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Secrets) secrets: Secrets,
  ) {
    this.told = secrets.sealedBox('problem-report.told');
  }

  /**
   * Keeps a report; text and contact lie sealed.
   *
   * @returns its receipt number, 12 characters of Crockford's base 32
   * @throws HttpProblem 429 request.too-many
   */
  async submit(caller: Caller, { kind, checkReference, text, contact }: ProblemReport): Promise<string> {
    this.requireAllowance(caller.address);
    const [id, number] = [newId(), randomToken(NUMBER_CHARACTERS)];
    const told = this.told.seal(Buffer.from(canonicalJson({ text, contact })), placeOf(id));
    await this.transactions.run(async (tx) => {
      await tx.query(
        'problem-reports.insert',
        `INSERT INTO problem_reports (id, number, kind, check_reference, told_sealed) VALUES ($1, $2, $3, $4, $5)`,
        [id, number, kind, checkReference, told],
      );
      await this.auditLog.append(tx, caller, {
        act: 'problem-report.submit',
        outcome: 'succeeded',
        object: { kind: 'problem-report', id },
        detail: { kind },
      });
    });
    return number;
  }

  isReceived(number: string): Promise<boolean> {
    return this.queries.isReceived(number);
  }

  /** A page of the reports in the caller's reach, newest first. @throws DomainError search.bad-cursor */
  async page(caller: Caller, { cursor, limit }: ProblemReportSearch): Promise<ProblemReportPage> {
    const after = cursor === undefined ? null : readCursor(cursor);
    const rows = await this.queries.page(reachOf(caller, 'problem-report.read'), after, limit + 1);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    this.auditLog.record(caller, {
      act: 'problem-report.read',
      outcome: 'succeeded',
      objectIds: page.map(({ id }) => id),
    });
    return { reports: page.map((row) => this.view(row)), nextCursor: last ? cursorOf(last) : null };
  }

  private view(row: ProblemReportRow): ProblemReportPage['reports'][number] {
    const { id, number, kind, checkReference, licenceId, receivedAt } = row;
    const told = JSON.parse(this.told.open(row.toldSealed, placeOf(id)).toString()) as Told;
    return { id, number, kind, checkReference, licenceId, receivedAt: receivedAt.toISOString(), ...told };
  }

  /** A service without a limit on requests has none here either. */
  private requireAllowance(address: string): void {
    if (this.config.http.rateLimitPerMinute === 0) return;
    const now = this.clock.now().getTime();
    const minutes = this.byAddress.minutesToWait(address, now);
    if (minutes > 0)
      throw new HttpProblem(429, 'request.too-many', { headers: { 'retry-after': String(minutes * 60) } });
    this.byAddress.spend(address, now);
  }
}

const placeOf = (id: string): string => `problem_reports/${id}/told`;
