import type { SignatureProfile } from '../../catalogue/definition/signature-profile.ts';
import type { SealOptions } from '../../crypto/pdf/seal-options.ts';

/**
 * What may follow a seal of a certified type (ISO 32000-2 §12.8.2.2 and §12.8.2.4). A single seal closes the file
 * (DocMDP 1: evidence and document time-stamps may follow, nothing else). Of several the first leaves room for
 * signatures (DocMDP 2), and the last locks every field, because no second signature can certify.
 *
 * @param order of the seal, 1 for the first
 */
export function certificationOf(
  { seals }: Pick<SignatureProfile, 'seals'>,
  order: number,
): Pick<SealOptions, 'certification' | 'fieldLock'> {
  if (!seals.some((seal) => seal.certify)) return {};
  if (seals.length === 1) return { certification: 1 };
  if (order === 1) return { certification: 2 };
  return order === seals.length ? { fieldLock: { action: 'All', fieldNames: [] } } : {};
}
