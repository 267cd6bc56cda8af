import { z } from 'zod';
import { holderCodeTypeOf } from '../../shared/codes/holder-code-types.ts';
import { Bilingual, FieldDefinition } from './field-definition.ts';
import { SignatureProfile } from './signature-profile.ts';
import { ValidityRule } from './validity-rule.ts';

/** 21 characters: USCC of the defining body and three digits (GB/T 36904). */
export const LicenceTypeCode = z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}\d{3}$/);

/** Who may hold a licence of the type, and how many at once. */
export const HolderRule = z.strictObject({
  holderClass: z.enum(['natural-person', 'body', 'mixed']),
  min: z.int().min(1).max(50),
  max: z.int().min(1).max(50),
  /** In the order of the holders; left out where all holders are alike. */
  roles: z.array(z.strictObject({ code: z.string().regex(/^[a-z-]{1,20}$/), label: Bilingual })).optional(),
  codeTypes: z
    .array(z.string().refine((code) => holderCodeTypeOf(code) !== undefined, 'a code type of annex A'))
    .min(1),
  /** False where a holder may have no number yet: a newborn. */
  codeRequired: z.boolean(),
  /** True where each holder has a share of the whole. */
  shares: z.boolean(),
});
export type HolderRule = z.infer<typeof HolderRule>;

/** What GB/T 36902 wants in the catalogue of licence types beside name and code. */
export const DirectoryEntry = z.strictObject({
  definingBodyName: z.string().min(2).max(100),
  definingBodyCode: z.string().length(18),
  definingBodyLevel: z.enum(['state', 'province', 'city', 'county']),
  issuingLevels: z.array(z.enum(['province', 'city', 'county'])).min(1),
  /** 有效期限范围 in words, as the directory prints it. */
  validityRange: Bilingual,
  /** Laws and rules the licence rests on. */
  basis: z.array(z.string().min(4).max(200)).min(1),
});

/** 事项 that end in, or need, a licence of the type. */
export const ItemMapping = z.strictObject({
  itemCode: z.string().regex(/^[0-9A-Z]{6,40}$/),
  itemName: z.string().min(2).max(200),
});

/** The number printed on the face, by the custom of its field. */
export const NumberingRule = z.strictObject({
  label: Bilingual,
  /** Whole number as a regular expression, Unicode mode. */
  pattern: z.string().max(200),
  example: z.string().max(64),
});

/**
 * All that makes a licence type, one version of it. Saved as a value: licences keep the version they were issued
 * under, so a published one is never changed.
 */
export const LicenceTypeDefinition = z.strictObject({
  code: LicenceTypeCode,
  name: Bilingual,
  /** Public register types answer openly (营业执照); personal types guard what is on them (结婚证). */
  publicClass: z.enum(['public-register', 'personal']),
  holders: HolderRule,
  directory: DirectoryEntry,
  numbering: NumberingRule,
  fields: z.array(FieldDefinition).max(80),
  validity: ValidityRule,
  signature: SignatureProfile,
  items: z.array(ItemMapping).max(200),
  /** Counts changes of the face alone, as licences name it. */
  faceTemplateVersion: z.int().min(1),
});
export type LicenceTypeDefinition = z.infer<typeof LicenceTypeDefinition>;
