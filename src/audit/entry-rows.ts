import type { BuiltEntry } from './audit-entry.ts';

/** One entry as the table takes it. */
export interface StoredEntry extends Omit<BuiltEntry, 'personal' | 'id'> {
  readonly personalSealed: Buffer | null;
}

/** Inserts any number of entries in one statement; one array a column. */
export const INSERT_ENTRIES = {
  name: 'audit.insert-entries',
  text: `
  INSERT INTO audit_entries
    (body, personal_sealed, act, outcome, request_id, caller_id, unit_id, object_kind, object_id)
  SELECT * FROM unnest(
    $1::bytea[], $2::bytea[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::uuid[], $8::text[], $9::text[])`,
};

/** The nine arrays of `INSERT_ENTRIES`. */
export function insertValues(entries: readonly StoredEntry[]): unknown[] {
  return [
    entries.map((entry) => entry.body),
    entries.map((entry) => entry.personalSealed),
    entries.map((entry) => entry.act),
    entries.map((entry) => entry.outcome),
    entries.map((entry) => entry.requestId),
    entries.map((entry) => entry.callerId),
    entries.map((entry) => entry.unitId),
    entries.map((entry) => entry.objectKind),
    entries.map((entry) => entry.objectId),
  ];
}
