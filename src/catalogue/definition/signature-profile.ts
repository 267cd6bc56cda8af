import { z } from 'zod';
import { isNationalSubFilter, NATIONAL_SUB_FILTERS } from '../../crypto/pdf/national-seal-filters.ts';
import { KEY_SUITES } from '../../crypto/pki/key-suite.ts';

/** One seal on the face; `order` is the order of signing, starting with 1. */
export const SealRequirement = z.strictObject({
  /** Code of the seal kind (印章类型): 01 name of the body, 99 others such as 专用章. */
  sealKind: z.enum(['01', '02', '03', '04', '05', '99']),
  order: z.int().min(1).max(9),
  /**
   * The file is certified (ISO 32000-2 §12.8.2.2), which the first seal does: a single one lets nothing follow but
   * evidence and time-stamps; of several the first lets the others follow, and the last locks the fields.
   */
  certify: z.boolean(),
  /** Second line of the impression, for a seal for one business (专用章). */
  subLine: z.string().min(2).max(12).optional(),
});
export type SealRequirement = z.infer<typeof SealRequirement>;

/** How files of a type are signed. Levels of ETSI EN 319 142-1; a type chooses, the sealing code obeys. */
export const SignatureProfile = z.strictObject({
  /** Default B-LT: a file that can be judged for years by what it carries (ADR 4). */
  level: z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA']).default('B-LT'),
  /** PAdES; `adbe.pkcs7.detached` for readers that know only that; or seals of GB/T 38540, under either name in use. */
  subFilter: z.enum(['ETSI.CAdES.detached', 'adbe.pkcs7.detached', ...NATIONAL_SUB_FILTERS]),
  /** `/Filter`, where readers in use want another than goes with the SubFilter (ISO 32000-1 §12.8.1). */
  filter: z
    .string()
    .regex(/^[A-Za-z0-9.]{1,40}$/)
    .optional(),
  suite: z.enum(KEY_SUITES),
  seals: z.array(SealRequirement).min(1).max(4),
});
export type SignatureProfile = z.infer<typeof SignatureProfile>;

export type SignatureProfileProblem =
  | 'definition.seal-order'
  | 'definition.certify-not-first'
  | 'definition.sub-filter-level'
  | 'definition.sub-filter-suite';

/**
 * What in a profile cannot be carried out: seals not numbered from one without gaps; a certifying signature that is
 * not the first (ISO 32000-1 §12.8.2.2.1); a level above B-B under a SubFilter that PAdES does not know; a seal of
 * GB/T 38540 with any other keys than SM2.
 */
export function signatureProfileProblems(profile: SignatureProfile): SignatureProfileProblem[] {
  const problems: SignatureProfileProblem[] = [];
  const orders = profile.seals.map((seal) => seal.order).sort((left, right) => left - right);
  if (orders.some((order, at) => order !== at + 1)) problems.push('definition.seal-order');
  if (profile.seals.some((seal) => seal.certify && seal.order !== 1))
    problems.push('definition.certify-not-first');
  if (profile.subFilter === 'adbe.pkcs7.detached' && profile.level !== 'B-B')
    problems.push('definition.sub-filter-level');
  if (isNationalSubFilter(profile.subFilter) && profile.suite !== 'sm2')
    problems.push('definition.sub-filter-suite');
  return problems;
}
