import { z } from 'zod';
import { type CalendarDate, isCalendarDate, shanghaiDateOf } from '../shared/calendar-date.ts';
import { invalidInput } from './verification.errors.ts';

/** What people type: spaces around do not count, and nothing is longer than any licence prints. */
const typed = (max: number, emptyCode: string) =>
  z
    .string()
    .max(max)
    .refine((text) => text.trim() !== '', { params: { code: emptyCode } });

export const CheckIdentifier = z
  .strictObject({
    identifier: typed(200, 'identifier.empty').describe(
      '证照标识, GB/T 36904; spaces and full width accepted',
    ),
    name: z.string().max(200).optional().describe('Name of any holder; with it the answer tells more'),
  })
  .meta({ id: 'CheckIdentifier' });
export type CheckIdentifier = z.infer<typeof CheckIdentifier>;

export const CheckNumber = z
  .strictObject({
    licenceType: typed(40, 'type.unknown').describe('Code of the licence type, 21 characters'),
    number: typed(100, 'number.empty').describe('证照编号 as printed on the face'),
    name: typed(200, 'name.empty').describe('Name of any holder'),
  })
  .meta({ id: 'CheckNumber' });
export type CheckNumber = z.infer<typeof CheckNumber>;

export const CheckStatement = z
  .strictObject({
    statement: typed(400, 'statement.form').describe('Text of the statement’s QR code, base 32'),
  })
  .meta({ id: 'CheckStatement' });
export type CheckStatement = z.infer<typeof CheckStatement>;

/**
 * The day of `?on=YYYY-MM-DD`.
 *
 * @throws DomainError verification.invalid (on.not-a-date, on.in-future)
 */
export function readOn(on: string | undefined, now: Date): CalendarDate | undefined {
  if (on === undefined) return undefined;
  if (!isCalendarDate(on)) throw invalidInput({ path: 'on', code: 'on.not-a-date' });
  if (on > shanghaiDateOf(now)) throw invalidInput({ path: 'on', code: 'on.in-future' });
  return on;
}
