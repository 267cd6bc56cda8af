/** What a sealed and stored version becomes valid by. */
export interface VersionCompletion {
  readonly versionId: string;
  readonly fileId: string;
  readonly sha256: Buffer;
  readonly sm3: Buffer;
  readonly byteLength: number;
  readonly signatureLevel: string;
  /** In the order of signing. */
  readonly sealUseIds: readonly string[];
  readonly answerSealed: Buffer;
  /** From when the version holds, and an older one no more. */
  readonly effectiveAt: Date;
  readonly reason: string;
  readonly legalBasis: string | null;
  readonly documentReference: string | null;
  readonly requestId: string | null;
}

/**
 * Makes a version valid: its file with its seals, the licence's state, the events (with `superseded` of the version
 * before), the answer kept under the idempotency key. Gives one row; none when the version is no longer being sealed.
 */
export const COMPLETE_VERSION = {
  name: 'licences.complete-version',
  text: `WITH version AS (
    UPDATE licence_versions SET state = 'issued', original_file_id = $2::uuid
    WHERE id = $1::uuid AND state = 'sealing'
    RETURNING licence_id, version, acting_officer_sealed
  ), file AS (
    INSERT INTO licence_files (id, licence_version_id, kind, format, signature_level, sha256, sm3, byte_length)
    SELECT $2::uuid, $1::uuid, 'original', 'pdf', $6::text, $3::bytea, $4::bytea, $5::integer FROM version
  ), seals AS (
    INSERT INTO licence_file_seals (file_id, seal_use_id, ordinal)
    SELECT $2::uuid, u.id, u.ordinal FROM version, unnest($7::uuid[]) WITH ORDINALITY u(id, ordinal)
  ), request AS (
    UPDATE issuance_requests SET state = 'answered', answer_sealed = $8::bytea
    WHERE licence_version_id = $1::uuid AND state = 'started'
  ), licence AS (
    UPDATE licences l SET current_version = v.version, state = 'valid', state_effective_at = $9::timestamptz,
      prior_state = CASE WHEN l.state = 'sealing' THEN 'valid' ELSE l.state END
    FROM version v WHERE l.id = v.licence_id
  ), superseded AS (
    UPDATE licence_versions o SET superseded_at = $9::timestamptz FROM version v
    WHERE o.licence_id = v.licence_id AND o.version < v.version AND o.state = 'issued' AND o.superseded_at IS NULL
    RETURNING o.version
  ), events AS (
    INSERT INTO licence_events (licence_id, version, type, effective_at, reason, legal_basis, document_reference,
      acting_officer_sealed, request_id)
    SELECT v.licence_id, e.version, e.type, $9::timestamptz, $10::text, $11::text, $12::text,
      v.acting_officer_sealed, $13::uuid
    FROM version v, LATERAL (
      SELECT s.version, 'superseded' AS type FROM superseded s UNION ALL SELECT v.version, 'issued'
    ) e
  ) SELECT 1 AS completed FROM version`,
};

export function completionValues(completion: VersionCompletion): unknown[] {
  return [
    completion.versionId,
    completion.fileId,
    completion.sha256,
    completion.sm3,
    completion.byteLength,
    completion.signatureLevel,
    completion.sealUseIds,
    completion.answerSealed,
    completion.effectiveAt,
    completion.reason,
    completion.legalBasis,
    completion.documentReference,
    completion.requestId,
  ];
}

/**
 * Gives a version up: it and, when it was the first, its licence are void; the idempotency key is free for the same
 * body. Gives one row; none when the version is no longer being sealed.
 */
export const ABANDON_VERSION = {
  name: 'licences.abandon-version',
  text: `WITH version AS (
    UPDATE licence_versions SET state = 'void' WHERE id = $1::uuid AND state = 'sealing'
    RETURNING licence_id, version
  ), request AS (
    UPDATE issuance_requests SET state = 'given-up' WHERE licence_version_id = $1::uuid AND state = 'started'
  ), licence AS (
    UPDATE licences l SET state = 'void', prior_state = 'void', state_effective_at = clock_timestamp()
    FROM version v WHERE l.id = v.licence_id AND l.state = 'sealing'
  ), event AS (
    INSERT INTO licence_events (licence_id, version, type, effective_at, reason)
    SELECT licence_id, version, 'sealing-abandoned', clock_timestamp(), $2::text FROM version
  ) SELECT 1 AS abandoned FROM version`,
};
