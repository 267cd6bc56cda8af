import { z } from 'zod';
import { isCalendarDate } from '../../shared/calendar-date.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const Telephone = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 -]{4,28}[0-9]$/);

export const UnitId = z.uuid();

/** From when a change holds and what it rests on. */
const basis = {
  effectiveOn: z
    .string()
    .refine(isCalendarDate, { params: { code: 'date.not-a-date' } })
    .describe('The day from which it holds, in Asia/Shanghai; not after today'),
  legalBasis: text(200).describe('Published with the unit’s history'),
  documentReference: text(200)
    .nullable()
    .default(null)
    .describe('Number of the document (批文号); published too'),
};

const name = { nameZh: text(100), nameEn: text(200) };
const duties = {
  managing: z.boolean().describe('管理单位'),
  issuing: z.boolean().describe('制发单位'),
  using: z.boolean().describe('应用单位'),
};

export const CreateUnit = z
  .strictObject({
    uscc: z.string().describe('统一社会信用代码, GB 32100'),
    ...name,
    regionCode: z.string().describe('行政区划代码, GB/T 2260, six digits'),
    parentId: UnitId.nullable().describe('The unit above it (上级机构)'),
    ...duties,
    phone: Telephone.nullable().default(null).describe('Public telephone, shown with verdicts'),
    ...basis,
  })
  .meta({ id: 'CreateUnit' });
export type CreateUnit = z.infer<typeof CreateUnit>;

export const RenameUnit = z.strictObject({ ...name, ...basis }).meta({ id: 'RenameUnit' });
export type RenameUnit = z.infer<typeof RenameUnit>;

export const MoveUnit = z.strictObject({ parentId: UnitId, ...basis }).meta({ id: 'MoveUnit' });
export type MoveUnit = z.infer<typeof MoveUnit>;

export const ChangeUnitDuties = z.strictObject({ ...duties, ...basis }).meta({ id: 'ChangeUnitDuties' });
export type ChangeUnitDuties = z.infer<typeof ChangeUnitDuties>;

export const ChangeUnitTelephone = z
  .strictObject({ phone: Telephone.nullable().describe('null: none'), ...basis })
  .meta({ id: 'ChangeUnitTelephone' });
export type ChangeUnitTelephone = z.infer<typeof ChangeUnitTelephone>;

export const AddUnitContact = z
  .strictObject({
    name: text(60),
    duty: text(60).describe('What they are responsible for: 证照制发, 系统运维 …'),
    telephone: Telephone,
  })
  .meta({ id: 'AddUnitContact' });
export type AddUnitContact = z.infer<typeof AddUnitContact>;

const end = {
  successorId: UnitId.nullable().default(null).describe('The unit that it merges into; null: it just ends'),
  effectiveOn: basis.effectiveOn,
};

export const PlanUnitEnd = z.strictObject(end).meta({ id: 'PlanUnitEnd' });
export type PlanUnitEnd = z.infer<typeof PlanUnitEnd>;

export const ConfirmUnitEnd = z
  .strictObject({
    ...end,
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('Of the plan that was looked at'),
    legalBasis: basis.legalBasis,
    documentReference: basis.documentReference,
  })
  .meta({ id: 'ConfirmUnitEnd' });
export type ConfirmUnitEnd = z.infer<typeof ConfirmUnitEnd>;
