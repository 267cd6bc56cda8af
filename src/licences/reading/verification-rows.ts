import type { HolderKind, NamedHolder } from '../../holders/holder.ts';
import type { CalendarDate } from '../../shared/calendar-date.ts';
import type { LicenceEventType, LicenceState } from '../states/licence-states.ts';
import type { VerificationRecord } from './verification-record.ts';

/** One version with all that a verdict needs; a `WHERE` that finds versions is put behind it. */
export const SELECT_FOR_VERIFICATION = `
  SELECT v.licence_id AS "licenceId", v.id AS "versionId", v.identifier, v.token, l.number, v.version,
    l.current_version AS "currentVersion", l.state, l.prior_state AS "priorState",
    l.state_effective_at AS "stateEffectiveAt", v.issued_on AS "issuedOn", v.effective_on AS "effectiveOn",
    v.expires_on AS "expiresOn", v.superseded_at AS "supersededAt", v.recorded_at AS "recordedAt",
    v.public_fields AS "publicFields", v.licence_type_version_id AS "typeVersionId", t.code AS "typeCode",
    t.name_zh AS "typeNameZh", t.name_en AS "typeNameEn", u.id AS "unitId", v.issuer_uscc AS "issuerUscc",
    v.issuer_name AS "issuerNameZh", u.name_en AS "issuerNameEn", u.phone, v.region_code AS "regionCode",
    f.sha256, f.byte_length AS "byteLength", f.recorded_at AS "fileRecordedAt",
    h.kinds, h.names, h.name_indexes AS "nameIndexes", e.type AS "eventType", e.effective_at AS "eventEffectiveAt",
    e.recorded_at AS "eventRecordedAt"
  FROM licence_versions v
  JOIN licences l ON l.id = v.licence_id
  JOIN licence_types t ON t.id = l.licence_type_id
  JOIN units u ON u.id = l.issuer_unit_id
  JOIN licence_files f ON f.id = v.original_file_id
  CROSS JOIN LATERAL (
    SELECT array_agg(kind ORDER BY ordinal) AS kinds, array_agg(name_sealed ORDER BY ordinal) AS names,
      array_agg(name_index ORDER BY ordinal) AS name_indexes
    FROM licence_version_holders WHERE licence_version_id = v.id
  ) h
  LEFT JOIN LATERAL (
    SELECT type, effective_at, recorded_at FROM licence_events
    WHERE licence_id = l.id AND type NOT IN ('superseded', 'sealing-abandoned') ORDER BY id DESC LIMIT 1
  ) e ON true
  WHERE v.state = 'issued'`;

export interface VerificationRow {
  licenceId: string;
  versionId: string;
  identifier: string;
  token: string;
  number: string;
  version: number;
  currentVersion: number;
  state: LicenceState;
  priorState: LicenceState;
  stateEffectiveAt: Date;
  issuedOn: CalendarDate;
  effectiveOn: CalendarDate;
  expiresOn: CalendarDate | null;
  supersededAt: Date | null;
  recordedAt: Date;
  publicFields: Record<string, unknown>;
  typeVersionId: string;
  typeCode: string;
  typeNameZh: string;
  typeNameEn: string;
  unitId: string;
  issuerUscc: string;
  issuerNameZh: string;
  issuerNameEn: string;
  phone: string | null;
  regionCode: string;
  sha256: Buffer;
  byteLength: number;
  fileRecordedAt: Date;
  kinds: HolderKind[];
  names: Buffer[];
  nameIndexes: Buffer[];
  eventType: LicenceEventType | null;
  eventEffectiveAt: Date | null;
  eventRecordedAt: Date | null;
}

/** The row as verification reads it. */
export function verificationRecordOf(
  row: VerificationRow,
  publicClass: VerificationRecord['licenceType']['publicClass'],
): VerificationRecord {
  const { licenceId, versionId, identifier, token, number, version, currentVersion } = row;
  const { state, priorState, stateEffectiveAt, issuedOn, effectiveOn, expiresOn, supersededAt } = row;
  return {
    licenceId,
    versionId,
    identifier,
    token,
    number,
    version,
    currentVersion,
    state,
    priorState,
    stateEffectiveAt,
    issuedOn,
    effectiveOn,
    expiresOn,
    supersededAt,
    recordedAt: row.recordedAt,
    publicFields: row.publicFields,
    licenceType: {
      code: row.typeCode,
      nameZh: row.typeNameZh,
      nameEn: row.typeNameEn,
      publicClass,
      versionId: row.typeVersionId,
    },
    issuer: issuerOf(row),
    holders: holdersOf(row),
    file: { sha256: row.sha256, byteLength: row.byteLength, recordedAt: row.fileRecordedAt },
    lastEvent: lastEventOf(row),
  };
}

function holdersOf({ kinds, names, nameIndexes }: VerificationRow): NamedHolder[] {
  return kinds.map((kind, at) => ({
    ordinal: at + 1,
    kind,
    nameSealed: names[at]!,
    nameIndex: nameIndexes[at]!,
  }));
}

function issuerOf(row: VerificationRow): VerificationRecord['issuer'] {
  return {
    unitId: row.unitId,
    uscc: row.issuerUscc,
    nameZh: row.issuerNameZh,
    nameEn: row.issuerNameEn,
    phone: row.phone,
    regionCode: row.regionCode,
  };
}

function lastEventOf(row: VerificationRow): VerificationRecord['lastEvent'] {
  const { eventType, eventEffectiveAt, eventRecordedAt } = row;
  if (eventType === null || eventEffectiveAt === null || eventRecordedAt === null) return null;
  return { type: eventType, effectiveAt: eventEffectiveAt, recordedAt: eventRecordedAt };
}
