import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { FoundLogEntry, LogPage, LogSearch } from './log-search.ts';

interface FoundRow {
  leaf_index: number;
  recorded_at: Date;
  /** Null where the entry itself is gone; `audit verify` names it. */
  body: Buffer | null;
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

/**
 * One of six fixed texts. Newest first; entries that have no place yet are found seconds later. First the places, as many
 * as a page holds, then their bodies: joined at once, the planner takes the three columns that they are joined by for
 * independent, expects next to nothing, and reads the whole log.
 */
const statement = (lead: Lead): string => `
  with found as materialized (
    select l.leaf_index, l.recorded_at, l.written_by, l.entry_row from audit_leaves l
    where ${LEADS[lead]}
      and ($1::uuid is null or l.request_id = $1) and ($2::text is null or l.object_id = $2)
      and ($3::text is null or l.caller_id = $3) and ($4::uuid is null or l.unit_id = $4)
      and ($5::text is null or l.act = $5)
      and l.recorded_at >= coalesce($6::timestamptz, '-infinity') and l.recorded_at < coalesce($7::timestamptz, 'infinity')
      and l.recorded_at <= coalesce((select p.recorded_at from audit_leaves p where p.leaf_index = $8), 'infinity')
      and ($8::bigint is null or (l.recorded_at, l.leaf_index) <
        (select p.recorded_at, p.leaf_index from audit_leaves p where p.leaf_index = $8))
    order by l.recorded_at desc, l.leaf_index desc limit $9)
  select f.leaf_index, f.recorded_at, e.body
  from found f left join lateral (
    select b.body from audit_entries b
    where b.written_by = f.written_by and b.id = f.entry_row and b.recorded_at = f.recorded_at limit 1) e on true
  order by f.recorded_at desc, f.leaf_index desc`;

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
    const page = rows.slice(0, limit);
    const next = rows.length > limit ? (page.at(-1)?.leaf_index ?? null) : null;
    return { entries: page.flatMap((row) => (row.body ? [toEntry(row, row.body)] : [])), next };
  }
}

function toEntry({ leaf_index: place, recorded_at: recordedAt }: FoundRow, body: Buffer): FoundLogEntry {
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
