import type { SealedHolder } from '../../holders/holder.ts';
import type { CalendarDate } from '../../shared/calendar-date.ts';

/** A version of a licence as it goes into the register: everything but its file. Personal values are sealed. */
export interface NewLicenceVersion {
  readonly id: string;
  readonly licenceId: string;
  readonly version: number;
  readonly identifier: string;
  readonly token: string;
  readonly typeVersionId: string;
  readonly issuerUnitId: string;
  readonly issuerName: string;
  readonly issuerUscc: string;
  readonly regionCode: string;
  readonly issuedOn: CalendarDate;
  readonly effectiveOn: CalendarDate;
  readonly expiresOn: CalendarDate | null;
  readonly caseNumber: string;
  readonly itemCode: string | null;
  readonly caseClosedAt: Date;
  readonly actingOfficerSealed: Buffer;
  readonly contentSealed: Buffer;
  readonly publicFields: Readonly<Record<string, unknown>>;
  readonly drawnAt: Date;
  readonly holders: readonly SealedHolder[];
}

/** The idempotency key of a request and the digest of its canonical body. */
export interface RequestIdentity {
  readonly unitId: string;
  readonly key: string;
  /** SHA-256. */
  readonly digest: Buffer;
}
