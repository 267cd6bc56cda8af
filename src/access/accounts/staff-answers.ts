import { z } from 'zod';
import { ACCOUNT_STATES } from './account-states.ts';
import type { AccountDetailsRow, AccountRow } from './accounts.queries.ts';
import type { CreatedAccount } from './accounts.service.ts';
import type { IssuedEnrolment } from './enrolments.service.ts';
import type { RoleRequestRow } from './role-requests.queries.ts';
import { RoleName } from './staff-requests.ts';

const Instant = z.iso.datetime();

export const StaffAccount = z
  .strictObject({
    id: z.uuid(),
    unitId: z.uuid(),
    login: z.string(),
    name: z.string(),
    state: z.enum(ACCOUNT_STATES),
    createdAt: Instant,
    closedAt: Instant.nullable(),
    roles: z.array(z.strictObject({ role: RoleName, unitId: z.uuid(), grantedAt: Instant })),
  })
  .meta({ id: 'StaffAccount' });
export type StaffAccount = z.infer<typeof StaffAccount>;

export const StaffPage = z
  .strictObject({ accounts: z.array(StaffAccount), next: z.string().nullable() })
  .meta({ id: 'StaffPage' });
export type StaffPage = z.infer<typeof StaffPage>;

export const StaffAccountDetails = StaffAccount.extend({
  events: z.array(
    z.strictObject({
      kind: z.string(),
      reason: z.string().nullable(),
      actorId: z.uuid().nullable().describe('Account that did it; null: the command'),
      recordedAt: Instant,
    }),
  ),
  enrolment: z
    .strictObject({
      id: z.uuid(),
      requestedBy: z.uuid().nullable(),
      confirmedBy: z.uuid().nullable(),
      expiresAt: Instant,
    })
    .nullable()
    .describe('The code that waits for its person, never the code itself'),
}).meta({ id: 'StaffAccountDetails' });
export type StaffAccountDetails = z.infer<typeof StaffAccountDetails>;

export const EnrolmentCode = z
  .strictObject({
    id: z.uuid(),
    code: z.string().describe('For the person alone; shown this once'),
    expiresAt: Instant,
  })
  .meta({ id: 'EnrolmentCode' });
export type EnrolmentCode = z.infer<typeof EnrolmentCode>;

export const NewStaffAccount = z
  .strictObject({ id: z.uuid(), enrolment: EnrolmentCode })
  .meta({ id: 'NewStaffAccount' });
export type NewStaffAccount = z.infer<typeof NewStaffAccount>;

export const RoleRequest = z
  .strictObject({
    id: z.uuid(),
    accountId: z.uuid(),
    login: z.string(),
    unitId: z.uuid(),
    role: RoleName,
    change: z.enum(['grant', 'end']),
    reason: z.string(),
    requestedBy: z.uuid(),
    requestedAt: Instant,
    decision: z.enum(['approved', 'rejected']).nullable(),
    decisionReason: z.string().nullable(),
    decidedBy: z.uuid().nullable(),
    decidedAt: Instant.nullable(),
  })
  .meta({ id: 'RoleRequest' });
export type RoleRequest = z.infer<typeof RoleRequest>;

export const RoleRequestPage = z
  .strictObject({ requests: z.array(RoleRequest), next: z.uuid().nullable() })
  .meta({ id: 'RoleRequestPage' });
export type RoleRequestPage = z.infer<typeof RoleRequestPage>;

export const accountAnswer = (row: AccountRow): StaffAccount => ({
  id: row.id,
  unitId: row.unitId,
  login: row.login,
  name: row.name,
  state: row.state,
  createdAt: row.createdAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
  roles: row.roles.map((held) => ({ ...held, grantedAt: utc(held.grantedAt) })),
});

export const detailsAnswer = (row: AccountDetailsRow): StaffAccountDetails => ({
  ...accountAnswer(row),
  events: row.events.map((event) => ({ ...event, recordedAt: utc(event.recordedAt) })),
  enrolment: row.enrolment && { ...row.enrolment, expiresAt: utc(row.enrolment.expiresAt) },
});

export const enrolmentAnswer = ({ id, code, expiresAt }: IssuedEnrolment): EnrolmentCode => ({
  id,
  code,
  expiresAt: expiresAt.toISOString(),
});

export const createdAnswer = ({ accountId, enrolment }: CreatedAccount): NewStaffAccount => ({
  id: accountId,
  enrolment: enrolmentAnswer(enrolment),
});

export const roleRequestAnswer = (row: RoleRequestRow): RoleRequest => ({
  ...row,
  requestedAt: row.requestedAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
});

/** PostgreSQL writes an instant inside JSON with the offset of its session. */
const utc = (instant: string): string => new Date(instant).toISOString();
