import type { Bilingual } from '../text/bilingual.ts';

/** What the offline page keeps: the statement keys, and the names that codes stand for. */
export interface Keyring {
  /** RFC 3339 UTC: when this was fetched from the service. */
  readonly asOf: string;
  readonly trial: boolean;
  readonly keys: readonly { readonly keyId: number; readonly spkiBase64: string }[];
  readonly licenceTypes: readonly { readonly code: string; readonly name: Bilingual }[];
  /** `code` is the 18-character credit code. */
  readonly issuers: readonly { readonly code: string; readonly name: Bilingual }[];
}
