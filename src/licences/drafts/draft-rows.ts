import type { Reach } from '../../access/authorisation/grants.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/transaction-runner.ts';
import { newId } from '../../shared/ids.ts';
import type { DraftSearch } from './draft-requests.ts';
import type { DraftEventType, DraftHands, DraftState } from './draft-states.ts';

export interface DraftRow extends DraftHands {
  readonly id: string;
  readonly unitId: string;
  readonly typeCode: string;
  readonly changesLicenceId: string | null;
  readonly state: DraftState;
  readonly revision: number;
  readonly requestSealed: Buffer;
  readonly madeByLogin: string;
  readonly madeAt: Date;
  readonly editedByLogin: string;
  readonly editedByName: string;
  readonly editedAt: Date;
  readonly reviewedByLogin: string | null;
  readonly licenceId: string | null;
}

export interface DraftEventRow {
  readonly type: DraftEventType;
  readonly revision: number;
  readonly by: string;
  readonly note: string | null;
  readonly recordedAt: Date;
}

const SELECT = `SELECT d.id, d.unit_id AS "unitId", t.code AS "typeCode", d.changes_licence_id AS "changesLicenceId",
    d.state, d.revision, d.request_sealed AS "requestSealed", d.made_by AS "madeBy", m.login AS "madeByLogin",
    d.made_at AS "madeAt", d.edited_by AS "editedBy", e.login AS "editedByLogin", e.name AS "editedByName",
    d.edited_at AS "editedAt", r.login AS "reviewedByLogin", d.licence_id AS "licenceId"
  FROM licence_drafts d
  JOIN licence_types t ON t.id = d.licence_type_id
  JOIN staff_accounts m ON m.id = d.made_by
  JOIN staff_accounts e ON e.id = d.edited_by
  LEFT JOIN staff_accounts r ON r.id = d.reviewed_by
  WHERE d.unit_id = ANY ($1::uuid[]) AND EXISTS (
    SELECT FROM unnest($1::uuid[], $2::text[]) AS reach (unit_id, type_code)
    WHERE reach.unit_id = d.unit_id AND (reach.type_code IS NULL OR reach.type_code = t.code))`;

const LOCK = `${SELECT} AND d.id = $3 FOR UPDATE OF d`;
const ONE = `${SELECT} AND d.id = $3`;
const LIST = `${SELECT} AND ($3::text IS NULL OR d.state = $3) ORDER BY d.edited_at DESC, d.id DESC LIMIT $4`;

/** The draft of an id, locked until the transaction ends, or null where it is out of reach. */
export async function lockDraft(tx: Tx, { unitIds, typeCodes }: Reach, id: string): Promise<DraftRow | null> {
  const [row] = await tx.query<DraftRow & Record<string, unknown>>('drafts.lock', LOCK, [
    unitIds,
    typeCodes,
    id,
  ]);
  return row ?? null;
}

export async function findDraft(
  database: Database,
  { unitIds, typeCodes }: Reach,
  id: string,
): Promise<DraftRow | null> {
  const values = [unitIds, typeCodes, id];
  const [row] = await database.query<DraftRow & Record<string, unknown>>('drafts.one', ONE, values);
  return row ?? null;
}

/** The drafts in reach, last edited first. */
export function listDrafts(
  database: Database,
  { unitIds, typeCodes }: Reach,
  { state, limit }: DraftSearch,
): Promise<DraftRow[]> {
  const values = [unitIds, typeCodes, state ?? null, limit];
  return database.query<DraftRow & Record<string, unknown>>('drafts.list', LIST, values);
}

export function eventsOfDraft(database: Database, draftId: string): Promise<DraftEventRow[]> {
  return database.query<DraftEventRow & Record<string, unknown>>(
    'drafts.events',
    `SELECT e.type, e.revision, a.login AS by, e.note, e.recorded_at AS "recordedAt"
     FROM licence_draft_events e JOIN staff_accounts a ON a.id = e.actor_id
     WHERE e.draft_id = $1 ORDER BY e.recorded_at, e.id`,
    [draftId],
  );
}

/** What becomes of a draft; the members that are left out stay. */
export interface DraftUpdate {
  readonly state: DraftState;
  readonly edited?: { readonly by: string; readonly requestSealed: Buffer; readonly revision: number };
  readonly reviewedBy?: string | null;
  readonly licenceId?: string;
}

export async function updateDraft(tx: Tx, id: string, update: DraftUpdate): Promise<void> {
  const { state, edited, reviewedBy, licenceId } = update;
  await tx.query(
    'drafts.update',
    `UPDATE licence_drafts SET state = $2, request_sealed = coalesce($3, request_sealed),
       revision = coalesce($4, revision), edited_by = coalesce($5, edited_by),
       edited_at = CASE WHEN $5::uuid IS NULL THEN edited_at ELSE clock_timestamp() END,
       reviewed_by = CASE WHEN $6 THEN $7::uuid ELSE reviewed_by END, licence_id = coalesce($8, licence_id)
     WHERE id = $1`,
    [
      id,
      state,
      edited?.requestSealed ?? null,
      edited?.revision ?? null,
      edited?.by ?? null,
      reviewedBy !== undefined,
      reviewedBy ?? null,
      licenceId ?? null,
    ],
  );
}

export async function insertDraftEvent(
  tx: Tx,
  draft: { readonly id: string; readonly revision: number },
  event: { readonly type: DraftEventType; readonly actorId: string; readonly note?: string },
): Promise<void> {
  await tx.query(
    'drafts.insert-event',
    `INSERT INTO licence_draft_events (id, draft_id, type, revision, actor_id, note) VALUES ($1, $2, $3, $4, $5, $6)`,
    [newId(), draft.id, event.type, draft.revision, event.actorId, event.note ?? null],
  );
}
