import type { SealState } from './seal-states.ts';

/** What a seal is for (B2). */
export const SEAL_KINDS = [
  'legal-name',
  'finance',
  'invoice',
  'contract',
  'personal-name',
  'business',
] as const;
export type SealKind = (typeof SEAL_KINDS)[number];

/** The two-digit code of the type of a seal, as GB/T 38540 seals in use carry it. */
export const SEAL_KIND_OF_CODE = {
  '01': 'legal-name',
  '02': 'finance',
  '03': 'invoice',
  '04': 'contract',
  '05': 'personal-name',
  '99': 'business',
} as const satisfies Record<string, SealKind>;
export type SealKindCode = keyof typeof SEAL_KIND_OF_CODE;

/** An electronic seal (电子印章): the name of its key, its certificate, its size. */
export interface Seal {
  readonly id: string;
  readonly unitId: string;
  /** 14 digits: six of region, eight serial. */
  readonly code: string;
  /** The whole name: the unit's, and for a seal for one business its second line behind it. */
  readonly name: string;
  /** Second line of the impression, the end of `name`; the rest runs on the arc. */
  readonly subLine: string | null;
  readonly kind: SealKind;
  readonly diameterMm: number;
  readonly state: SealState;
  /** Name of the signing key in the key store, never the key. */
  readonly keyId: string;
  readonly certificateDer: Buffer;
  /** Whether it signs with SM2, as seals of GB/T 38540 must. */
  readonly isSm2: boolean;
  readonly validFrom: Date;
  readonly validUntil: Date;
}
