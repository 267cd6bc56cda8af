import { type CalendarDate, isCalendarDate } from '../../shared/calendar-date.ts';
import { chineseAmount } from '../definition/chinese-amount.ts';
import type { ScalarFieldDefinition } from '../definition/field-definition.ts';

/** A calendar day as licences print it: `2026年11月23日`. */
export function longDate(day: CalendarDate): string {
  const [year, month, date] = day.split('-');
  return `${year}年${month}月${date}日`;
}

/** A checked value of one field as it stands on the face; empty where there is none. */
export function faceWords(field: ScalarFieldDefinition, value: unknown): string {
  if (typeof value !== 'string') return '';
  if (field.kind === 'date') return isCalendarDate(value) ? longDate(value) : '';
  if (field.kind === 'enumeration')
    return field.options.find((option) => option.code === value)?.label.zh ?? '';
  if (field.kind === 'number') return `${value}${field.unit?.zh ?? ''}`;
  if (field.kind === 'amount') return amountWords(value, field.currency);
  return value;
}

/** Yuan in the capitals of Chinese bookkeeping, other currencies with their code. */
function amountWords(minorUnits: string, currency: string): string {
  if (currency === 'CNY') return chineseAmount(minorUnits);
  const padded = minorUnits.padStart(3, '0');
  return `${currency} ${padded.slice(0, -2)}.${padded.slice(-2)}`;
}
