import { Inject, Injectable } from '@nestjs/common';
import type { Reach } from '../../access/authorisation/grants.ts';
import { HolderSealing } from '../../holders/holder-sealing.ts';
import { Database } from '../../platform/database/database.ts';
import type { CalendarDate } from '../../shared/calendar-date.ts';
import { HOLDER_ARRAYS, HOLDER_COLUMNS, type HolderColumns } from '../issuing/holder-columns.ts';
import { IN_REACH } from '../reach-condition.ts';
import type { StandingFacts } from '../states/licence-standing.ts';
import type { LicenceEventType } from '../states/licence-states.ts';
import {
  eventsLeadingTo,
  instantOf,
  type LicenceSearch,
  readCursor,
  searchedIdentifier,
} from './licence-search.ts';

/** A version of a licence as its issuer's lists need it; personal values are sealed. */
export interface LicenceRow extends StandingFacts, HolderColumns {
  readonly id: string;
  readonly versionId: string;
  readonly identifier: string;
  readonly token: string;
  readonly number: string;
  readonly version: number;
  readonly typeCode: string;
  readonly typeNameZh: string;
  readonly typeNameEn: string;
  readonly typeVersionId: string;
  readonly issuedOn: CalendarDate;
  /** As PostgreSQL writes it, to the microsecond. */
  readonly createdAt: string;
}

export interface FoundRow extends LicenceRow {
  /** The last event in effect at the instant searched at. */
  readonly lastEventAt: Exclude<LicenceEventType, 'superseded'>;
}

export interface DetailsRow extends LicenceRow {
  readonly issuerUscc: string;
  readonly issuerName: string;
  readonly regionCode: string;
  readonly caseNumber: string;
  readonly itemCode: string | null;
  readonly caseClosedAt: Date;
  readonly publicFields: Readonly<Record<string, unknown>>;
  readonly contentSealed: Buffer;
  readonly sha256: Buffer;
  readonly byteLength: number;
  readonly fileRecordedAt: Date;
}

export interface VersionRow {
  readonly version: number;
  readonly identifier: string;
  readonly issuedOn: CalendarDate;
  readonly recordedAt: Date;
  readonly supersededAt: Date | null;
  readonly sha256: Buffer;
}

export interface EventRow {
  readonly type: LicenceEventType;
  readonly version: number;
  readonly effectiveAt: Date;
  readonly recordedAt: Date;
  readonly reason: string;
  readonly legalBasis: string | null;
  readonly documentReference: string | null;
  /** Null where the service itself brought it about. */
  readonly requestId: string | null;
}

/** The columns of a `LicenceRow` from licence `l`, its type `t`, version `v` and `HOLDER_ARRAYS`. */
export const LICENCE_COLUMNS = `l.id, v.id AS "versionId", v.identifier, v.token, l.number, v.version, t.code AS "typeCode",
  t.name_zh AS "typeNameZh", t.name_en AS "typeNameEn", v.licence_type_version_id AS "typeVersionId",
  l.state, l.prior_state AS "priorState", l.state_effective_at AS "stateEffectiveAt", v.issued_on AS "issuedOn",
  v.effective_on AS "effectiveOn", v.expires_on AS "expiresOn", v.superseded_at AS "supersededAt",
  l.created_at::text AS "createdAt", ${HOLDER_COLUMNS}`;

/** The current version of licences as a `DetailsRow`, up to the condition. */
export const SELECT_DETAILS = `
  SELECT ${LICENCE_COLUMNS}, v.issuer_uscc AS "issuerUscc", v.issuer_name AS "issuerName",
    v.region_code AS "regionCode", v.case_number AS "caseNumber", v.item_code AS "itemCode",
    v.case_closed_at AS "caseClosedAt", v.public_fields AS "publicFields", v.content_sealed AS "contentSealed",
    f.sha256, f.byte_length AS "byteLength", f.recorded_at AS "fileRecordedAt"
  FROM licences l
  JOIN licence_types t ON t.id = l.licence_type_id
  JOIN licence_versions v ON v.licence_id = l.id AND v.version = l.current_version AND v.state = 'issued'
  JOIN licence_files f ON f.id = v.original_file_id
  ${HOLDER_ARRAYS}`;

/**
 * The state at an instant is that after the last event in effect; an annulment outranks what came after it. Before its
 * first day a licence is issued and waits.
 */
const LAST_EVENT_AT = `coalesce((
  SELECT e.type FROM licence_events e
  WHERE e.licence_id = l.id AND e.effective_at <= $10::timestamptz
    AND e.type NOT IN ('superseded', 'sealing-abandoned')
    AND NOT EXISTS (SELECT FROM licence_events c WHERE c.corrects_event_id = e.id)
  ORDER BY e.type = 'annulled' DESC, e.effective_at DESC, e.id DESC LIMIT 1), 'issued')`;

const SEARCH = `
  SELECT ${LICENCE_COLUMNS}, ${LAST_EVENT_AT} AS "lastEventAt"
  FROM licences l
  JOIN licence_types t ON t.id = l.licence_type_id
  JOIN LATERAL (
    SELECT * FROM licence_versions
    WHERE licence_id = l.id AND state = 'issued' AND (superseded_at IS NULL OR superseded_at > $10::timestamptz)
    ORDER BY version LIMIT 1
  ) v ON true
  ${HOLDER_ARRAYS}
  WHERE ${IN_REACH}
    AND ($3::text IS NULL OR l.id = (SELECT licence_id FROM licence_versions WHERE identifier = $3))
    AND ($4::text IS NULL OR l.number = $4)
    AND ($5::bytea[] IS NULL OR l.id IN (SELECT licence_id FROM licence_versions WHERE id IN (
      SELECT licence_version_id FROM licence_version_holders WHERE code_index = ANY ($5))))
    AND ($6::bytea[] IS NULL OR l.id IN (SELECT licence_id FROM licence_versions WHERE id IN (
      SELECT licence_version_id FROM licence_version_holders WHERE name_index = ANY ($6))))
    AND ($7::text IS NULL OR t.code = $7)
    AND ($8::text[] IS NULL OR ${LAST_EVENT_AT} = ANY ($8))
    AND CASE $9::text
      WHEN 'in-force' THEN v.effective_on <= $11::date AND (v.expires_on IS NULL OR v.expires_on >= $11::date)
      WHEN 'not-yet' THEN v.effective_on > $11::date
      WHEN 'expired' THEN v.expires_on < $11::date
      ELSE true END
    AND ($12::date IS NULL OR v.issued_on >= $12) AND ($13::date IS NULL OR v.issued_on <= $13)
    AND ($14::date IS NULL OR v.expires_on >= $14) AND ($15::date IS NULL OR v.expires_on <= $15)
    AND ($16::timestamptz IS NULL OR (l.created_at, l.id) < ($16::timestamptz, $17::uuid))
  ORDER BY l.created_at DESC, l.id DESC
  LIMIT $18`;

/** Reads of the licences in a caller's reach. */
@Injectable()
export class LicenceReadsQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HolderSealing) private readonly holders: HolderSealing,
  ) {}

  /** One row more than the limit where there is a next page, newest first. @throws DomainError search.bad-cursor */
  search(reach: Reach, search: LicenceSearch, now: Date, today: CalendarDate): Promise<FoundRow[]> {
    const after = search.cursor === undefined ? null : readCursor(search.cursor);
    const { holderCode, holderName } = search;
    return this.database.query<FoundRow & Record<string, unknown>>('licences.search', SEARCH, [
      reach.unitIds,
      reach.typeCodes,
      searchedIdentifier(search.identifier),
      search.number ?? null,
      holderCode === undefined ? null : this.holders.codeCandidates(holderCode),
      holderName === undefined ? null : this.holders.nameCandidates(holderName),
      search.licenceType ?? null,
      eventsLeadingTo(search.state),
      search.state ?? null,
      instantOf(search, now),
      search.on ?? today,
      search.issuedFrom ?? null,
      search.issuedTo ?? null,
      search.expiresFrom ?? null,
      search.expiresTo ?? null,
      after?.createdAt ?? null,
      after?.id ?? null,
      search.limit + 1,
    ]);
  }

  /** The current version of a licence, or `null`. */
  async details({ unitIds, typeCodes }: Reach, licenceId: string): Promise<DetailsRow | null> {
    const [row] = await this.database.query<DetailsRow & Record<string, unknown>>(
      'licences.details',
      `${SELECT_DETAILS}
       WHERE l.id = $3 AND ${IN_REACH}`,
      [unitIds, typeCodes, licenceId],
    );
    return row ?? null;
  }

  /** The issued versions of a licence, oldest first; none when it is out of reach. */
  versions({ unitIds, typeCodes }: Reach, licenceId: string): Promise<VersionRow[]> {
    return this.database.query<VersionRow & Record<string, unknown>>(
      'licences.versions',
      `SELECT v.version, v.identifier, v.issued_on AS "issuedOn", v.recorded_at AS "recordedAt",
         v.superseded_at AS "supersededAt", f.sha256
       FROM licences l
       JOIN licence_types t ON t.id = l.licence_type_id
       JOIN licence_versions v ON v.licence_id = l.id AND v.state = 'issued'
       JOIN licence_files f ON f.id = v.original_file_id
       WHERE l.id = $3 AND ${IN_REACH} ORDER BY v.version`,
      [unitIds, typeCodes, licenceId],
    );
  }

  /** The events of a licence in the order of recording. */
  events({ unitIds, typeCodes }: Reach, licenceId: string): Promise<EventRow[]> {
    return this.database.query<EventRow & Record<string, unknown>>(
      'licences.events',
      `SELECT e.type, e.version, e.effective_at AS "effectiveAt", e.recorded_at AS "recordedAt", e.reason,
         e.legal_basis AS "legalBasis", e.document_reference AS "documentReference",
         e.request_id AS "requestId"
       FROM licences l
       JOIN licence_types t ON t.id = l.licence_type_id
       JOIN licence_events e ON e.licence_id = l.id
       WHERE l.id = $3 AND ${IN_REACH} AND l.state NOT IN ('sealing', 'void') ORDER BY e.id`,
      [unitIds, typeCodes, licenceId],
    );
  }
}
