import { Inject, Injectable } from '@nestjs/common';
import type { UnitCaller } from '../../access/authorisation/unit-caller.ts';
import type { Unit } from '../../access/units/unit.ts';
import { unitsSucceeded } from '../../access/units/unit-tree.ts';
import { UnitsQueries } from '../../access/units/units.queries.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { LicenceChangesService } from '../issuing/licence-changes.service.ts';
import { LicenceIssuingService } from '../issuing/licence-issuing.service.ts';
import type { IssuedLicence } from '../licence-answers.ts';
import type { DraftRow } from './draft-rows.ts';
import { DraftSecrets } from './draft-secrets.ts';

/** The way from a draft to its licence. */
@Injectable()
export class DraftedLicences {
  constructor(
    @Inject(LicenceIssuingService) private readonly issuing: LicenceIssuingService,
    @Inject(LicenceChangesService) private readonly changes: LicenceChangesService,
    @Inject(DraftSecrets) private readonly secrets: DraftSecrets,
    @Inject(UnitsQueries) private readonly units: UnitsQueries,
  ) {}

  /** Refuses what the issue would refuse now, and leaves nothing behind. @throws as the issue or change does */
  async check(caller: Caller, draft: DraftRow): Promise<void> {
    const issuer = issuerOf(caller, draft, await this.units.allKept());
    const { kind, ...request } = this.secrets.open(draft.id, draft.requestSealed);
    const actingOfficer = draft.editedByName;
    if ('licenceId' in request) {
      const { licenceId, ...body } = request;
      await this.changes.check(issuer, licenceId, { ...body, actingOfficer });
    } else await this.issuing.check(issuer, { ...request, actingOfficer });
  }

  /** Issues an approved draft, once however often it is asked. @throws as the issue or change does */
  async issue(caller: Caller, draft: DraftRow): Promise<IssuedLicence> {
    const issuer = issuerOf(caller, draft, await this.units.allKept());
    const { kind, ...request } = this.secrets.open(draft.id, draft.requestSealed);
    const actingOfficer = draft.editedByName;
    const key = `draft-${draft.id}-${draft.revision}`;
    if (!('licenceId' in request)) return this.issuing.issue(issuer, { ...request, actingOfficer }, key);
    const { licenceId, ...body } = request;
    return this.changes.change(issuer, licenceId, { ...body, actingOfficer }, key);
  }
}

const ISSUING: ReadonlySet<string> = new Set(['licence.issue', 'licence.change']);

/**
 * `caller` with the right that two people's work gives: to issue what the draft says, for its unit, of its type, and
 * to change what units merged into it issued. No role has it by itself. The acting officer is who edited it last.
 */
function issuerOf(
  caller: Caller,
  { unitId, typeCode, editedByName }: DraftRow,
  units: readonly Unit[],
): UnitCaller {
  const grant = {
    acts: ISSUING,
    unitIds: unitsSucceeded(unitId, units),
    typeCodes: new Set([typeCode]),
    needsPurpose: false,
  };
  return { ...caller, unitId, officer: editedByName, grants: [grant] };
}
