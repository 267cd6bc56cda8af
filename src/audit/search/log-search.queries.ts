import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { FoundLogEntry, LogPage, LogSearch } from './log-search.ts';

interface FoundRow {
  leaf_index: number;
  recorded_at: Date;
  body: Buffer;
}

/** Columns that lead a search, the most selective first: each has its index, and its own statement with its own plan. */
const LEADS = {
  request: 'l.request_id = $1::uuid',
  object: 'l.object_id = $2',
  caller: 'l.caller_id = $3',
  unit: 'l.unit_id = $4::uuid',
  act: 'l.act = $5',
  none: 'true',
} as const;
type Lead = keyof typeof LEADS;

/** One of six fixed texts. Newest first; entries that have no place yet are found seconds later. */
const statement = (lead: Lead): string => `
  select l.leaf_index, l.recorded_at, e.body
  from audit_leaves l join audit_entries e
    on e.written_by = l.written_by and e.id = l.entry_row and e.recorded_at = l.recorded_at
  where ${LEADS[lead]}
    and ($1::uuid is null or l.request_id = $1) and ($2::text is null or l.object_id = $2)
    and ($3::text is null or l.caller_id = $3) and ($4::uuid is null or l.unit_id = $4)
    and ($5::text is null or l.act = $5)
    and l.recorded_at >= coalesce($6::timestamptz, '-infinity') and l.recorded_at < coalesce($7::timestamptz, 'infinity')
    and ($8::bigint is null or (l.recorded_at, l.leaf_index) <
      (select p.recorded_at, p.leaf_index from audit_leaves p where p.leaf_index = $8))
  order by l.recorded_at desc, l.leaf_index desc limit $9`;

@Injectable()
export class LogSearchQueries {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** A page of the log, newest first. */
  async find(search: LogSearch): Promise<LogPage> {
    const { request, object, caller, unit, act, from, before, after, limit } = search;
    const lead: Lead =
      (['request', 'object', 'caller', 'unit', 'act'] as const).find((one) => search[one]) ?? 'none';
    const rows = await this.database.query<FoundRow>(`audit.search-by-${lead}`, statement(lead), [
      request ?? null,
      object ?? null,
      caller ?? null,
      unit ?? null,
      act ?? null,
      from ?? null,
      before ?? null,
      after ?? null,
      limit + 1,
    ]);
    const entries = rows.slice(0, limit).map(toEntry);
    return { entries, next: rows.length > limit ? (entries.at(-1)?.place ?? null) : null };
  }
}

function toEntry({ leaf_index: place, recorded_at: recordedAt, body }: FoundRow): FoundLogEntry {
  return { place, recordedAt: recordedAt.toISOString(), body: parsed(body) };
}

/** The app's role could have written anything; an auditor is to see that too. */
function parsed(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Falls through: it is shown as bytes.
  }
  return { bytes: body.toString('base64') };
}
