import type { BuiltEntry } from './audit-entry.ts';

/** One entry as the table takes it. */
export interface StoredEntry {
  readonly built: BuiltEntry;
  /** In place of `built.personal`, which is never stored. */
  readonly personalSealed: Buffer | null;
}

const COLUMNS =
  '(body, personal_sealed, act, outcome, request_id, caller_id, unit_id, object_kind, object_id)';

interface InsertStatement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/** Inserts one entry. */
export function insertOne({ built: entry, personalSealed }: StoredEntry): InsertStatement {
  return {
    name: 'audit.insert-entry',
    text: `INSERT INTO audit_entries ${COLUMNS} VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      entry.body,
      personalSealed,
      entry.act,
      entry.outcome,
      entry.requestId,
      entry.callerId,
      entry.unitId,
      entry.objectKind,
      entry.objectId,
    ],
  };
}

/**
 * Inserts any number of entries in one statement: one array a column, and the bytes of all in one value each, because
 * an array of bytes would travel as hexadecimal text.
 */
export function insertMany(entries: readonly StoredEntry[]): InsertStatement {
  const bodies = joined(entries.map(({ built }) => built.body));
  const personal = joined(entries.map(({ personalSealed }) => personalSealed));
  return {
    name: 'audit.insert-entries',
    text: `INSERT INTO audit_entries ${COLUMNS}
      SELECT substr($1::bytea, e.body_at, e.body_length), substr($2::bytea, e.personal_at, e.personal_length),
        e.act, e.outcome, e.request_id, e.caller_id, e.unit_id, e.object_kind, e.object_id
      FROM unnest($3::integer[], $4::integer[], $5::integer[], $6::integer[], $7::text[], $8::text[], $9::uuid[],
        $10::text[], $11::uuid[], $12::text[], $13::text[]) e (body_at, body_length, personal_at, personal_length,
        act, outcome, request_id, caller_id, unit_id, object_kind, object_id)`,
    values: [
      bodies.bytes,
      personal.bytes,
      bodies.starts,
      bodies.lengths,
      personal.starts,
      personal.lengths,
      entries.map(({ built }) => built.act),
      entries.map(({ built }) => built.outcome),
      entries.map(({ built }) => built.requestId),
      entries.map(({ built }) => built.callerId),
      entries.map(({ built }) => built.unitId),
      entries.map(({ built }) => built.objectKind),
      entries.map(({ built }) => built.objectId),
    ],
  };
}

/** Parts one after another, with where each starts, from 1, and how long it is; both null for a part that is null. */
function joined(parts: readonly (Buffer | null)[]) {
  const starts: (number | null)[] = [];
  const lengths: (number | null)[] = [];
  let next = 1;
  for (const part of parts) {
    starts.push(part && next);
    lengths.push(part?.length ?? null);
    next += part?.length ?? 0;
  }
  const bytes = Buffer.concat(parts.filter((part) => part !== null));
  return { bytes, starts, lengths };
}
