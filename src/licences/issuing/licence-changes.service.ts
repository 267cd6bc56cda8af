import { Inject, Injectable } from '@nestjs/common';
import { type Reach, reachOf } from '../../access/authorisation/grants.ts';
import { officerOf, type UnitCaller } from '../../access/authorisation/unit-caller.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/transaction-runner.ts';
import { CLOCK, type Clock } from '../../shared/clock.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { KeptAnswers } from '../kept-answers.ts';
import type { IssuedLicence } from '../licence-answers.ts';
import type { ChangeLicence } from '../licence-requests.ts';
import { beingSealed, type LicencesErrorCode } from '../licences.errors.ts';
import { IN_REACH } from '../reach-condition.ts';
import { isChangePending, type StateRow, stateAfter, stateOf } from '../states/licence-states.ts';
import { type VersionDraft, VersionDrafting } from './version-drafting.ts';
import { VersionEntry } from './version-entry.ts';
import { INSERT_VERSION, versionValues } from './version-insert.ts';

interface ChangeableLicence extends StateRow {
  readonly serial: string;
  readonly number: string;
  readonly typeCode: string;
  readonly newestVersion: number;
  readonly isBeingSealed: boolean;
}

const FIND = {
  name: 'licences.to-change',
  text: `SELECT l.serial, l.number, l.state, l.prior_state AS "priorState",
      l.state_effective_at AS "stateEffectiveAt", t.code AS "typeCode", v.newest AS "newestVersion",
      v.is_being_sealed AS "isBeingSealed"
    FROM licences l
    JOIN licence_types t ON t.id = l.licence_type_id
    CROSS JOIN LATERAL (
      SELECT max(version) AS newest, bool_or(state = 'sealing') AS is_being_sealed
      FROM licence_versions WHERE licence_id = l.id
    ) v
    WHERE l.id = $3 AND ${IN_REACH} AND l.state NOT IN ('sealing', 'void')`,
};

/** Changes of content: version 002 of the same serial, sealed anew; version 001 stays readable as superseded. */
@Injectable()
export class LicenceChangesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(KeptAnswers) private readonly keptAnswers: KeptAnswers,
    @Inject(VersionDrafting) private readonly drafting: VersionDrafting,
    @Inject(VersionEntry) private readonly entry: VersionEntry,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Issues the next version of a licence under the type's rules of today. The one before is superseded when the new
   * one takes effect, at the earliest now.
   *
   * @throws DomainError licence.not-found (another unit's licence too), licence.state-forbids, licence.change-pending,
   *   licence.version-being-sealed, and all of `LicenceIssuingService.issue`
   */
  async change(
    caller: UnitCaller,
    licenceId: string,
    body: ChangeLicence,
    idempotencyKey: string | undefined,
  ): Promise<IssuedLicence> {
    const identity = this.keptAnswers.identify(caller.unitId, idempotencyKey, `change/${licenceId}`, body);
    const reach = reachOf(caller, 'licence.change');
    let version = 0;
    return this.entry.answer(caller, {
      act: 'licence.change',
      identity,
      officer: officerOf(caller, body.actingOfficer),
      draft: async () => {
        const draft = await this.draftOf(caller, licenceId, body);
        version = draft.version.version;
        return draft;
      },
      require: async (tx) => {
        await tx.query('licences.lock-row', 'SELECT 1 FROM licences WHERE id = $1 FOR UPDATE', [licenceId]);
        const licence = await this.find(tx, reach, licenceId);
        if (licence.newestVersion >= version) throw beingSealed('licence.version-being-sealed');
      },
      insert: (tx, draft, sealUseId) =>
        tx.query(INSERT_VERSION.name, INSERT_VERSION.text, versionValues(identity, draft.version, sealUseId)),
    });
  }

  /** Refuses all that `change` would refuse at this moment, and leaves nothing behind. @throws as `change` */
  async check(caller: UnitCaller, licenceId: string, body: ChangeLicence): Promise<void> {
    await this.draftOf(caller, licenceId, body);
  }

  private async draftOf(caller: UnitCaller, licenceId: string, body: ChangeLicence): Promise<VersionDraft> {
    const { reason, legalBasis = null, documentReference = null, ...request } = body;
    const licence = await this.find(this.database, reachOf(caller, 'licence.change'), licenceId);
    const { typeCode, serial, number, newestVersion } = licence;
    return this.drafting.draft({
      unitId: caller.unitId,
      typeCode,
      licenceId,
      serial,
      number,
      version: newestVersion + 1,
      request,
      cause: { reason, legalBasis, documentReference },
    });
  }

  /** The licence, when it is in reach and its state lets it be changed now. */
  private async find(reader: Database | Tx, { unitIds, typeCodes }: Reach, licenceId: string) {
    const [licence] = await reader.query<ChangeableLicence & Record<string, unknown>>(FIND.name, FIND.text, [
      unitIds,
      typeCodes,
      licenceId,
    ]);
    if (!licence) throw new DomainError<LicencesErrorCode>('not-found', 'licence.not-found');
    const now = this.clock.now();
    if (licence.isBeingSealed) throw beingSealed('licence.version-being-sealed');
    if (isChangePending(licence, now))
      throw new DomainError<LicencesErrorCode>('conflict', 'licence.change-pending');
    const state = stateOf(licence, now);
    if (stateAfter(state, 'issued') === null)
      throw new DomainError<LicencesErrorCode>('conflict', 'licence.state-forbids', { params: { state } });
    return licence;
  }
}
