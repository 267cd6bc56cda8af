import { z } from 'zod';
import { LicenceTypeCode } from '../../catalogue/definition/licence-type-definition.ts';
import { type CalendarDate, endOfShanghaiDay, isCalendarDate } from '../../shared/calendar-date.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { readLicenceIdentifier } from '../licence-identifier.ts';
import type { LicencesErrorCode } from '../licences.errors.ts';
import { type LicenceEventType, type LicenceState, TRANSITIONS } from '../states/licence-states.ts';

const Day = z.string().refine(isCalendarDate, { params: { code: 'date.not-a-date' } });

/** States that can be searched by: those of the register, and what dates make of *valid*. */
const SEARCH_STATES = [
  'in-force',
  'not-yet',
  'expired',
  'suspended',
  'lost',
  'transferred-out',
  'cancelled',
  'revoked',
  'withdrawn',
  'annulled',
] as const;

export const LicenceSearch = z.object({
  identifier: z.string().max(120).optional().describe('证照标识, of any version'),
  number: z.string().max(64).optional().describe('证照编号'),
  holderCode: z.string().max(64).optional(),
  holderName: z.string().max(200).optional().describe('The whole name; width, dots and spaces do not matter'),
  licenceType: LicenceTypeCode.optional(),
  state: z.enum(SEARCH_STATES).optional(),
  on: Day.optional().describe('The state and version at the end of this day; now when left out'),
  issuedFrom: Day.optional(),
  issuedTo: Day.optional(),
  expiresFrom: Day.optional(),
  expiresTo: Day.optional(),
  cursor: z.string().max(200).optional().describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type LicenceSearch = z.infer<typeof LicenceSearch>;

/** Where a page ends: the row's time as PostgreSQL writes it, to the microsecond, and its id. */
export interface SearchPosition {
  readonly createdAt: string;
  readonly id: string;
}

const Position = z.tuple([z.string().regex(/^[-0-9: .+]{10,40}$/), z.uuid()]);

/** The opaque cursor of a position. It grants nothing: every page is limited to the caller's own licences anew. */
export function cursorOf({ createdAt, id }: SearchPosition): string {
  return Buffer.from(JSON.stringify([createdAt, id])).toString('base64url');
}

/** @throws DomainError search.bad-cursor */
export function readCursor(cursor: string): SearchPosition {
  try {
    const [createdAt, id] = Position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { createdAt, id };
  } catch (cause) {
    throw new DomainError<LicencesErrorCode>('invalid', 'search.bad-cursor', { cause });
  }
}

/** The instant that a search looks at: the last millisecond of the day asked for, or now. */
export function instantOf({ on }: Pick<LicenceSearch, 'on'>, now: Date): Date {
  return on === undefined ? now : new Date(endOfShanghaiDay(on as CalendarDate).getTime() - 1);
}

/** The events after which a licence is in the state of the register behind `state`; `null` when any will do. */
export function eventsLeadingTo(state: LicenceSearch['state']): LicenceEventType[] | null {
  if (state === undefined) return null;
  const isDated = state === 'in-force' || state === 'not-yet' || state === 'expired';
  const kept: LicenceState = isDated ? 'valid' : state;
  return (Object.keys(TRANSITIONS) as (keyof typeof TRANSITIONS)[]).filter(
    (event) => TRANSITIONS[event].to === kept,
  );
}

/** An identifier as the register writes it; one that cannot be read finds nothing. */
export function searchedIdentifier(written: string | undefined): string | null {
  if (written === undefined) return null;
  const reading = readLicenceIdentifier(written);
  return reading.kind === 'read' ? reading.text : written;
}
