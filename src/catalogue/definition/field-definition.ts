import { z } from 'zod';
import { isCalendarDate } from '../../shared/calendar-date.ts';
import { holderCodeTypeOf } from '../../shared/codes/holder-code-types.ts';

/** A text in both languages of the service. */
export const Bilingual = z.strictObject({ zh: z.string().min(1).max(300), en: z.string().min(1).max(300) });
export type Bilingual = z.infer<typeof Bilingual>;

/** Who may see a field; which channel shows which class is decided where channels are, not here. */
export const VisibilityClass = z.enum(['public', 'holder-name', 'dates', 'identity', 'personal', 'secret']);
export type VisibilityClass = z.infer<typeof VisibilityClass>;

const calendarDate = z.string().refine(isCalendarDate, 'a day as YYYY-MM-DD');
const decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/, 'a decimal number in plain notation');
const minorUnits = z.string().regex(/^\d{1,18}$/, 'a count of minor units');
const codeType = z.string().refine((code) => holderCodeTypeOf(code) !== undefined, 'a code type of annex A');

const base = {
  /** GB/T 36903 short name of an extension element. */
  name: z.string().regex(/^KZ_[A-Z][A-Z0-9]{0,29}$/),
  label: Bilingual,
  required: z.boolean(),
  visibility: VisibilityClass,
};

const text = z.strictObject({
  ...base,
  kind: z.literal('text'),
  /** Lengths in characters (code points), not UTF-16 units: rare characters count once. */
  minLength: z.int().min(1).max(4000).default(1),
  maxLength: z.int().min(1).max(4000),
  /** A regular expression for the whole value, Unicode mode. */
  pattern: z.string().max(200).optional(),
  /** The pattern in words, for the refusal: “JY 加 14 位数字”. */
  patternHint: Bilingual.optional(),
});

const number = z.strictObject({
  ...base,
  kind: z.literal('number'),
  min: decimal.optional(),
  max: decimal.optional(),
  decimals: z.int().min(0).max(6),
  unit: Bilingual.optional(),
});

const date = z.strictObject({
  ...base,
  kind: z.literal('date'),
  earliest: calendarDate.optional(),
  latest: calendarDate.optional(),
});

const enumeration = z.strictObject({
  ...base,
  kind: z.literal('enumeration'),
  options: z
    .array(z.strictObject({ code: z.string().regex(/^[0-9A-Za-z-]{1,30}$/), label: Bilingual }))
    .min(1)
    .max(300),
});

const identityNumber = z.strictObject({ ...base, kind: z.literal('identityNumber'), codeType });

const uscc = z.strictObject({ ...base, kind: z.literal('uscc') });

const amount = z.strictObject({
  ...base,
  kind: z.literal('amount'),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  min: minorUnits.optional(),
  max: minorUnits.optional(),
});

const picture = z.strictObject({
  ...base,
  kind: z.literal('picture'),
  formats: z.array(z.enum(['png', 'jpeg'])).min(1),
  maxBytes: z.int().min(1024).max(1_048_576),
});

const person = z.strictObject({
  ...base,
  kind: z.literal('person'),
  codeTypes: z.array(codeType).min(1),
  /** False where a person may have no number yet. */
  codeRequired: z.boolean(),
});

/** One value: what can stand alone or be a column of a list. */
export const ScalarFieldDefinition = z.discriminatedUnion('kind', [
  text,
  number,
  date,
  enumeration,
  identityNumber,
  uscc,
  amount,
  picture,
  person,
]);
export type ScalarFieldDefinition = z.infer<typeof ScalarFieldDefinition>;

const rows = z.strictObject({
  ...base,
  kind: z.literal('rows'),
  columns: z.array(ScalarFieldDefinition).min(1).max(12),
  minRows: z.int().min(0).max(200),
  maxRows: z.int().min(1).max(200),
});

/** A field of a licence type's data-item standard (GB/T 36903 extension elements). */
export const FieldDefinition = z.discriminatedUnion('kind', [...ScalarFieldDefinition.options, rows]);
export type FieldDefinition = z.infer<typeof FieldDefinition>;
export type FieldKind = FieldDefinition['kind'];
export type FieldOfKind<Kind extends FieldKind> = Extract<FieldDefinition, { kind: Kind }>;

const IDENTITY_LIKE: ReadonlySet<FieldKind> = new Set(['identityNumber', 'person', 'picture']);

/** True for kinds that are sealed wherever they lie, whatever class the field was given. */
export function isIdentityLike(field: FieldDefinition): boolean {
  if (field.kind === 'rows') return field.columns.some(isIdentityLike);
  return IDENTITY_LIKE.has(field.kind);
}
