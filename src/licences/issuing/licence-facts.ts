import type { LicenceTypeDefinition } from '../../catalogue/definition/licence-type-definition.ts';
import type { Holder } from '../../holders/holder.ts';
import type { CalendarDate } from '../../shared/calendar-date.ts';

/** Everything a version of a licence says, in clear: what the face is drawn from. Lives for the time of a request. */
export interface LicenceFacts {
  readonly definition: LicenceTypeDefinition;
  readonly identifier: string;
  readonly token: string;
  /** What the QR code leads to, in capitals. */
  readonly checkAddress: string;
  /** The signed statement, base 32. */
  readonly statement: string;
  /** 证照编号. */
  readonly number: string;
  readonly issuerName: string;
  readonly issuerUscc: string;
  readonly issuedOn: CalendarDate;
  readonly effectiveOn: CalendarDate;
  /** `null` = 长期. */
  readonly expiresOn: CalendarDate | null;
  readonly holders: readonly Holder[];
  readonly fields: Readonly<Record<string, unknown>>;
  /** The instant that the file states; drawing again gives the same bytes. */
  readonly drawnAt: Date;
}
