import { z } from 'zod';
import { LicenceTypeCode } from '../catalogue/definition/licence-type-definition.ts';
import { HOLDER_KINDS } from '../holders/holder.ts';
import { isCalendarDate } from '../shared/calendar-date.ts';

const Day = z
  .string()
  .refine(isCalendarDate, { params: { code: 'date.not-a-date' } })
  .describe('A day in Asia/Shanghai, YYYY-MM-DD');
const Instant = z.iso.datetime({ offset: true }).describe('RFC 3339 with an offset');
const text = (max: number) => z.string().trim().min(1).max(max);

/** Values of fields as JSON without fractions: numbers of a licence are written as strings, so that none loses digits. */
type FieldInput = string | number | boolean | null | FieldInput[] | { [name: string]: FieldInput };
const FieldInput: z.ZodType<FieldInput> = z
  .lazy(() =>
    z.union([
      z.string(),
      z.int(),
      z.boolean(),
      z.null(),
      z.array(FieldInput).max(200),
      z.record(z.string().max(64), FieldInput),
    ]),
  )
  .meta({ id: 'FieldInput' });

const HolderInput = z
  .strictObject({
    role: text(20).optional().describe('By the licence type: `spouse`, `owner`, `child` …'),
    share: text(30).optional().describe('As the register words it: 50%, 三分之一, 共同共有'),
    kind: z.enum(HOLDER_KINDS),
    name: text(200),
    codeType: z
      .string()
      .regex(/^\d{3}$/)
      .optional()
      .describe('GB/T 36903 annex A, for example 111 or 001'),
    code: text(64).optional(),
  })
  .meta({ id: 'HolderInput' });

/** What a version of a licence says; the same for an issue and for a change. */
const content = {
  caseNumber: text(64).describe('Number of the case in the department’s own system'),
  itemCode: text(40).optional().describe('事项 that led to the licence'),
  caseClosedAt: Instant,
  actingOfficer: text(100).describe('The person who acts; kept sealed'),
  issuedOn: Day,
  effectiveOn: Day.optional().describe('First day in force; the day of issue when left out'),
  expiresOn: Day.optional().describe(
    'Last day in force; left out where the type’s rule gives it or for 长期',
  ),
  holders: z.array(HolderInput).min(1).max(50),
  fields: z.record(z.string().max(64), FieldInput).default({}),
};

export const IssueLicence = z
  .strictObject({
    licenceType: LicenceTypeCode,
    number: text(64).describe('The number that stands on the face (证照编号)'),
    ...content,
  })
  .meta({ id: 'IssueLicence' });
export type IssueLicence = z.infer<typeof IssueLicence>;

export const ChangeLicence = z
  .strictObject({
    reason: text(200).describe('变更, 延续, 补发 … in words'),
    legalBasis: text(200).optional(),
    documentReference: text(200).optional(),
    ...content,
  })
  .meta({ id: 'ChangeLicence' });
export type ChangeLicence = z.infer<typeof ChangeLicence>;

/** What an issue and a change have in common: everything that a version says but its number. */
export type VersionRequest = Omit<IssueLicence, 'licenceType' | 'number'>;

/** An act on a licence that makes no new version. */
export const ActOnLicence = z
  .strictObject({
    reason: text(500),
    legalBasis: text(200),
    documentReference: text(200).optional().describe('Number of the decision'),
    effectiveAt: Instant.optional().describe('From when it holds in the world; now when left out'),
    actingOfficer: text(100),
  })
  .meta({ id: 'ActOnLicence' });
export type ActOnLicence = z.infer<typeof ActOnLicence>;
