import type { SystemCause } from '../../../audit/audit-origin.ts';
import type { Tx } from '../../../platform/database/transaction-runner.ts';
import type { Caller } from '../../../platform/http/caller.ts';
import type { CalendarDate } from '../../../shared/calendar-date.ts';
import type { CanonicalValue } from '../../../shared/canonical-json.ts';
import { newId } from '../../../shared/ids.ts';
import type { Unit, UnitDuties, UnitName } from '../unit.ts';

/** What a unit can go through; each is a row of its history. */
export const UNIT_EVENT_TYPES = [
  'created',
  'renamed',
  'moved',
  'duties-changed',
  'telephone-changed',
  'merge-confirmed',
  'succeeded',
  'ended',
] as const;
export type UnitEventType = (typeof UNIT_EVENT_TYPES)[number];

/** From when a change holds and what it rests on; published with the unit's history. */
export interface ChangeBasis {
  readonly effectiveOn: CalendarDate;
  readonly legalBasis: string;
  /** Number of the document (批文号). */
  readonly documentReference: string | null;
}

/** One row of a unit's history before it is entered. */
export interface UnitEvent {
  readonly unitId: string;
  readonly type: UnitEventType;
  readonly basis: ChangeBasis;
  /** By type, what was before and is after; no personal data. */
  readonly detail: { readonly [name: string]: CanonicalValue };
}

/**
 * Changes of any unit come one after another from here to the end of `tx`, so that what the rules are asked about still
 * holds when it is written. The triggers of `units` take the same lock.
 */
export async function lockUnits(tx: Tx): Promise<void> {
  await tx.query('access.lock-units', `SELECT pg_advisory_xact_lock(hashtext('places of units'))`);
}

/** Since when what a change of `type` would replace has been as it is; null where nothing is known of it. */
export async function asItIsSince(tx: Tx, unitId: string, type: UnitEventType): Promise<CalendarDate | null> {
  const [row] = await tx.query<{ since: CalendarDate | null }>(
    'access.unit-as-it-is-since',
    `SELECT max(effective_on) AS since FROM unit_events WHERE unit_id = $1 AND type IN ('created', $2)`,
    [unitId, type],
  );
  return row?.since ?? null;
}

/** The day of the last thing that happened to a unit; null where nothing is known of it. */
export async function lastEventOn(tx: Tx, unitId: string): Promise<CalendarDate | null> {
  const [row] = await tx.query<{ on: CalendarDate | null }>(
    'access.unit-last-event',
    'SELECT max(effective_on) AS "on" FROM unit_events WHERE unit_id = $1',
    [unitId],
  );
  return row?.on ?? null;
}

/** @param since the day from which it has its name */
export async function insertUnit(tx: Tx, unit: Unit, since: CalendarDate): Promise<void> {
  await tx.query(
    'access.insert-unit',
    `INSERT INTO units (id, uscc, name_zh, name_en, region_code, parent_id, managing, issuing, "using", phone)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      unit.id,
      unit.uscc,
      unit.nameZh,
      unit.nameEn,
      unit.regionCode,
      unit.parentId,
      unit.managing,
      unit.issuing,
      unit.using,
      unit.phone,
    ],
  );
  await insertName(tx, unit.id, unit, since);
}

/** Ends the present name on the day before and begins the new one. */
export async function renameUnit(tx: Tx, unitId: string, name: UnitName, from: CalendarDate): Promise<void> {
  await tx.query('access.rename-unit', 'UPDATE units SET name_zh = $2, name_en = $3 WHERE id = $1', [
    unitId,
    name.nameZh,
    name.nameEn,
  ]);
  await tx.query(
    'access.replace-unit-name',
    'UPDATE unit_names SET until_on = $2::date - 1 WHERE unit_id = $1 AND until_on IS NULL',
    [unitId, from],
  );
  await insertName(tx, unitId, name, from);
}

async function insertName(tx: Tx, unitId: string, name: UnitName, from: CalendarDate): Promise<void> {
  await tx.query(
    'access.insert-unit-name',
    'INSERT INTO unit_names (id, unit_id, name_zh, name_en, from_on) VALUES ($1, $2, $3, $4, $5)',
    [newId(), unitId, name.nameZh, name.nameEn, from],
  );
}

export async function moveUnit(tx: Tx, unitId: string, parentId: string | null): Promise<void> {
  await tx.query('access.move-unit', 'UPDATE units SET parent_id = $2 WHERE id = $1', [unitId, parentId]);
}

export async function setDuties(tx: Tx, unitId: string, duties: UnitDuties): Promise<void> {
  await tx.query(
    'access.set-unit-duties',
    'UPDATE units SET managing = $2, issuing = $3, "using" = $4 WHERE id = $1',
    [unitId, duties.managing, duties.issuing, duties.using],
  );
}

export async function setTelephone(tx: Tx, unitId: string, phone: string | null): Promise<void> {
  await tx.query('access.set-unit-telephone', 'UPDATE units SET phone = $2 WHERE id = $1', [unitId, phone]);
}

/** Ends a unit for good; its name held until the day before, and for a day at least. */
export async function endUnit(
  tx: Tx,
  unitId: string,
  endedOn: CalendarDate,
  mergedIntoId: string | null,
): Promise<void> {
  await tx.query('access.end-unit', 'UPDATE units SET ended_on = $2, merged_into_id = $3 WHERE id = $1', [
    unitId,
    endedOn,
    mergedIntoId,
  ]);
  await tx.query(
    'access.end-unit-name',
    `UPDATE unit_names SET until_on = greatest($2::date - 1, from_on) WHERE unit_id = $1 AND until_on IS NULL`,
    [unitId, endedOn],
  );
}

/** Enters what happened to a unit and who did it. */
export async function insertUnitEvent(tx: Tx, event: UnitEvent, by: Caller | SystemCause): Promise<void> {
  const { effectiveOn, legalBasis, documentReference } = event.basis;
  await tx.query(
    'access.insert-unit-event',
    `INSERT INTO unit_events (unit_id, type, effective_on, legal_basis, document_reference, detail, caller_kind,
       caller_id, request_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      event.unitId,
      event.type,
      effectiveOn,
      legalBasis,
      documentReference,
      event.detail,
      by.kind,
      by.id,
      by.kind === 'system' ? null : by.requestId,
    ],
  );
}
