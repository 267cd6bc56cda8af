import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { RoleCode } from '../authorisation/roles.ts';
import type { RoleRequestSearch } from './staff-requests.ts';

export interface RoleRequestRow {
  readonly id: string;
  readonly accountId: string;
  readonly login: string;
  readonly unitId: string;
  readonly role: RoleCode;
  readonly change: 'grant' | 'end';
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly decision: 'approved' | 'rejected' | null;
  readonly decisionReason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

const REQUESTS = `SELECT r.id, r.account_id AS "accountId", a.login, r.unit_id AS "unitId", r.role, r.change, r.reason,
    r.requested_by AS "requestedBy", r.requested_at AS "requestedAt", r.decision,
    r.decision_reason AS "decisionReason", r.decided_by AS "decidedBy", r.decided_at AS "decidedAt"
  FROM role_requests r JOIN staff_accounts a ON a.id = r.account_id
  WHERE r.unit_id = ANY($1::uuid[]) AND a.unit_id = ANY($1::uuid[])`;

/** Role requests as security administrators see them; `unitIds` is the caller's reach. */
@Injectable()
export class RoleRequestsQueries {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** A page, newest first, one row more than the limit where there is a next page. */
  page(
    unitIds: readonly string[],
    { state, account, after, limit }: RoleRequestSearch,
  ): Promise<RoleRequestRow[]> {
    return this.database.query<RoleRequestRow>(
      'access.role-requests',
      `${REQUESTS}
         AND ($2::text IS NULL OR (r.decision IS NULL) = ($2 = 'open'))
         AND ($3::uuid IS NULL OR r.account_id = $3)
         AND ($4::uuid IS NULL OR (r.requested_at, r.id) <
           (SELECT p.requested_at, p.id FROM role_requests p WHERE p.id = $4))
       ORDER BY r.requested_at DESC, r.id DESC LIMIT $5`,
      [unitIds, state ?? null, account ?? null, after ?? null, limit + 1],
    );
  }

  /** One request; null when it is not in reach. */
  async one(unitIds: readonly string[], requestId: string): Promise<RoleRequestRow | null> {
    const [row] = await this.database.query<RoleRequestRow>(
      'access.role-request',
      `${REQUESTS} AND r.id = $2`,
      [unitIds, requestId],
    );
    return row ?? null;
  }
}
