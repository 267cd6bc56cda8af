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

/** Inserts any number of entries in one statement; one array a column. */
export function insertMany(entries: readonly StoredEntry[]): InsertStatement {
  return {
    name: 'audit.insert-entries',
    text: `INSERT INTO audit_entries ${COLUMNS} SELECT * FROM unnest(
      $1::bytea[], $2::bytea[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::uuid[], $8::text[], $9::text[])`,
    values: [
      entries.map(({ built }) => built.body),
      entries.map(({ personalSealed }) => personalSealed),
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
