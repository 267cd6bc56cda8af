import type { FoundLogEntry } from './log-search.ts';

const COLUMNS = [
  'place',
  'recordedAt',
  'id',
  'at',
  'act',
  'outcome',
  'code',
  'caller',
  'unit',
  'client',
  'object',
  'request',
  'case',
  'purpose',
] as const;

/** One JSON object a line. */
export const asNdjson = (entries: readonly FoundLogEntry[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');

/** RFC 4180 with a byte order mark, so that spreadsheets read Chinese; the fields of requirement A25, one a column. */
export function asCsv(entries: readonly FoundLogEntry[]): string {
  const rows = entries.map((entry) => COLUMNS.map((column) => cell(fieldOf(entry, column))).join(','));
  return `\ufeff${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}

function fieldOf({ place, recordedAt, body }: FoundLogEntry, column: (typeof COLUMNS)[number]): unknown {
  const member = (name: string, inner: string) =>
    (body[name] as Record<string, unknown> | undefined)?.[inner];
  switch (column) {
    case 'place':
      return place;
    case 'recordedAt':
      return recordedAt;
    case 'caller':
      return member('caller', 'id');
    case 'unit':
      return member('caller', 'unit');
    case 'client':
      return member('client', 'prefix');
    case 'object':
      return member('object', 'id');
    default:
      return body[column];
  }
}

/** A cell that begins like a formula gets an apostrophe: purposes come from anyone, and spreadsheets run formulas. */
function cell(value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value);
  const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}
