import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { RoleCode } from '../authorisation/roles.ts';
import type { AccountEventKind } from './account-events.ts';
import type { AccountState } from './account-states.ts';
import type { StaffSearch } from './staff-requests.ts';

export interface AccountRow {
  readonly id: string;
  readonly unitId: string;
  readonly login: string;
  readonly name: string;
  readonly state: AccountState;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
  readonly roles: readonly { readonly role: RoleCode; readonly unitId: string; readonly grantedAt: string }[];
}

export interface AccountDetailsRow extends AccountRow {
  readonly events: readonly {
    readonly kind: AccountEventKind;
    readonly reason: string | null;
    readonly actorId: string | null;
    readonly recordedAt: string;
  }[];
  readonly enrolment: {
    readonly id: string;
    readonly requestedBy: string | null;
    readonly confirmedBy: string | null;
    readonly expiresAt: string;
  } | null;
}

const COLUMNS = `a.id, a.unit_id AS "unitId", a.login, a.name, a.state, a.created_at AS "createdAt",
  a.closed_at AS "closedAt", coalesce((
    SELECT json_agg(json_build_object('role', g.role, 'unitId', g.unit_id, 'grantedAt', g.granted_at)
      ORDER BY g.granted_at, g.id)
    FROM role_grants g WHERE g.account_id = a.id AND g.ended_at IS NULL), '[]') AS roles`;

/** Accounts as security administrators see them; `unitIds` is the caller's reach. */
@Injectable()
export class AccountsQueries {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** A page by login name, one row more than the limit where there is a next page. */
  page(unitIds: readonly string[], { unit, state, role, after, limit }: StaffSearch): Promise<AccountRow[]> {
    return this.database.query<AccountRow>(
      'access.accounts',
      `SELECT ${COLUMNS} FROM staff_accounts a
       WHERE a.unit_id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR a.unit_id = $2)
         AND ($3::text IS NULL OR a.state = $3)
         AND ($4::text IS NULL OR EXISTS (SELECT FROM role_grants h
           WHERE h.account_id = a.id AND h.role = $4 AND h.ended_at IS NULL))
         AND ($5::text IS NULL OR a.login > $5)
       ORDER BY a.login LIMIT $6`,
      [unitIds, unit ?? null, state ?? null, role ?? null, after ?? null, limit + 1],
    );
  }

  /** One account with what has happened to it and its open enrolment; null when it is not in reach. */
  async details(unitIds: readonly string[], accountId: string): Promise<AccountDetailsRow | null> {
    const [row] = await this.database.query<AccountDetailsRow>(
      'access.account-details',
      `SELECT ${COLUMNS}, coalesce((
         SELECT json_agg(json_build_object('kind', e.kind, 'reason', e.reason, 'actorId', e.actor_id,
           'recordedAt', e.recorded_at) ORDER BY e.recorded_at, e.id)
         FROM staff_account_events e WHERE e.account_id = a.id), '[]') AS events, (
         SELECT json_build_object('id', n.id, 'requestedBy', n.requested_by, 'confirmedBy', n.confirmed_by,
           'expiresAt', n.expires_at)
         FROM enrolments n WHERE n.account_id = a.id AND n.used_at IS NULL AND n.ended_at IS NULL) AS enrolment
       FROM staff_accounts a WHERE a.id = $2 AND a.unit_id = ANY($1::uuid[])`,
      [unitIds, accountId],
    );
    return row ?? null;
  }
}
