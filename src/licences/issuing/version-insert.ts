import type { NewLicenceVersion, RequestIdentity } from './licence-version.ts';

/**
 * Claims the idempotency key and adds the version with its holders, issuer and first seal use, all or nothing: when the
 * key is taken, no row comes of it. A key whose earlier attempt was given up may be used again with the same body.
 */
const VERSION_PARTS = `
  request AS (
    INSERT INTO issuance_requests AS r (unit_id, idempotency_key, request_digest, licence_version_id, state)
    VALUES ($1::uuid, $2::text, $3::bytea, $4::uuid, 'started')
    ON CONFLICT (unit_id, idempotency_key) DO UPDATE
      SET licence_version_id = EXCLUDED.licence_version_id, state = 'started'
      WHERE r.state = 'given-up' AND r.request_digest = EXCLUDED.request_digest
    RETURNING 1
  ), version AS (
    INSERT INTO licence_versions (id, licence_id, version, identifier, token, licence_type_version_id, state,
      issuer_name, issuer_uscc, region_code, issued_on, effective_on, expires_on, case_number, item_code,
      case_closed_at, acting_officer_sealed, content_sealed, public_fields, drawn_at)
    SELECT $4::uuid, $5::uuid, $6::integer, $7::text, $8::text, $9::uuid, 'sealing', $10::text, $11::text, $12::text,
      $13::date, $14::date, $15::date, $16::text, $17::text, $18::timestamptz, $19::bytea, $20::bytea, $21::jsonb,
      $22::timestamptz
    FROM request
  ), holders AS (
    INSERT INTO licence_version_holders (licence_version_id, ordinal, role, share, kind, name_sealed, name_index,
      code_type, code_sealed, code_index)
    SELECT $4::uuid, h.* FROM request, unnest($23::smallint[], $24::text[], $25::text[], $26::text[], $27::bytea[],
      $28::bytea[], $29::text[], $30::bytea[], $31::bytea[]) h
  ), issuer AS (
    INSERT INTO licence_version_issuers (licence_version_id, ordinal, unit_id)
    SELECT $4::uuid, 1, $32::uuid FROM request
  ), use AS (
    INSERT INTO licence_version_seal_uses (licence_version_id, attempt, ordinal, seal_use_id)
    SELECT $4::uuid, 1, 1, $33::uuid FROM request
  )`;

/** A new licence with its first version; gives one row where the key was free. */
export const INSERT_LICENCE = {
  name: 'licences.insert-licence',
  text: `WITH ${VERSION_PARTS}, licence AS (
    INSERT INTO licences (id, licence_type_id, issuer_unit_id, serial, number, state, prior_state, state_effective_at)
    SELECT $5::uuid, $34::uuid, $32::uuid, $35::text, $36::text, 'sealing', 'sealing', $22::timestamptz FROM request
  ) SELECT 1 AS claimed FROM request`,
};

/** A further version of a licence; gives one row where the key was free. */
export const INSERT_VERSION = {
  name: 'licences.insert-version',
  text: `WITH ${VERSION_PARTS} SELECT 1 AS claimed FROM request`,
};

/** The 33 values that both statements begin with. */
export function versionValues(
  request: RequestIdentity,
  version: NewLicenceVersion,
  firstSealUseId: string,
): unknown[] {
  const { holders } = version;
  return [
    request.unitId,
    request.key,
    request.digest,
    version.id,
    version.licenceId,
    version.version,
    version.identifier,
    version.token,
    version.typeVersionId,
    version.issuerName,
    version.issuerUscc,
    version.regionCode,
    version.issuedOn,
    version.effectiveOn,
    version.expiresOn,
    version.caseNumber,
    version.itemCode,
    version.caseClosedAt,
    version.actingOfficerSealed,
    version.contentSealed,
    JSON.stringify(version.publicFields),
    version.drawnAt,
    holders.map((holder) => holder.ordinal),
    holders.map((holder) => holder.role),
    holders.map((holder) => holder.share),
    holders.map((holder) => holder.kind),
    holders.map((holder) => holder.nameSealed),
    holders.map((holder) => holder.nameIndex),
    holders.map((holder) => holder.codeType),
    holders.map((holder) => holder.codeSealed),
    holders.map((holder) => holder.codeIndex),
    version.issuerUnitId,
    firstSealUseId,
  ];
}
