import { z } from 'zod';
import { ROLES, type RoleCode } from '../authorisation/roles.ts';
import { ACCOUNT_STATES } from './account-states.ts';
import { loginProblem } from './login-name.ts';
import { staffNameProblem } from './staff-name.ts';

const MAX_REASON = 500;
const MAX_PAGE = 200;

/** A text whose rule answers with a closed code, or null where it is right. */
const ruledText = (problemOf: (typed: string) => string | null) =>
  z
    .string()
    .max(200)
    .superRefine((typed, context) => {
      const code = problemOf(typed);
      if (code) context.addIssue({ code: 'custom', params: { code } });
    });

const Reason = z
  .string()
  .trim()
  .min(1)
  .max(MAX_REASON)
  .describe('Why; kept with the account, no personal data');
export const RoleName = z.enum(Object.keys(ROLES) as [RoleCode, ...RoleCode[]]);

export const NewAccount = z
  .strictObject({
    unitId: z.uuid().describe('Unit that the person works for'),
    login: ruledText(loginProblem).describe(
      '3 to 32 small letters, digits and . _ -, beginning with a letter',
    ),
    name: ruledText(staffNameProblem).describe('As it is shown and as the person acts'),
  })
  .meta({ id: 'NewAccount' });
export type NewAccount = z.infer<typeof NewAccount>;

/** The body of every act on an account. */
export const AccountActReason = z.strictObject({ reason: Reason }).meta({ id: 'AccountActReason' });
export type AccountActReason = z.infer<typeof AccountActReason>;

export const StaffSearch = z
  .strictObject({
    unit: z.uuid().optional(),
    state: z.enum(ACCOUNT_STATES).optional(),
    role: RoleName.optional().describe('Holds this role now, in any unit'),
    after: z.string().max(32).optional().describe('`next` of the page before'),
    limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  })
  .meta({ id: 'StaffSearch' });
export type StaffSearch = z.infer<typeof StaffSearch>;

export const NewRoleRequest = z
  .strictObject({
    accountId: z.uuid(),
    unitId: z.uuid().describe('Unit in which the role is held'),
    role: RoleName,
    change: z.enum(['grant', 'end']),
    reason: Reason,
  })
  .meta({ id: 'NewRoleRequest' });
export type NewRoleRequest = z.infer<typeof NewRoleRequest>;

export const RoleDecision = z
  .discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('approved'), reason: Reason.optional() }),
    z.strictObject({ decision: z.literal('rejected'), reason: Reason }),
  ])
  .meta({ id: 'RoleDecision' });
export type RoleDecision = z.infer<typeof RoleDecision>;

export const RoleRequestSearch = z
  .strictObject({
    state: z.enum(['open', 'decided']).optional(),
    account: z.uuid().optional(),
    after: z.uuid().optional().describe('`next` of the page before'),
    limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  })
  .meta({ id: 'RoleRequestSearch' });
export type RoleRequestSearch = z.infer<typeof RoleRequestSearch>;
