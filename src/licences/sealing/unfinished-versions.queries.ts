import { Inject, Injectable } from '@nestjs/common';
import type { SealedHolder } from '../../holders/holder.ts';
import { Database } from '../../platform/database/database.ts';
import type { CalendarDate } from '../../shared/calendar-date.ts';
import {
  HOLDER_ARRAYS,
  HOLDER_COLUMNS,
  type HolderColumns,
  holdersOfRow,
} from '../issuing/holder-columns.ts';

/** A version that is still being sealed, or was when its process ended. */
export interface UnfinishedVersion {
  readonly versionId: string;
  readonly licenceId: string;
  readonly version: number;
  readonly identifier: string;
  readonly token: string;
  readonly number: string;
  readonly typeVersionId: string;
  readonly issuerName: string;
  readonly issuerUscc: string;
  readonly issuedOn: CalendarDate;
  readonly effectiveOn: CalendarDate;
  readonly expiresOn: CalendarDate | null;
  readonly caseNumber: string;
  readonly actingOfficerSealed: Buffer;
  readonly contentSealed: Buffer;
  readonly drawnAt: Date;
  readonly holders: readonly SealedHolder[];
  /** The unit that asked for it and seals it; after a merger not the one that issued the version before. */
  readonly unitId: string;
  readonly idempotencyKey: string;
  /** Of the newest seal uses. */
  readonly attempt: number;
  readonly requestId: string | null;
  readonly openUseIds: readonly string[];
  /** True when nobody works on it any more. */
  readonly isLapsed: boolean;
}

type UnfinishedRow = Omit<UnfinishedVersion, 'holders'> & HolderColumns;

@Injectable()
export class UnfinishedVersions {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The version when it is in state *sealing*, else `null`. */
  async find(versionId: string): Promise<UnfinishedVersion | null> {
    const [row] = await this.database.query<UnfinishedRow>(
      'licences.unfinished-version',
      `SELECT v.id AS "versionId", v.licence_id AS "licenceId", v.version, v.identifier, v.token, l.number,
         v.licence_type_version_id AS "typeVersionId", v.issuer_name AS "issuerName", v.issuer_uscc AS "issuerUscc", v.issued_on AS "issuedOn",
         v.effective_on AS "effectiveOn", v.expires_on AS "expiresOn", v.case_number AS "caseNumber",
         v.acting_officer_sealed AS "actingOfficerSealed", v.content_sealed AS "contentSealed",
         v.drawn_at AS "drawnAt", r.unit_id AS "unitId", r.idempotency_key AS "idempotencyKey",
         u.attempt, u.request_id AS "requestId", u.open_use_ids AS "openUseIds", u.is_lapsed AS "isLapsed",
         ${HOLDER_COLUMNS}
       FROM licence_versions v
       JOIN licences l ON l.id = v.licence_id
       JOIN issuance_requests r ON r.licence_version_id = v.id
       CROSS JOIN LATERAL (
         SELECT max(x.attempt)::integer AS attempt, (array_agg(s.request_id ORDER BY x.attempt DESC))[1] AS request_id,
           array_agg(s.id) FILTER (WHERE s.state = 'intended') AS open_use_ids,
           bool_and(s.claimed_until < clock_timestamp()) FILTER (WHERE s.state = 'intended') AS is_lapsed
         FROM licence_version_seal_uses x JOIN seal_uses s ON s.id = x.seal_use_id
         WHERE x.licence_version_id = v.id
       ) u
       ${HOLDER_ARRAYS}
       WHERE v.id = $1 AND v.state = 'sealing' AND u.open_use_ids IS NOT NULL`,
      [versionId],
    );
    return row ? { ...row, holders: holdersOfRow(row) } : null;
  }

  /** Ids of versions whose seal uses have lapsed, oldest first, at most `limit`. */
  async lapsed(limit: number): Promise<string[]> {
    const rows = await this.database.query<{ versionId: string }>(
      'licences.lapsed-versions',
      `SELECT x.licence_version_id AS "versionId"
       FROM seal_uses s JOIN licence_version_seal_uses x ON x.seal_use_id = s.id
       WHERE s.state = 'intended' AND s.claimed_until < clock_timestamp()
       GROUP BY 1 ORDER BY min(s.claimed_until) LIMIT $1`,
      [limit],
    );
    return rows.map((row) => row.versionId);
  }
}
