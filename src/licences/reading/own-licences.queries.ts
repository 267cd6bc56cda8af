import { Inject, Injectable } from '@nestjs/common';
import { HolderSubjects } from '../../access/holder-sign-in/holder-subjects.ts';
import { HolderSealing } from '../../holders/holder-sealing.ts';
import { Database } from '../../platform/database/database.ts';
import { HOLDER_ARRAYS } from '../issuing/holder-columns.ts';
import {
  type DetailsRow,
  LICENCE_COLUMNS,
  type LicenceRow,
  SELECT_DETAILS,
} from './licence-reads.queries.ts';

/** Nobody has so many; a list that never ends would still not be one. */
const MAX_LISTED = 500;

/**
 * Version `v` has a holder with this citizen number and this name, by their blind indexes $1 and $2. The name too:
 * where a clerk mistyped the number, it is somebody else's.
 */
const HELD = `v.id IN (
  SELECT licence_version_id FROM licence_version_holders
  WHERE code_index = ANY ($1) AND name_index = ANY ($2) AND code_type = '111')`;

/** Reads of the licences that a signed-in holder holds: of each its current version. */
@Injectable()
export class OwnLicencesQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HolderSubjects) private readonly subjects: HolderSubjects,
    @Inject(HolderSealing) private readonly holders: HolderSealing,
  ) {}

  /** All of them, the newest first. @param holderId of `holderOf` */
  async list(holderId: string | null): Promise<LicenceRow[]> {
    return this.database.query<LicenceRow & Record<string, unknown>>(
      'licences.own-list',
      `SELECT ${LICENCE_COLUMNS}
       FROM licences l
       JOIN licence_types t ON t.id = l.licence_type_id
       JOIN licence_versions v ON v.licence_id = l.id AND v.version = l.current_version AND v.state = 'issued'
       ${HOLDER_ARRAYS}
       WHERE ${HELD} ORDER BY l.created_at DESC, l.id DESC LIMIT ${MAX_LISTED}`,
      await this.indexesOf(holderId),
    );
  }

  /** One of them, or null. @param holderId of `holderOf` */
  async details(holderId: string | null, licenceId: string): Promise<DetailsRow | null> {
    const [row] = await this.database.query<DetailsRow & Record<string, unknown>>(
      'licences.own-details',
      `${SELECT_DETAILS} WHERE l.id = $3 AND ${HELD}`,
      [...(await this.indexesOf(holderId)), licenceId],
    );
    return row ?? null;
  }

  /** When the first version was recorded that they hold; what was done with the licence before is not about them. */
  async heldSince(holderId: string | null, licenceId: string): Promise<Date | null> {
    const [row] = await this.database.query<{ since: Date | null }>(
      'licences.own-since',
      `SELECT min(v.recorded_at) AS since FROM licence_versions v
       WHERE v.licence_id = $3 AND v.state = 'issued' AND ${HELD}`,
      [...(await this.indexesOf(holderId)), licenceId],
    );
    return row?.since ?? null;
  }

  /** Blind indexes of number and name under every readable key; empty lists, which find nothing, for nobody. */
  private async indexesOf(holderId: string | null): Promise<[Buffer[], Buffer[]]> {
    const person = holderId === null ? null : await this.subjects.personOf(holderId);
    if (!person) return [[], []];
    return [this.holders.codeCandidates(person.number), this.holders.nameCandidates(person.name)];
  }
}
