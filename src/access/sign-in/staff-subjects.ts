import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Caller, Grant } from '../../platform/http/caller.ts';
import { BoundedCache } from '../../shared/bounded-cache.ts';
import { grantsOf, type HeldRole } from '../authorisation/role-grants.ts';
import type { SessionSubjects } from '../sessions/session-subjects.ts';
import { UnitsQueries } from '../units/units.queries.ts';

/** What everybody who signs in may do with their own account. */
export const OWN_ACCOUNT = 'account.own';

interface StaffMember {
  readonly unitId: string;
  readonly name: string;
  readonly roles: readonly HeldRole[];
}

/** A role taken away stops at the latest after this time, on every process. */
const KEPT_MS = 5_000;
const MAX_KEPT = 20_000;

const OWN_GRANT: Grant = {
  acts: new Set([OWN_ACCOUNT]),
  unitIds: [],
  typeCodes: null,
  needsPurpose: false,
};

/** Active staff accounts and what their roles let them do. */
@Injectable()
export class StaffSubjects implements SessionSubjects {
  readonly kind = 'staff';
  private readonly kept = new BoundedCache<
    string,
    { readonly member: Promise<StaffMember | null>; readonly until: number }
  >(MAX_KEPT);

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(UnitsQueries) private readonly units: UnitsQueries,
  ) {}

  async callerOf(accountId: string): Promise<Pick<Caller, 'unitId' | 'officer' | 'grants'> | null> {
    const member = await this.memberOf(accountId);
    if (!member) return null;
    const grants = [OWN_GRANT, ...grantsOf(member.roles, await this.units.allKept())];
    return { unitId: member.unitId, officer: member.name, grants };
  }

  private memberOf(accountId: string): Promise<StaffMember | null> {
    const known = this.kept.get(accountId);
    if (known && known.until > performance.now()) return known.member;
    const member = this.read(accountId);
    this.kept.set(accountId, { member, until: performance.now() + KEPT_MS });
    // A failed read is not kept: whoever asks next reads again.
    member.catch(() => this.kept.delete(accountId));
    return member;
  }

  private async read(accountId: string): Promise<StaffMember | null> {
    const [member] = await this.database.query<StaffMember & Record<string, unknown>>(
      'sign-in.staff-member',
      `SELECT a.unit_id AS "unitId", a.name,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'unitId', g.unit_id)), '[]')
          FROM role_grants g WHERE g.account_id = a.id AND g.ended_at IS NULL) AS roles
       FROM staff_accounts a WHERE a.id = $1 AND a.state = 'active'`,
      [accountId],
    );
    return member ?? null;
  }
}
