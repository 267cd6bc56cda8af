import type { Unit } from '../../access/units/unit.ts';
import type { LicenceTypeDefinition } from '../../catalogue/definition/licence-type-definition.ts';
import type { HolderKind, NamedHolder } from '../../holders/holder.ts';
import type { CalendarDate } from '../../shared/calendar-date.ts';
import type { LicenceState } from '../states/licence-states.ts';
import type { VerificationRecord } from './verification-record.ts';

const COLUMNS = `v.licence_id AS "licenceId", v.id AS "versionId", v.identifier, v.token, l.number, v.version,
    l.current_version AS "currentVersion", l.state, l.prior_state AS "priorState",
    l.state_effective_at AS "stateEffectiveAt", v.issued_on AS "issuedOn", v.effective_on AS "effectiveOn",
    v.expires_on AS "expiresOn", v.superseded_at AS "supersededAt", v.recorded_at AS "recordedAt",
    v.public_fields AS "publicFields", v.licence_type_version_id AS "typeVersionId", l.issuer_unit_id AS "unitId",
    v.issuer_uscc AS "issuerUscc", v.issuer_name AS "issuerNameZh", v.region_code AS "regionCode",
    h.kinds, h.names, h.name_indexes AS "nameIndexes"`;

const VERSIONS = `licence_versions v
  JOIN licences l ON l.id = v.licence_id`;

const TABLES = `${VERSIONS}
  CROSS JOIN LATERAL (
    SELECT string_agg(kind, ',' ORDER BY ordinal) AS kinds,
      string_agg(encode(name_sealed, 'hex'), ',' ORDER BY ordinal) AS names,
      string_agg(encode(name_index, 'hex'), ',' ORDER BY ordinal) AS name_indexes
    FROM licence_version_holders WHERE licence_version_id = v.id
  ) h`;

/**
 * One issued version with what a verdict needs, except what the caches of types and units know; a condition is put
 * behind it. Kept to two tables and the holders, because every public check pays for it.
 */
export const SELECT_FOR_VERIFICATION = `
  SELECT ${COLUMNS}, NULL::timestamptz AS "fileRecordedAt" FROM ${TABLES} WHERE v.state = 'issued'`;

/** Changes with every update of the version or its licence; their holders are never updated. */
const REVISION = `v.xmin::text || '-' || l.xmin::text AS revision`;

/** The issued versions of the QR tokens `$1`, each with its revision. */
export const SELECT_BY_TOKENS = `
  SELECT ${COLUMNS}, NULL::timestamptz AS "fileRecordedAt", ${REVISION} FROM ${TABLES}
  WHERE v.state = 'issued' AND v.token = ANY ($1::text[])`;

/** The revisions alone: for a reader who has the rest from before, a fifth of the work. */
export const SELECT_REVISIONS = `
  SELECT v.token, ${REVISION} FROM ${VERSIONS} WHERE v.state = 'issued' AND v.token = ANY ($1::text[])`;

/**
 * The version whose registered original has the SHA-256 `$1`, or an archival form of it: what we have raised ourselves
 * begins with the bytes of the original, so its seals are as old as that. With the instant at which that was registered.
 */
export const SELECT_BY_FILE = `
  SELECT ${COLUMNS}, o.recorded_at AS "fileRecordedAt" FROM ${TABLES}
  JOIN licence_files o ON o.id = v.original_file_id
  JOIN licence_files f ON f.licence_version_id = v.id AND f.kind = 'original'
  WHERE v.state = 'issued' AND f.sha256 = $1`;

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
  unitId: string;
  issuerUscc: string;
  issuerNameZh: string;
  regionCode: string;
  fileRecordedAt: Date | null;
  /** One for each holder, by ordinal; joined by commas, which reads faster than an array. Bytes in hexadecimal. */
  kinds: string;
  names: string;
  nameIndexes: string;
}

/** A row of `SELECT_REVISIONS`. */
export interface TokenRevision {
  readonly token: string;
  readonly revision: string;
}

/** The row as verification reads it, with its type as issued under and its unit as it is now. */
export function verificationRecordOf(
  row: VerificationRow,
  definition: LicenceTypeDefinition,
  unit: Unit | null,
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
      code: definition.code,
      nameZh: definition.name.zh,
      nameEn: definition.name.en,
      publicClass: definition.publicClass,
      versionId: row.typeVersionId,
    },
    issuer: {
      unitId: row.unitId,
      uscc: row.issuerUscc,
      nameZh: row.issuerNameZh,
      nameEn: unit?.nameEn ?? row.issuerNameZh,
      phone: unit?.phone ?? null,
      regionCode: row.regionCode,
    },
    holders: holdersOf(row),
    fileRecordedAt: row.fileRecordedAt,
  };
}

function holdersOf(row: VerificationRow): NamedHolder[] {
  const names = row.names.split(',');
  const nameIndexes = row.nameIndexes.split(',');
  return row.kinds.split(',').map((kind, at) => ({
    ordinal: at + 1,
    kind: kind as HolderKind,
    nameSealed: Buffer.from(names[at] ?? '', 'hex'),
    nameIndex: Buffer.from(nameIndexes[at] ?? '', 'hex'),
  }));
}
