/** Who can hold a licence (A3): a natural person, a legal person, an unincorporated body. */
export const HOLDER_KINDS = ['natural-person', 'legal-person', 'unincorporated-body'] as const;
export type HolderKind = (typeof HOLDER_KINDS)[number];

/** One holder of a licence in clear. Lives in memory for the time of a request, never in a column. */
export interface Holder {
  /** Why this holder stands on the licence: `holder`, or by type `spouse`, `owner`, `child`, `mother` … */
  readonly role: string;
  /** Share of a common right as printed, for example `1/2`. */
  readonly share?: string | undefined;
  readonly kind: HolderKind;
  readonly name: string;
  /** GB/T 36903 annex A, three digits; absent together with `code` for who has no number yet. */
  readonly codeType?: string | undefined;
  readonly code?: string | undefined;
}

/** Of a sealed holder, what a check by name needs. */
export interface NamedHolder {
  readonly ordinal: number;
  readonly kind: HolderKind;
  readonly nameSealed: Buffer;
  readonly nameIndex: Buffer;
}

/** A holder as the database keeps it: name and code sealed, with keyed blind indexes for exact search. */
export interface SealedHolder extends NamedHolder {
  readonly role: string;
  readonly share: string | null;
  readonly codeType: string | null;
  readonly codeSealed: Buffer | null;
  readonly codeIndex: Buffer | null;
}

/** A holder as strangers see it. */
export interface MaskedHolder {
  readonly role: string;
  readonly share: string | null;
  readonly kind: HolderKind;
  readonly maskedName: string;
  readonly codeType: string | null;
  readonly maskedCode: string | null;
}
