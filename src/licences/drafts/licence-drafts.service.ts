import { Inject, Injectable } from '@nestjs/common';
import { covers, reachOf } from '../../access/authorisation/grants.ts';
import { type UnitCaller, unitCallerOf } from '../../access/authorisation/unit-caller.ts';
import type { Unit } from '../../access/units/unit.ts';
import { UnitsQueries } from '../../access/units/units.queries.ts';
import type { AuditAct } from '../../audit/audit-acts.ts';
import { AuditLog } from '../../audit/audit-log.ts';
import { CatalogueQueries } from '../../catalogue/catalogue.queries.ts';
import { Database } from '../../platform/database/database.ts';
import { TransactionRunner, type Tx } from '../../platform/database/transaction-runner.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { newId } from '../../shared/ids.ts';
import type { LicencesErrorCode } from '../licences.errors.ts';
import { LicenceReadsQueries } from '../reading/licence-reads.queries.ts';
import type { Draft, DraftedRequest, DraftList, DraftSearch, EditDraft } from './draft-requests.ts';
import {
  type DraftRow,
  eventsOfDraft,
  findDraft,
  insertDraftEvent,
  listDrafts,
  lockDraft,
  updateDraft,
} from './draft-rows.ts';
import { DraftSecrets } from './draft-secrets.ts';
import { DRAFT_TRANSITIONS, type DraftEventType } from './draft-states.ts';
import { DraftedLicences } from './drafted-licences.ts';

type Step = Exclude<DraftEventType, 'made'>;

/** Drafts of licences: made, edited and submitted by clerks (docs/adr/0021-drafts.md). */
@Injectable()
export class LicenceDrafts {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TransactionRunner) private readonly transactions: TransactionRunner,
    @Inject(CatalogueQueries) private readonly catalogue: CatalogueQueries,
    @Inject(LicenceReadsQueries) private readonly licences: LicenceReadsQueries,
    @Inject(DraftSecrets) private readonly secrets: DraftSecrets,
    @Inject(DraftedLicences) private readonly drafted: DraftedLicences,
    @Inject(UnitsQueries) private readonly units: UnitsQueries,
    @Inject(AuditLog) private readonly auditLog: AuditLog,
  ) {}

  /**
   * Makes a draft in the unit in which the caller is a clerk: their own where they are one there.
   *
   * @throws DomainError licence.not-found, licence.type-not-granted, draft.unit-unclear, catalogue.type-not-found
   */
  async make(caller: Caller, request: DraftedRequest): Promise<Draft> {
    const clerk = unitCallerOf(caller);
    const typeCode = await this.typeCodeOf(caller, request);
    const { licenceTypeId } = await this.catalogue.currentOf(typeCode);
    const unitId = unitOfClerk(clerk, typeCode, await this.units.allKept());
    const id = newId();
    await this.transactions.run(async (tx) => {
      await tx.query(
        'drafts.insert',
        `INSERT INTO licence_drafts (id, unit_id, licence_type_id, changes_licence_id, request_sealed, made_by, edited_by)
         VALUES ($1, $2, $3, $4, $5, $6, $6)`,
        [id, unitId, licenceTypeId, changedLicenceOf(request), this.secrets.seal(id, request), caller.id],
      );
      await insertDraftEvent(tx, { id, revision: 1 }, { type: 'made', actorId: actorOf(caller) });
      await this.append(tx, caller, 'licence-draft.make', id);
    });
    return this.draft(caller, 'licence-draft.make', id);
  }

  /**
   * Puts another request in the place of the one before; a submitted draft becomes one that is not.
   *
   * @throws DomainError draft.not-found, draft.revision-changed, draft.state-forbids, draft.other-licence
   */
  async edit(caller: Caller, id: string, { revision, request }: EditDraft): Promise<Draft> {
    await this.transactions.run(async (tx) => {
      const draft = await this.locked(tx, caller, 'licence-draft.edit', id, revision);
      const state = stateAfter(draft, 'edited');
      if (changedLicenceOf(request) !== draft.changesLicenceId || !isOfType(request, draft.typeCode))
        throw new DomainError<LicencesErrorCode>('invalid', 'draft.other-licence');
      const edited = {
        by: actorOf(caller),
        requestSealed: this.secrets.seal(id, request),
        revision: revision + 1,
      };
      await updateDraft(tx, id, { state, edited });
      await insertDraftEvent(tx, { id, revision: edited.revision }, { type: 'edited', actorId: edited.by });
      await this.append(tx, caller, 'licence-draft.edit', id);
    });
    return this.draft(caller, 'licence-draft.edit', id);
  }

  /**
   * Hands a draft over to the reviewers.
   *
   * @throws DomainError draft.not-found, draft.revision-changed, draft.state-forbids, and what would refuse the issue
   */
  async submit(caller: Caller, id: string, revision: number): Promise<Draft> {
    const draft = await this.found(caller, 'licence-draft.submit', id);
    await this.drafted.check(caller, draft);
    return this.step(caller, 'licence-draft.submit', 'submitted', id, revision);
  }

  /** @throws DomainError draft.not-found, draft.revision-changed, draft.state-forbids */
  withdraw(caller: Caller, id: string, revision: number): Promise<Draft> {
    return this.step(caller, 'licence-draft.withdraw', 'withdrawn', id, revision);
  }

  /** The drafts in reach, last edited first, without what they say of persons. */
  async list(caller: Caller, search: DraftSearch): Promise<DraftList> {
    const rows = await listDrafts(this.database, reachOf(caller, 'licence-draft.read'), search);
    this.auditLog.record(caller, {
      act: 'licence-draft.read',
      outcome: 'succeeded',
      objectIds: rows.map(({ id }) => id),
    });
    return { drafts: rows.map(summaryOf) };
  }

  /** @throws DomainError draft.not-found */
  async one(caller: Caller, id: string): Promise<Draft> {
    const draft = await this.draft(caller, 'licence-draft.read', id);
    const object = { kind: 'licence-draft', id } as const;
    this.auditLog.record(caller, { act: 'licence-draft.read', outcome: 'succeeded', object });
    return draft;
  }

  private async step(
    caller: Caller,
    act: AuditAct,
    event: Step,
    id: string,
    revision: number,
  ): Promise<Draft> {
    await this.transactions.run(async (tx) => {
      const draft = await this.locked(tx, caller, act, id, revision);
      await updateDraft(tx, id, { state: stateAfter(draft, event) });
      await insertDraftEvent(tx, draft, { type: event, actorId: actorOf(caller) });
      await this.append(tx, caller, act, id);
    });
    return this.draft(caller, act, id);
  }

  private async locked(
    tx: Tx,
    caller: Caller,
    act: AuditAct,
    id: string,
    revision: number,
  ): Promise<DraftRow> {
    return requireRevision(await lockDraft(tx, reachOf(caller, act), id), revision);
  }

  private async found(caller: Caller, act: AuditAct, id: string): Promise<DraftRow> {
    return required(await findDraft(this.database, reachOf(caller, act), id));
  }

  private async draft(caller: Caller, act: AuditAct, id: string): Promise<Draft> {
    const row = await this.found(caller, act, id);
    const events = await eventsOfDraft(this.database, id);
    return {
      ...summaryOf(row),
      request: this.secrets.open(id, row.requestSealed),
      events: events.map((event) => ({ ...event, recordedAt: event.recordedAt.toISOString() })),
    };
  }

  private async typeCodeOf(caller: Caller, request: DraftedRequest): Promise<string> {
    if (request.kind === 'issue') return request.licenceType;
    const licence = await this.licences.details(reachOf(caller, 'licence.read'), request.licenceId);
    if (!licence) throw new DomainError<LicencesErrorCode>('not-found', 'licence.not-found');
    return licence.typeCode;
  }

  private append(tx: Tx, caller: Caller, act: AuditAct, id: string): Promise<string> {
    return this.auditLog.append(tx, caller, {
      act,
      outcome: 'succeeded',
      object: { kind: 'licence-draft', id },
    });
  }
}

/** The draft when it is there and still as it was read. @throws DomainError draft.not-found, draft.revision-changed */
export function requireRevision(found: DraftRow | null, revision: number): DraftRow {
  const draft = required(found);
  if (draft.revision === revision) return draft;
  const params = { revision: draft.revision };
  throw new DomainError<LicencesErrorCode>('conflict', 'draft.revision-changed', { params });
}

/** The state that `event` leads to. @throws DomainError draft.state-forbids */
export function stateAfter({ state }: DraftRow, event: Step): DraftRow['state'] {
  const { from, to } = DRAFT_TRANSITIONS[event];
  if (from.includes(state)) return to;
  throw new DomainError<LicencesErrorCode>('conflict', 'draft.state-forbids', { params: { state } });
}

function required(draft: DraftRow | null): DraftRow {
  if (!draft) throw new DomainError<LicencesErrorCode>('not-found', 'draft.not-found');
  return draft;
}

/** @throws DomainError licence.type-not-granted, draft.unit-unclear */
function unitOfClerk(caller: UnitCaller, typeCode: string, all: readonly Unit[]): string {
  const reach = reachOf(caller, 'licence-draft.make');
  // What was merged into a clerk's unit is in reach, but makes nothing any more.
  const ended = new Set(all.filter(({ endedOn }) => endedOn !== null).map(({ id }) => id));
  const units = [...new Set(reach.unitIds)].filter(
    (unitId) => covers(reach, unitId, typeCode) && !ended.has(unitId),
  );
  if (units.includes(caller.unitId)) return caller.unitId;
  const [unitId, ...others] = units;
  if (!unitId) throw new DomainError<LicencesErrorCode>('forbidden', 'licence.type-not-granted');
  if (others.length > 0) throw new DomainError<LicencesErrorCode>('invalid', 'draft.unit-unclear');
  return unitId;
}

const changedLicenceOf = (request: DraftedRequest): string | null =>
  request.kind === 'change' ? request.licenceId : null;

const isOfType = (request: DraftedRequest, typeCode: string): boolean =>
  request.kind === 'change' || request.licenceType === typeCode;

/** Drafts belong to people: only staff are granted their acts. */
export function actorOf({ kind, id }: Caller): string {
  if (kind !== 'staff' || id === null)
    throw new DomainError<LicencesErrorCode>('not-found', 'draft.not-found');
  return id;
}

function summaryOf(row: DraftRow): DraftList['drafts'][number] {
  return {
    id: row.id,
    kind: row.changesLicenceId === null ? 'issue' : 'change',
    licenceType: row.typeCode,
    state: row.state,
    revision: row.revision,
    madeBy: row.madeByLogin,
    madeAt: row.madeAt.toISOString(),
    editedBy: row.editedByLogin,
    editedAt: row.editedAt.toISOString(),
    reviewedBy: row.reviewedByLogin,
    licenceId: row.licenceId,
  };
}
