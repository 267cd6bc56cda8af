import { z } from 'zod';

/** One seal on the face; `order` is the order of signing, starting with 1. */
export const SealRequirement = z.strictObject({
  /** Code of the seal kind (印章类型): 01 name of the body, 99 others such as 专用章. */
  sealKind: z.enum(['01', '02', '03', '04', '05', '99']),
  order: z.int().min(1).max(9),
  /** A certifying signature (ISO 32000-1 §12.8.2.2, DocMDP 1): no change may follow but signatures. */
  certify: z.boolean(),
  /** Second line of the impression, for a seal for one business (专用章). */
  subLine: z.string().min(2).max(12).optional(),
});
export type SealRequirement = z.infer<typeof SealRequirement>;

/** How files of a type are signed. Levels of ETSI EN 319 142-1; a type chooses, the sealing code obeys. */
export const SignatureProfile = z.strictObject({
  /** Default B-LT: a file that can be judged for years by what it carries (ADR 4). */
  level: z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA']).default('B-LT'),
  /** PAdES by default; `adbe.pkcs7.detached` for readers that know only that. */
  subFilter: z.enum(['ETSI.CAdES.detached', 'adbe.pkcs7.detached']),
  suite: z.enum(['p256', 'rsa2048', 'rsa3072', 'sm2']),
  seals: z.array(SealRequirement).min(1).max(4),
});
export type SignatureProfile = z.infer<typeof SignatureProfile>;

export type SignatureProfileProblem =
  | 'definition.seal-order'
  | 'definition.certify-not-first'
  | 'definition.sub-filter-level';

/**
 * What in a profile cannot be carried out: seals not numbered from one without gaps; a certifying signature that is
 * not the first (ISO 32000-1 §12.8.2.2.1); a level above B-B under a SubFilter that PAdES does not know.
 */
export function signatureProfileProblems(profile: SignatureProfile): SignatureProfileProblem[] {
  const problems: SignatureProfileProblem[] = [];
  const orders = profile.seals.map((seal) => seal.order).sort((left, right) => left - right);
  if (orders.some((order, at) => order !== at + 1)) problems.push('definition.seal-order');
  if (profile.seals.some((seal) => seal.certify && seal.order !== 1))
    problems.push('definition.certify-not-first');
  if (profile.subFilter === 'adbe.pkcs7.detached' && profile.level !== 'B-B')
    problems.push('definition.sub-filter-level');
  return problems;
}
