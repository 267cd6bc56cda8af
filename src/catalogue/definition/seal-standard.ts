import type { SignatureProfile } from './signature-profile.ts';

/** What a city founds its licence types with; each type may choose otherwise later. */
export type SealStandard = 'pades' | 'gbt38540';

/**
 * A profile under the standard of a city: `gbt38540` makes its seals those of GB/T 38540 with SM2 keys, `pades` leaves
 * it as it is. Level and places stay.
 */
export const underSealStandard = (profile: SignatureProfile, standard: SealStandard): SignatureProfile =>
  standard === 'pades' ? profile : { ...profile, subFilter: 'GM.sm2seal', suite: 'sm2' };
