import { Inject, Injectable } from '@nestjs/common';
import type { Reach } from '../access/authorisation/grants.ts';
import type { SearchPosition } from '../licences/reading/licence-search.ts';
import { Database } from '../platform/database/database.ts';
import type { ProblemReportKind } from './problem-report.ts';

export interface ProblemReportRow extends SearchPosition {
  readonly number: string;
  readonly kind: ProblemReportKind;
  readonly checkReference: string | null;
  readonly toldSealed: Buffer;
  readonly receivedAt: Date;
  /** Of the check, where it was about a licence. */
  readonly licenceId: string | null;
}

/** What a check was about stands in the access log, behind its number. Only checks count: other entries have numbers too. */
const CHECKED_LICENCE = `LEFT JOIN LATERAL (
    SELECT l.id, l.issuer_unit_id, t.code FROM audit_leaves e
    JOIN licences l ON l.id::text = e.object_id JOIN licence_types t ON t.id = l.licence_type_id
    WHERE e.entry_id = p.check_reference AND e.act LIKE 'verification.%' LIMIT 1
  ) checked ON true`;

/** Reports about licences are read by who issued them; all others by the units that manage the service. */
const IN_REACH = `EXISTS (
    SELECT FROM unnest($1::uuid[], $2::text[]) reach(unit_id, type_code) JOIN units u ON u.id = reach.unit_id
    WHERE CASE WHEN checked.id IS NULL THEN u.managing AND reach.type_code IS NULL
      ELSE u.id = checked.issuer_unit_id AND coalesce(reach.type_code = checked.code, true) END
  )`;

/** Reads of problem reports. */
@Injectable()
export class ProblemReportsQueries {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Reports in reach behind `after`, newest first. */
  page(
    { unitIds, typeCodes }: Reach,
    after: SearchPosition | null,
    limit: number,
  ): Promise<ProblemReportRow[]> {
    return this.database.query<ProblemReportRow & Record<string, unknown>>(
      'problem-reports.page',
      `SELECT p.id, p.number, p.kind, p.check_reference AS "checkReference", p.told_sealed AS "toldSealed",
         p.received_at AS "receivedAt", p.received_at::text AS "createdAt", checked.id AS "licenceId"
       FROM problem_reports p ${CHECKED_LICENCE}
       WHERE ${IN_REACH} AND ($3::timestamptz IS NULL OR (p.received_at, p.id) < ($3::timestamptz, $4::uuid))
       ORDER BY p.received_at DESC, p.id DESC LIMIT $5`,
      [unitIds, typeCodes, after?.createdAt ?? null, after?.id ?? null, limit],
    );
  }

  /** Whether a report with that receipt number has been received. */
  async isReceived(number: string): Promise<boolean> {
    const rows = await this.database.query(
      'problem-reports.by-number',
      'SELECT 1 FROM problem_reports WHERE number = $1',
      [number],
    );
    return rows.length > 0;
  }
}
