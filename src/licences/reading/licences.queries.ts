import { Inject, Injectable } from '@nestjs/common';
import type { Unit } from '../../access/units/unit.ts';
import { UnitsQueries } from '../../access/units/units.queries.ts';
import { CatalogueQueries } from '../../catalogue/catalogue.queries.ts';
import { Database } from '../../platform/database/database.ts';
import { HotReads } from '../../platform/database/hot-reads.ts';
import type { LicenceHistoryEvent } from '../states/licence-history.ts';
import { TokenReads } from './token-reads.ts';
import type { VerificationKey, VerificationRecord } from './verification-record.ts';
import {
  SELECT_BY_FILE,
  SELECT_FOR_VERIFICATION,
  type VerificationRow,
  verificationRecordOf,
} from './verification-rows.ts';

/** Most licences of other issuers that bear one face number. */
const MAX_SAME_NUMBER = 20;

/** Reads of the register for checks; holders come sealed, for `HolderSealing` to open or mask. */
@Injectable()
export class LicencesQueries {
  private readonly byToken: TokenReads;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HotReads) private readonly hotReads: HotReads,
    @Inject(CatalogueQueries) private readonly catalogue: CatalogueQueries,
    @Inject(UnitsQueries) private readonly units: UnitsQueries,
  ) {
    this.byToken = new TokenReads(hotReads, units, (row, unit) => this.completed(row, unit));
  }

  /**
   * The issued version that a QR token leads to; look-ups of concurrent requests share one statement, and while nothing
   * has changed they get the very same record.
   */
  byQrToken(token: string): Promise<VerificationRecord | null> {
    return this.byToken.load(token);
  }

  /** Issued versions that fit a key: one at most, but by face number as many as issuers used it for the type. */
  async findForVerification(key: VerificationKey): Promise<VerificationRecord[]> {
    if (key.by === 'token') return asList(await this.byQrToken(key.token));
    return Promise.all((await this.rowsOf(key)).map((row) => this.record(row)));
  }

  /** All events of a licence in the order of recording, for `stateAt`. */
  eventsOf(licenceId: string): Promise<LicenceHistoryEvent[]> {
    return this.database.query<LicenceHistoryEvent & Record<string, unknown>>(
      'licences.history',
      `SELECT id, type, version, effective_at AS "effectiveAt", recorded_at AS "recordedAt",
         corrects_event_id AS "correctsEventId"
       FROM licence_events WHERE licence_id = $1 ORDER BY id`,
      [licenceId],
    );
  }

  private rowsOf(key: Exclude<VerificationKey, { by: 'token' }>): Promise<VerificationRow[]> {
    if (key.by === 'identifier') return this.rows('identifier', 'AND v.identifier = $1', [key.identifier]);
    if (key.by === 'file') return this.read('file', SELECT_BY_FILE, [key.sha256]);
    return this.rows(
      'number',
      `AND l.number = $1 AND l.licence_type_id = (SELECT id FROM licence_types WHERE code = $2)
       AND v.version = l.current_version LIMIT ${MAX_SAME_NUMBER}`,
      [key.number, key.typeCode],
    );
  }

  private rows(by: VerificationKey['by'], condition: string, values: unknown[]): Promise<VerificationRow[]> {
    return this.read(by, `${SELECT_FOR_VERIFICATION} ${condition}`, values);
  }

  private read(by: VerificationKey['by'], text: string, values: unknown[]): Promise<VerificationRow[]> {
    return this.hotReads.query<VerificationRow & Record<string, unknown>>(
      `licences.verify-by-${by}`,
      text,
      values,
    );
  }

  private async record(row: VerificationRow): Promise<VerificationRecord> {
    return this.completed(row, await this.units.unitOf(row.unitId));
  }

  private async completed(row: VerificationRow, unit: Unit | null): Promise<VerificationRecord> {
    const { definition } = await this.catalogue.versionOf(row.typeVersionId);
    return verificationRecordOf(row, definition, unit);
  }
}

const asList = (record: VerificationRecord | null): VerificationRecord[] => (record ? [record] : []);
