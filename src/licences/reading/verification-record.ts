import type { NamedHolder } from '../../holders/holder.ts';
import type { CalendarDate } from '../../shared/calendar-date.ts';
import type { StandingFacts } from '../states/licence-standing.ts';

/** By what a licence version is looked up for a check. */
export type VerificationKey =
  | { readonly by: 'token'; readonly token: string }
  | { readonly by: 'identifier'; readonly identifier: string }
  /** Face numbers repeat between issuers: all that carry the number are given. */
  | { readonly by: 'number'; readonly typeCode: string; readonly number: string }
  | { readonly by: 'file'; readonly sha256: Buffer };

/** Everything a verdict needs of one version, from one row of one query. Personal values are still sealed. */
export interface VerificationRecord extends StandingFacts {
  readonly licenceId: string;
  readonly versionId: string;
  readonly identifier: string;
  readonly token: string;
  /** The number printed on the face (证照编号). */
  readonly number: string;
  readonly version: number;
  readonly currentVersion: number;
  readonly licenceType: {
    readonly code: string;
    readonly nameZh: string;
    readonly nameEn: string;
    readonly publicClass: 'public-register' | 'personal';
    /** The version issued under, for labels of fields (`LicenceTypes` of the catalogue). */
    readonly versionId: string;
  };
  readonly issuer: {
    readonly unitId: string;
    readonly uscc: string;
    /** As it was at issue. */
    readonly nameZh: string;
    readonly nameEn: string;
    /** As it is now. */
    readonly phone: string | null;
    readonly regionCode: string;
  };
  readonly issuedOn: CalendarDate;
  readonly recordedAt: Date;
  readonly holders: readonly NamedHolder[];
  /** Values of fields whose class is public, by short name. */
  readonly publicFields: Readonly<Record<string, unknown>>;
  /** When its original was registered; only for a look-up by the digest of that file. */
  readonly fileRecordedAt: Date | null;
}
