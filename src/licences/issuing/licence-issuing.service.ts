import { Inject, Injectable } from '@nestjs/common';
import { covers, reachOf } from '../../access/authorisation/grants.ts';
import { officerOf, type UnitCaller } from '../../access/authorisation/unit-caller.ts';
import { violatedConstraint } from '../../platform/database/database-errors.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { newId } from '../../shared/ids.ts';
import { KeptAnswers } from '../kept-answers.ts';
import type { IssuedLicence } from '../licence-answers.ts';
import type { IssueLicence } from '../licence-requests.ts';
import { newLicenceSerial } from '../licence-serial.ts';
import type { LicencesErrorCode } from '../licences.errors.ts';
import { type DraftOrder, VersionDrafting } from './version-drafting.ts';
import { VersionEntry } from './version-entry.ts';
import { INSERT_LICENCE, versionValues } from './version-insert.ts';

/** Issues licences: one licence for one idempotency key, whatever happens on the way. */
@Injectable()
export class LicenceIssuingService {
  constructor(
    @Inject(KeptAnswers) private readonly keptAnswers: KeptAnswers,
    @Inject(VersionDrafting) private readonly drafting: VersionDrafting,
    @Inject(VersionEntry) private readonly entry: VersionEntry,
  ) {}

  /** Refuses all that `issue` would refuse of the request itself, and leaves nothing behind. @throws as `issue` */
  async check(caller: UnitCaller, body: IssueLicence): Promise<void> {
    await this.drafting.draft(firstVersion(caller, body));
  }

  /**
   * Issues a licence: checked, drawn, sealed, stored and entered; durable when it returns.
   *
   * @param idempotencyKey the same key and body again gives the kept answer
   * @throws DomainError licence.type-not-granted, licence.refused, face-refused, licence.number-taken,
   *   seal.not-active, request.in-progress, idempotency-key.missing, idempotency-key.reused, and those of signer, store and database
   */
  async issue(
    caller: UnitCaller,
    body: IssueLicence,
    idempotencyKey: string | undefined,
  ): Promise<IssuedLicence> {
    if (!covers(reachOf(caller, 'licence.issue'), caller.unitId, body.licenceType))
      throw new DomainError<LicencesErrorCode>('forbidden', 'licence.type-not-granted');
    const identity = this.keptAnswers.identify(caller.unitId, idempotencyKey, 'issue', body);
    const order = firstVersion(caller, body);
    try {
      return await this.entry.answer(caller, {
        act: 'licence.issue',
        identity,
        officer: officerOf(caller, body.actingOfficer),
        draft: () => this.drafting.draft(order),
        insert: (tx, { version, type }, sealUseId) =>
          tx.query(INSERT_LICENCE.name, INSERT_LICENCE.text, [
            ...versionValues(identity, version, sealUseId),
            type.typeId,
            order.serial,
            body.number,
          ]),
      });
    } catch (error) {
      if (violatedConstraint(error) !== 'licences_number') throw error;
      throw new DomainError<LicencesErrorCode>('conflict', 'licence.number-taken', { cause: error });
    }
  }
}

const firstVersion = ({ unitId }: UnitCaller, body: IssueLicence): DraftOrder => ({
  unitId,
  typeCode: body.licenceType,
  licenceId: newId(),
  serial: newLicenceSerial(),
  number: body.number,
  version: 1,
  request: body,
  cause: { reason: '签发', legalBasis: null, documentReference: null },
});
